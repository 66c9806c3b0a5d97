package socket

import (
	"context"
	"math/rand/v2"
	"time"
)

// pace holds every span of time that is not an option. Tests over real sockets shorten it.
type pace struct {
	open   time.Duration // an apps.connections.open call
	shake  time.Duration // the handshake of a websocket
	hello  time.Duration // from the handshake to hello
	write  time.Duration // one frame, acks included
	leave  time.Duration // how long an old connection may wait for its replacement
	unpaid time.Duration // how long an old connection is kept for acks that are still owed: Slack gives them 3 s
	bye    time.Duration // how long a goodbye waits for Slack's
	again  [kinds]growth
}

// growth is a delay that doubles with every failure in a row.
type growth struct{ first, most time.Duration }

func defaultPace() pace {
	return pace{
		open:   20 * time.Second,
		shake:  10 * time.Second,
		hello:  10 * time.Second,
		write:  2 * time.Second,
		leave:  10 * time.Second,
		unpaid: 3 * time.Second,
		bye:    time.Second,
		again: [kinds]growth{
			lost:     {200 * time.Millisecond, 30 * time.Second},
			replaced: {200 * time.Millisecond, 30 * time.Second},
			crowded:  {5 * time.Second, 5 * time.Minute},
			refused:  {time.Minute, 5 * time.Minute},
		},
	}
}

// after is the delay that follows the n-th failure in a row, counted from 1. It varies by up to a quarter, so that
// connections and replicas that failed together do not come back together, and never falls below the stated span.
func (g growth) after(n int) time.Duration {
	d := g.first
	for ; n > 1 && d < g.most; n-- {
		d *= 2
	}
	d = min(d, g.most)
	return d + rand.N(d/4+1)
}

// strikes counts the failures in a row, each kind by itself.
type strikes [kinds]int

// delay counts one more failure and says how long to wait. A connection that had grown old enough (healthy) starts the
// count anew, and when it merely broke or was to be replaced, the next attempt need not wait at all.
func (s *strikes) delay(t trouble, healthy bool, p pace) time.Duration {
	if healthy {
		*s = strikes{}
		if t.kind == lost || t.kind == replaced {
			return 0
		}
	}
	s[t.kind]++
	return p.again[t.kind].after(s[t.kind])
}

// pause waits for d, or until ctx is done.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
