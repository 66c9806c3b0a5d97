package socket

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

func TestADelayGrowsWithinItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := time.Duration(rapid.Int64Range(1, int64(time.Hour)).Draw(t, "first"))
		g := growth{first, first + time.Duration(rapid.Int64Range(0, int64(24*time.Hour)).Draw(t, "room"))}
		n := rapid.IntRange(1, 10_000).Draw(t, "n")
		got := g.after(n)
		low := g.most
		if n < 63 && first <= g.most>>(n-1) {
			low = first << (n - 1)
		}
		if got < low || got > g.most+g.most/4 {
			t.Fatalf("failure %d of %v waits %s, want at least %s", n, g, got, low)
		}
	})
}

func TestAHealthyConnectionStartsTheCountAnew(t *testing.T) {
	p := defaultPace()
	var s strikes
	for _, c := range []struct {
		name    string
		kind    kind
		healthy bool
		least   time.Duration
	}{
		{"broke in its prime", lost, true, 0},
		{"was to be replaced", replaced, true, 0},
		{"broke young", lost, false, 200 * time.Millisecond},
		{"broke young again", lost, false, 400 * time.Millisecond},
		{"was crowded out between", crowded, false, 5 * time.Second},
		{"broke young a third time", lost, false, 800 * time.Millisecond},
		{"was refused after a good life", refused, true, time.Minute},
		{"was refused again", refused, false, 2 * time.Minute},
		{"broke in its prime, later", lost, true, 0},
		{"broke young, later", lost, false, 200 * time.Millisecond},
	} {
		got := s.delay(trouble{c.kind, c.name}, c.healthy, p)
		if got < c.least || got > c.least*5/4 {
			t.Errorf("a connection that %s: the next waits %s, want about %s", c.name, got, c.least)
		}
	}
}

func TestAPauseEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begun := time.Now()
		pause(ctx, time.Hour)
		if took := time.Since(begun); took != time.Second {
			t.Errorf("paused for %s", took)
		}
		begun = time.Now()
		pause(t.Context(), time.Minute)
		pause(t.Context(), 0)
		if took := time.Since(begun); took != time.Minute {
			t.Errorf("paused for %s", took)
		}
	})
}
