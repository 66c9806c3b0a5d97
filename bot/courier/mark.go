package courier

import (
	"context"
	"errors"
	"time"

	"leadpact/sla"
)

// markTime is how long a mark is tried after the program was told to stop, and
// markPause the longest time between two tries; real time.
const (
	markTime  = 10 * time.Second
	markPause = time.Second
)

// mark saves in the lead what Slack has just answered.
func (c *Courier) mark(ctx context.Context, id string, change func(*sla.Lead) error) error {
	return c.keep(ctx, id, func(ctx context.Context) error {
		_, err := c.o.Store.Update(ctx, id, change)
		return err
	})
}

// keep saves what Slack has just answered. The message is out, so this is tried
// until the store takes it; only if it never does, the message is sent once
// more.
func (c *Courier) keep(ctx context.Context, id string, save func(context.Context) error) error {
	last, cancel := lingering(ctx, markTime)
	defer cancel()
	for pause := pauseFirst; ; pause = min(2*pause, markPause) {
		err := save(last)
		if unsure := new(sla.Unconfirmed); errors.As(err, &unsure) {
			err = unsure.Fate(last)
		}
		if err == nil || sla.RefusalOf(err) != nil {
			return err
		}
		c.o.Log.Error("what Slack has answered cannot be saved yet", "id", id, "error", err)
		if last.Err() != nil {
			return err
		}
		rest(last, pause, nil)
	}
}

// lingering is a context that ends so long after the given one. Its cancel must
// be called.
func lingering(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	last, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		rest(last, d, nil)
		cancel()
	})
	return last, func() {
		stop()
		cancel()
	}
}
