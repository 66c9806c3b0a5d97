package sqlite_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"leadpact/sla"
)

// TestSweep writes more than the log may hold and asks whether it was moved into
// the file meanwhile.
func TestSweep(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	for i := range 12 {
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
