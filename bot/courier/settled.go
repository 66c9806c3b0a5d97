package courier

import (
	"context"
	"time"
)

// Settled waits until Slack shows everything, as far as it does not refuse it,
// or until the context ends. In a process that is not the courier it does not
// wait.
func (c *Courier) Settled(ctx context.Context) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for c.o.Lease.Holds(0) {
		done, err := c.nothingDue(ctx)
		if done || err != nil {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// nothingDue reports whether nothing is owed and nothing was under way while it
// looked: a step that ends between two looks may have left work to the first.
func (c *Courier) nothingDue(ctx context.Context) (bool, error) {
	began := c.steps.Load()
	if c.busy.Load() != 0 {
		return false, nil
	}
	owed, err := c.o.Store.Untold(ctx, append(changed[:1:1], posted...), 1)
	if err != nil || len(owed) > 0 {
		return false, err
	}
	parked, err := c.o.Store.Parked(ctx, c.o.Now(), 1)
	if err != nil || len(parked) > 0 {
		return false, err
	}
	if _, pointing := c.formers.first(); pointing {
		return false, nil
	}
	notices, err := c.o.Store.DueNotices(ctx, c.o.Now(), 1)
	return len(notices) == 0 && c.busy.Load() == 0 && c.steps.Load() == began, err
}
