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
	held time.Time   // nobody is let through before
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

// hold lets nobody through for so long.
func (t *turns) hold(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if until := time.Now().Add(d); until.After(t.held) {
		t.held = until
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
	if d := max(time.Until(t.next[first]), time.Until(t.held)); d > 0 {
		return d
	}
	t.next[first] = time.Now().Add(t.within)
	return 0
}
