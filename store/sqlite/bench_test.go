package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync/atomic"
	"syscall"
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
	b.Helper()
	e := benchEngine(b)
	var n atomic.Int64
	used := cpuTime(b)
	b.ReportAllocs()
	b.SetParallelism(16)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			d := sla.Delivery{Hashed: true, At: time.Now(), Arrivals: make([]sla.Arrival, size)}
			for i := range d.Arrivals {
				d.Arrivals[i] = benchArrival(n.Add(1))
			}
			if _, err := e.Receive(b.Context(), d); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportMetric(float64(n.Load())/b.Elapsed().Seconds(), "leads/s")
	b.ReportMetric(float64((cpuTime(b)-used).Microseconds())/float64(n.Load()), "cpu-µs/lead")
}

func BenchmarkReceiveSingle(b *testing.B) { benchReceive(b, 1) }

func BenchmarkReceiveHundred(b *testing.B) { benchReceive(b, 100) }

// BenchmarkFacts streams a hundred thousand leads, as a report does.
func BenchmarkFacts(b *testing.B) {
	e := benchEngine(b)
	const n = 100_000
	for from := int64(0); from < n; from += 1000 {
		d := sla.Delivery{Hashed: true, At: time.Now(), Arrivals: make([]sla.Arrival, 1000)}
		for i := range d.Arrivals {
			d.Arrivals[i] = benchArrival(from + int64(i))
		}
		if _, err := e.Receive(b.Context(), d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	used := cpuTime(b)
	for b.Loop() {
		seen := 0
		if err := e.Facts(b.Context(), time.Now(), func(*sla.Facts) error { seen++; return nil }); err != nil || seen < n*99/100 {
			b.Fatal(seen, err)
		}
	}
	b.ReportMetric(float64((cpuTime(b)-used).Milliseconds())/float64(b.N), "cpu-ms/op")
}

// BenchmarkUpdateIdle changes one lead on an engine that does nothing else, as
// a click does, and reports how long the slowest hundredth took.
func BenchmarkUpdateIdle(b *testing.B) {
	e := benchEngine(b)
	receipts, err := e.Receive(b.Context(), sla.Delivery{Hashed: true, At: time.Now(), Arrivals: []sla.Arrival{benchArrival(1)}})
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		if _, err := e.Update(b.Context(), receipts[0].Lead, func(l *sla.Lead) error { l.Told.Card++; return nil }); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

func benchEngine(b *testing.B) *Engine {
	b.Helper()
	e, err := Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = e.Close() })
	return e
}

// cpuTime is what this process has used of all cores.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
