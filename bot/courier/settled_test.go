package courier_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/sla"
)

// TestSettledWaitsForEverything asks right after a change whether all is shown:
// card, thread and notice.
func TestSettledWaitsForEverything(t *testing.T) {
	story(t, func(w *world) {
		w.slack.takes = 300 * time.Millisecond
		for i := range 20 {
			id := w.arrive(standard(i))
			w.claim(id, ana)
			w.note(id, "demo request")
			w.settle()
			w.wantCard(id, 1)
			if _, lines := w.slack.shown(id); len(lines) != 1 || len(told(w, ana)) != i+1 {
				t.Fatalf("settled before all was told: %v, %d notices", lines, len(told(w, ana)))
			}
		}
	})
}

// TestSettledWaitsForCallsUnderWay asks during the last call.
func TestSettledWaitsForCallsUnderWay(t *testing.T) {
	story(t, func(w *world) {
		w.slack.takes = 3 * time.Second
		id := w.arrive(hot(1))
		pass(time.Second)
		began := time.Now()
		w.settle()
		if took := time.Since(began); took < 2*time.Second {
			t.Errorf("settled after %v, within the call", took)
		}
		w.wantCard(id, 1)
	})
}

// TestSettledAfterParked asks while a parked lead is tried again and then owes
// more.
func TestSettledAfterParked(t *testing.T) {
	story(t, func(w *world) {
		w.slack.takes = 50 * time.Millisecond
		for i := range 50 {
			id := w.arrive(standard(i))
			w.note(id, "webinar")
			w.change(id, func(l *sla.Lead) error { return l.Park("of old", w.now().Add(-time.Hour)) })
			w.settle()
			if l := w.lead(id); l.Parked != nil || l.Rank() != sla.RankNone {
				t.Fatalf("settled while the lead owes %q", l.NextTelling())
			}
		}
	})
}

// TestSettledWithRefused does not wait for what Slack refuses.
func TestSettledWithRefused(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.change(id, func(l *sla.Lead) error { return l.Park("is_archived", w.now()) })
		began := time.Now()
		w.settle()
		if took := time.Since(began); took > time.Second {
			t.Errorf("waited %v for what is refused", took)
		}
	})
}

func TestSettledGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.arrive(hot(1)) // and nobody posts it
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := w.c.Settled(ctx); err == nil {
			t.Error("settled, though nothing was shown")
		}
		w.store.breaks(func(string) error { return errStore })
		if err := w.c.Settled(t.Context()); !errors.Is(err, errStore) {
			t.Errorf("settled with a broken store: %v", err)
		}
	})
}
