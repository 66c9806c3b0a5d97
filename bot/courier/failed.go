package courier

import (
	"context"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// unansweredMost is how many calls for one lead may stay unanswered in a row
// before it is parked, so that it does not hold up the others.
const unansweredMost = 5

// failed does what can be done about a message that could not be sent. It
// returns an error if the lane should pause.
func (c *Courier) failed(ctx context.Context, l *sla.Lead, err error) error {
	f := webapi.FailureOf(err)
	if f == nil {
		return err
	}
	switch f.Remedy {
	case webapi.Later:
		return nil // the next wait for the channel includes the pause that Slack asked for
	case webapi.Anew:
		c.o.Log.Info("the card is gone from the channel and is posted anew", "lead", l.ID, "code", f.Code)
		return c.mark(ctx, l.ID, (*sla.Lead).LoseCard)
	case webapi.Park:
		return c.park(ctx, l, f.Code, err)
	}
	if c.unanswered(l.ID) >= unansweredMost {
		c.tries.Delete(l.ID)
		return c.park(ctx, l, f.Code, err)
	}
	return err
}

func (c *Courier) park(ctx context.Context, l *sla.Lead, reason string, err error) error {
	c.o.Log.Error("Slack refuses a lead: it is parked and tried again later", "lead", l.ID, "error", err)
	return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Park(reason, c.o.Now()) })
}

func (c *Courier) unanswered(id string) int {
	n, _ := c.tries.LoadOrStore(id, new(int))
	tries := n.(*int)
	*tries++
	return *tries
}
