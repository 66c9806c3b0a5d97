package sqlite_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"leadpact/sla"
)

// TestSweep writes more than is left in the log and asks whether it was moved into
// the file meanwhile.
func TestSweep(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	if err := e.SweepEvery(t.Context(), 500); err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		d := sla.Delivery{At: time.Now()}
		for j := range 500 {
			id := fmt.Sprint(i, "-", j)
			d.Arrivals = append(d.Arrivals, sla.Arrival{Cause: id, ExternalID: id, Details: sla.Details{Message: strings.Repeat("x", 2000)}})
		}
		if _, err := e.Receive(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	until(t, "the log is swept into the file", func() bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > 1<<20
	})
	// Closed by the last process, the file is whole by itself.
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if exists(path + "-wal") {
		t.Error("the log was left behind")
	}
}

// TestMemoryIsGivenBack lets a store rest after a bulk delivery.
func TestMemoryIsGivenBack(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	d := sla.Delivery{At: time.Now()}
	for i := range 1000 {
		d.Arrivals = append(d.Arrivals, one(i).Arrivals...)
	}
	if _, err := e.Receive(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	used := func() int {
		n, err := e.CacheUsed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := used()
	if err := e.IdleAfter(t.Context(), time.Microsecond); err != nil {
		t.Fatal(err)
	}
	until(t, "the cache is emptied", func() bool { return used() < before/4 })
}
