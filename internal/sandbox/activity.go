package sandbox

import (
	"context"
	"sync/atomic"
	"time"
)

const (
	quietFor  = 150 * time.Millisecond // no call for so long means the bot is done
	settleMax = 3 * time.Second
)

// activity knows whether the bot is calling.
type activity struct {
	inflight atomic.Int64
	last     atomic.Int64 // unix nanoseconds of the last beginning or end of a call
}

// enter marks a call as begun; the returned function marks its end.
func (a *activity) enter() func() {
	a.inflight.Add(1)
	a.last.Store(time.Now().UnixNano())
	return func() {
		a.last.Store(time.Now().UnixNano())
		a.inflight.Add(-1)
	}
}

// quiet waits until no call came for a while and none is in flight.
func (a *activity) quiet(ctx context.Context) error {
	start := time.Now()
	for {
		since := start
		if last := time.Unix(0, a.last.Load()); last.After(since) {
			since = last
		}
		left := quietFor - time.Since(since)
		if left <= 0 && a.inflight.Load() == 0 {
			return nil
		}
		timer := time.NewTimer(max(left, 5*time.Millisecond))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// Settle returns when the bot has done what follows from the last act, or after
// three seconds.
func (w *Workspace) Settle(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, settleMax)
	defer cancel()
	settle := w.opts.Settle
	if settle == nil {
		settle = w.busy.quiet
	}
	if err := settle(ctx); err != nil {
		w.opts.Log.Debug("the bot did not settle", "error", err)
	}
}
