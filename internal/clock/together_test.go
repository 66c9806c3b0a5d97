package clock

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestClockMovedByMany moves the clock from many sides: it ends at the latest,
// and nobody ever sees it go back.
func TestClockMovedByMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c Clock
		start := c.Now()
		var all sync.WaitGroup
		for i := range 50 {
			all.Go(func() {
				before := c.Now()
				to := start.Add(time.Duration(i) * time.Hour)
				c.Set(to)
				if now := c.Now(); now.Before(before) || now.Before(to) {
					t.Errorf("moved to %v from %v, the clock shows %v", to, before, now)
				}
			})
		}
		all.Wait()
		if got := c.Now(); !got.Equal(start.Add(49 * time.Hour)) {
			t.Errorf("the clock shows %v", got)
		}
	})
}

func TestClockShowsUTC(t *testing.T) {
	var c Clock
	now := c.Now()
	if now.Location() != time.UTC {
		t.Errorf("the zone is %v", now.Location())
	}
	if now != now.Round(0) { // not Equal, which leaves the reading out
		t.Error("carries a monotonic reading")
	}
}
