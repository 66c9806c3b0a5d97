package bot

import (
	"context"
	"errors"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

// fateTime is how long the fate of an unconfirmed change is waited for, real
// time: as long as Slack lets us answer privately, and a little less.
const fateTime = 25 * time.Minute

// unchanged answers a click that did not lead to a saved change, honestly: it
// was refused, it is certain that nothing was saved, or its fate is unknown and
// will be told.
func (b *Bot) unchanged(c click, err error) reply {
	if r := sla.RefusalOf(err); r != nil {
		return c.answer(view.Refused(r))
	}
	if errors.Is(err, sla.ErrNotRecorded) {
		b.o.Log.Error("a click was not recorded: the store did not answer in time", "lead", c.lead)
		return c.answer(view.NotRecorded())
	}
	if unsure := new(sla.Unconfirmed); errors.As(err, &unsure) {
		b.o.Log.Error("a click is not confirmed: the store has begun to save it and does not answer", "lead", c.lead)
		r := c.answer(view.NotConfirmed())
		r.then = func(ctx context.Context) {
			b.pool.beside(func() { b.tellFate(ctx, c, unsure) })
		}
		return r
	}
	b.o.Log.Error("a click could not be saved", "lead", c.lead, "error", err)
	return c.answer(view.Trouble())
}

func (b *Bot) tellFate(ctx context.Context, c click, unsure *sla.Unconfirmed) {
	ctx, cancel := after(ctx, fateTime)
	defer cancel()
	err := unsure.Fate(ctx)
	switch {
	case ctx.Err() != nil:
		b.o.Log.Error("the fate of a click stayed unknown", "lead", c.lead)
	case err == nil:
		b.respond(ctx, c.url, false, view.Confirmed())
	case sla.RefusalOf(err) != nil:
		b.respond(ctx, c.url, false, view.Refused(sla.RefusalOf(err)))
	default:
		b.respond(ctx, c.url, false, view.Unsaved())
	}
}
