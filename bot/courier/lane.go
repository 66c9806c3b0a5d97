package courier

import (
	"context"
	"time"
)

// The first and the longest pause of a lane in which a call got no answer.
const (
	pauseFirst = 100 * time.Millisecond
	pauseMost  = 10 * time.Second
)

// lane is one queue of work that goes on by itself: when changing messages has
// used up Slack's budget, new cards must not wait for it.
type lane struct {
	name string
	calm time.Duration // how long a lane that was woken waits for more, since most commits are no work of its own
	step func(ctx context.Context) (worked bool, err error)
	wake chan struct{}
}

func newLane(name string, calm time.Duration, step func(context.Context) (bool, error)) *lane {
	return &lane{name: name, calm: calm, step: step, wake: make(chan struct{}, 1)}
}

func (l *lane) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// run steps as long as there is work, then rests until there is some.
func (c *Courier) run(ctx context.Context, l *lane) {
	pause := pauseFirst
	for c.o.Lease.Await(ctx, c.o.CallTime) == nil {
		c.busy.Add(1)
		c.steps.Add(1)
		worked, err := l.step(ctx)
		c.busy.Add(-1)
		switch {
		case err != nil && ctx.Err() == nil:
			c.o.Log.Warn("the courier's lane pauses", "lane", l.name, "pause", pause, "error", err)
			rest(ctx, pause, nil)
			pause = min(2*pause, pauseMost)
		case worked:
			pause = pauseFirst
		default:
			rest(ctx, c.o.Poll, l.wake)
			rest(ctx, l.calm, nil)
		}
	}
}

// rest waits for the wake, but not longer than d.
func rest(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	if d == 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-wake:
	case <-ctx.Done():
	}
}
