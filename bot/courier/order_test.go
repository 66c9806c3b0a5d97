package courier_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
)

func TestHotBeforeStandardByArrival(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.slack.gap = time.Second
		a, b, c, d := w.arrive(standard(1)), w.arrive(hot(2)), w.arrive(standard(3)), w.arrive(hot(4))
		defer w.start()()
		w.settle()
		if diff := cmp.Diff([]string{b, d, a, c}, texts(w.slack.made("post"))); diff != "" {
			t.Errorf("the order of the cards (-want +got):\n%s", diff)
		}
	})
}

// TestChosenAfterTheWait lets a hot lead arrive while a standard one waits for
// the channel's next free moment: the hot one takes it.
func TestChosenAfterTheWait(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = time.Second
		first := w.arrive(standard(1))
		pass(100 * time.Millisecond)
		second := w.arrive(standard(2))
		pass(500 * time.Millisecond)
		urgent := w.arrive(hot(3))
		w.settle()
		if diff := cmp.Diff([]string{first, urgent, second}, texts(w.slack.made("post"))); diff != "" {
			t.Errorf("the order of the cards (-want +got):\n%s", diff)
		}
		for i, c := range w.slack.made("post")[1:] {
			if gap := c.at.Sub(w.slack.made("post")[i].at); gap < time.Second {
				t.Errorf("two cards within %v", gap)
			}
		}
	})
}

// TestEveryChannelsPace lets a more urgent lead of another channel arrive
// during the wait: that channel's own moment is waited for.
func TestEveryChannelsPace(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = time.Second
		w.arrive(standard(1))
		pass(100 * time.Millisecond)
		second := w.arrive(standard(2))
		pass(100 * time.Millisecond)
		free := time.Now().Add(10 * time.Second)
		w.slack.mu.Lock()
		w.slack.next["post C2"] = free
		w.slack.mu.Unlock()
		urgent := w.arrive(hot(3))
		w.change(urgent, func(l *sla.Lead) error { l.Desk = "north"; return nil })
		w.settle()
		w.wantCard(second, 1)
		posts := w.slack.made("post")
		if len(posts) != 3 || posts[1].channel != "C2" || posts[1].at.Before(free) {
			t.Errorf("calls: %v, want the second to C2 from %v on", posts, free)
		}
	})
}

func TestOneMessageAndOneMark(t *testing.T) {
	story(t, func(w *world) {
		w.slack.takes = 50 * time.Millisecond
		id := w.arrive(hot(1))
		pass(40 * time.Millisecond)
		if l := w.lead(id); l.Card != (sla.Card{}) || !l.VisibleAt.IsZero() {
			t.Error("marked before Slack has answered")
		}
		drawnAt := w.now()
		w.settle()
		w.wantCard(id, 1)
		l := w.lead(id)
		if !l.VisibleAt.Before(drawnAt) {
			t.Errorf("visible at %v: that is when Slack answered, not when the card was drawn", l.VisibleAt)
		}
		if l.Rank() != sla.RankNone || l.Told.Card != len(l.History) || l.Told.Thread != len(l.History) {
			t.Errorf("told %+v of %d events", l.Told, len(l.History))
		}
		pass(time.Hour)
		if got := len(w.slack.made("post")) + len(w.slack.made("update")); got != 1 {
			t.Errorf("%d calls, want 1", got)
		}
	})
}

func TestThreadLinesInOrderOnceEach(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = 100 * time.Millisecond
		id := w.arrive(standard(1))
		var want []string
		for i := range 10 {
			word := fmt.Sprintf("webinar %c", 'A'+i)
			w.note(id, word)
			want = append(want, "Came again: "+word)
			pass(time.Duration(i) * 30 * time.Millisecond)
		}
		w.settle()
		_, lines := w.slack.shown(id)
		if diff := cmp.Diff(want, lines); diff != "" {
			t.Errorf("the thread (-want +got):\n%s", diff)
		}
		w.wantCard(id, 1)
	})
}

// TestRedrawsCoalesce changes a lead ten times while the budget for changing
// messages is used up: one change of the card shows it all, and new cards are
// posted meanwhile.
func TestRedrawsCoalesce(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = time.Millisecond
		id := w.arrive(standard(1))
		w.settle()
		w.slack.mu.Lock()
		w.slack.next["update"] = time.Now().Add(time.Minute)
		w.slack.mu.Unlock()
		for range 5 {
			w.claim(id, ana)
			pass(time.Second)
			w.change(id, func(l *sla.Lead) error { return l.Release(ana, w.now(), "", cause(l)) })
			pass(time.Second)
		}
		w.claim(id, ben)
		other := w.arrive(hot(2))
		pass(time.Second)
		w.wantCard(other, 1)
		w.settle()
		w.wantCard(id, 1)
		if got := len(w.slack.made("update")); got != 1 {
			t.Errorf("%d changes of the card, want 1", got)
		}
	})
}

// TestClaimBeforeTheMark claims a lead while its card is being posted: the card
// that shows it as free is changed afterwards.
func TestClaimBeforeTheMark(t *testing.T) {
	story(t, func(w *world) {
		w.slack.takes = time.Second
		id := w.arrive(hot(1))
		pass(500 * time.Millisecond)
		w.claim(id, ana)
		w.settle()
		w.wantCard(id, 1)
		if got := len(w.slack.made("update")); got != 1 {
			t.Errorf("%d changes of the card, want 1", got)
		}
	})
}

func TestWakeNeverBlocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		for range 1000 {
			w.c.Wake() // nobody runs yet
		}
		stop := w.start()
		pass(time.Second)
		stop()
		for range 1000 {
			w.c.Wake()
		}
	})
}

// TestAtOnce shows what is woken without a look at the clock, and what another
// process has changed at the next look.
func TestAtOnce(t *testing.T) {
	story(t, func(w *world) {
		pass(time.Hour + 10*time.Millisecond)
		began := time.Now()
		w.settle()
		id := w.arrive(hot(1))
		synctest.Wait()
		if took := time.Since(began); took > 0 {
			t.Errorf("posted after %v", took)
		}
		w.wantCard(id, 1)
		w.store.mu.Lock()
		_, err := w.store.change(id, func(l *sla.Lead) error { return l.Claim(ana, w.now(), "elsewhere") })
		w.store.mu.Unlock()
		if err != nil {
			t.Fatal(err)
		}
		pass(250 * time.Millisecond)
		w.wantCard(id, 1)
	})
}

func TestRunsOnlyUnderTheLease(t *testing.T) {
	story(t, func(w *world) {
		w.lease.left.Store(int64(8 * time.Second)) // no longer than a call may take
		id := w.arrive(hot(1))
		pass(time.Minute)
		if n := len(w.slack.made("post")); n != 0 {
			t.Fatalf("%d calls, though the lease might have ended within them", n)
		}
		ctx, cancel := context.WithTimeout(w.t.Context(), time.Second)
		defer cancel()
		w.lease.left.Store(0)
		if err := w.c.Settled(ctx); err != nil {
			t.Errorf("who is not the courier waits for nothing: %v", err)
		}
		w.lease.left.Store(int64(9 * time.Second))
		pass(time.Second)
		w.wantCard(id, 1)
	})
}

// TestLeaseEndsDuringTheWait lets the lease run out while the channel's next
// free moment is waited for.
func TestLeaseEndsDuringTheWait(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = 20 * time.Second
		first := w.arrive(hot(1))
		pass(time.Second)
		second := w.arrive(hot(2))
		pass(time.Second)
		w.lease.left.Store(int64(5 * time.Second))
		pass(time.Minute)
		if got := texts(w.slack.made("post")); len(got) != 1 || got[0] != first {
			t.Fatalf("posted %v, want only %s", got, first)
		}
		w.lease.left.Store(int64(time.Hour))
		pass(time.Minute)
		w.wantCard(second, 1)
	})
}
