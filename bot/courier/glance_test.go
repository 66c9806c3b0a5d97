package courier

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/sla"
)

// glance is an empty store; between its answers a step of a lane goes by.
type glance struct {
	Store
	between func()
}

func (glance) Untold(context.Context, []sla.Rank, int) ([]*sla.Lead, error) { return nil, nil }

func (g glance) Parked(context.Context, time.Time, int) ([]*sla.Lead, error) {
	g.between()
	return nil, nil
}

func (glance) DueNotices(context.Context, time.Time, int) ([]sla.Notice, error) { return nil, nil }

// TestStepsBetweenTwoLooks lets a step begin and end while it is looked whether
// anything is due: it may have left work where nobody has looked since.
func TestStepsBetweenTwoLooks(t *testing.T) {
	for _, c := range []struct {
		what    string
		between func(c *Courier)
		want    bool
	}{
		{"nothing", func(*Courier) {}, true},
		{"a step that has ended", func(c *Courier) { c.steps.Add(1) }, false},
		{"a step under way", func(c *Courier) { c.busy.Add(1) }, false},
	} {
		var courier *Courier
		courier = New(Options{Now: time.Now, Store: glance{between: func() { c.between(courier) }}})
		if done, err := courier.nothingDue(t.Context()); done != c.want || err != nil {
			t.Errorf("after %s: %v, %v; want %v", c.what, done, err, c.want)
		}
	}
}

// TestRest lets ever longer pass before a lead goes before the others again.
func TestRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n tally
		if n.resting("a") {
			t.Error("who was always answered rests")
		}
		for _, want := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second} {
			n.add("a")
			<-time.After(want - time.Nanosecond)
			if !n.resting("a") || n.resting("b") {
				t.Errorf("a rests: %v, b: %v", n.resting("a"), n.resting("b"))
			}
			<-time.After(time.Nanosecond)
			if n.resting("a") {
				t.Errorf("it still rests after %v", want)
			}
		}
		n.add("a")
		n.clear("a")
		if n.resting("a") {
			t.Error("who was answered rests")
		}
	})
}

func TestTally(t *testing.T) {
	var n tally
	for want := 1; want <= unansweredMost; want++ {
		if got := n.add("a"); got != want {
			t.Errorf("counted %d, want %d", got, want)
		}
	}
	n.clear("a")
	n.clear("never counted")
	if n.add("a") != 1 || n.add("b") != 1 {
		t.Error("what was answered is still counted")
	}
	n.clear("a")
	n.clear("b")
	if len(n.n) != 0 {
		t.Errorf("%d leads are remembered for nothing", len(n.n))
	}
}
