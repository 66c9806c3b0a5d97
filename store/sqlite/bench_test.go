package sqlite

import (
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"leadpact/sla"
)

func benchArrival(n int64) sla.Arrival {
	return sla.Arrival{
		Cause: fmt.Sprintf("bench:%d", n), ExternalID: fmt.Sprintf("contact-%d", n),
		Details: sla.Details{
			Name: "Mara Lindt", Email: fmt.Sprintf("mara%x@kessel.example", n*7919%1000003), Company: "Kessel AG", Title: "COO",
			Source: "website", Action: "demo request", Message: "Replace our planner by March.", Side: sla.SideMarketing,
		},
	}
}

func benchReceive(b *testing.B, size int) {
	e, err := Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = e.Close() })
	var n atomic.Int64
	b.ReportAllocs()
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			d := sla.Delivery{At: time.Now(), Arrivals: make([]sla.Arrival, size)}
			for i := range d.Arrivals {
				d.Arrivals[i] = benchArrival(n.Add(1))
			}
			if _, err := e.Receive(b.Context(), d); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(n.Load())/b.Elapsed().Seconds(), "leads/s")
}

func BenchmarkReceiveSingle(b *testing.B) { benchReceive(b, 1) }

func BenchmarkReceiveHundred(b *testing.B) { benchReceive(b, 100) }
