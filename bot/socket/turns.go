package socket

import (
	"context"
	"sync"
	"time"
)

// turns lets so many through within any span of the given length.
type turns struct {
	within time.Duration

	mu   sync.Mutex
	next []time.Time // when each of the places is free again
}

func newTurns(most int, within time.Duration) *turns {
	return &turns{within: within, next: make([]time.Time, most)}
}

// wait waits for a turn. Whoever gives up waiting has used none.
func (t *turns) wait(ctx context.Context) error {
	for {
		d := t.take()
		if d <= 0 {
			return ctx.Err()
		}
		timer := time.NewTimer(d)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// take takes the place that is free first, or says how long until it is.
func (t *turns) take() time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	first := 0
	for i := range t.next {
		if t.next[i].Before(t.next[first]) {
			first = i
		}
	}
	if d := time.Until(t.next[first]); d > 0 {
		return d
	}
	t.next[first] = time.Now().Add(t.within)
	return 0
}
