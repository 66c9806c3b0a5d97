package courier

import (
	"context"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// failed does what can be done about a message that could not be sent. It
// returns an error if the lane should pause.
func (c *Courier) failed(ctx context.Context, l *sla.Lead, err error) error {
	f := webapi.FailureOf(err)
	switch {
	case f == nil: // the store's trouble or the lease's, not this lead's
		return err
	case f.Remedy == webapi.Later:
		return nil // the next wait for the channel includes the pause that Slack asked for
	case f.Remedy == webapi.Anew && c.mayPostAnew(l):
		c.o.Log.Info("the card is gone from the channel and is posted anew", "lead", l.ID, "code", f.Code)
		return c.lose(ctx, l.ID, l.Card)
	case f.Remedy == webapi.Again && l.Parked == nil && c.unanswered.add(l.ID) < unansweredMost:
		return err
	}
	c.unanswered.clear(l.ID)
	level := c.grudges.level(c.channel(l), l.ID, f.Code)
	c.o.Log.Log(ctx, level, "Slack refuses a lead: it is parked and tried again later", "lead", l.ID, "error", err)
	return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Park(f.Code, c.o.Now()) })
}

// lose forgets the card that is gone, unless it has been posted anew already.
func (c *Courier) lose(ctx context.Context, id string, gone sla.Card) error {
	return c.mark(ctx, id, func(l *sla.Lead) error {
		if l.Card != gone {
			return sla.ErrNoChange
		}
		return l.LoseCard()
	})
}
