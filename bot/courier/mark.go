package courier

import (
	"context"
	"errors"
	"time"

	"leadpact/sla"
)

// markTime is how long a mark is tried after the program was told to stop, real
// time.
const markTime = 10 * time.Second

// mark saves what Slack has just been told. The message is out, so the mark is
// tried until the store takes it; only if it never does, the message is sent
// once more.
func (c *Courier) mark(ctx context.Context, id string, change func(*sla.Lead) error) error {
	last, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(markTime, cancel) })
	defer stop()
	for pause := pauseFirst; ; pause = min(2*pause, pauseMost) {
		_, err := c.o.Store.Update(last, id, change)
		if unsure := new(sla.Unconfirmed); errors.As(err, &unsure) {
			err = unsure.Fate(last)
		}
		if err == nil || last.Err() != nil || sla.RefusalOf(err) != nil {
			return err
		}
		c.o.Log.Error("a message that was sent cannot be marked yet", "lead", id, "error", err)
		rest(last, pause, nil)
	}
}
