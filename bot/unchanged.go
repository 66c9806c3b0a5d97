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
		return reply{then: func(ctx context.Context) { b.refuse(ctx, c, r) }}
	}
	if errors.Is(err, sla.ErrNotRecorded) {
		b.o.Log.Error("a click was not recorded: the store did not answer in time", "lead", c.lead)
		return c.answer(view.NotRecorded())
	}
	if unsure := new(sla.Unconfirmed); errors.As(err, &unsure) {
		b.o.Log.Error("a click is not confirmed: the store has begun to save it and does not answer", "lead", c.lead)
		r := c.answer(view.NotConfirmed())
		r.then = func(context.Context) {
			b.pool.beside(func() { b.tellFate(c, unsure) })
		}
		return r
	}
	b.o.Log.Error("a click could not be saved", "lead", c.lead, "error", err)
	return c.answer(view.Trouble())
}

// refuse tells why a click changed nothing. Whoever was too late for a lead is
// told who has it, and what waits next. All of that comes after the ack, so that
// a crowd at one button does not wait for each other's answers.
func (b *Bot) refuse(ctx context.Context, c click, r *sla.Refusal) {
	l, err := b.o.Store.Get(ctx, c.lead)
	if err != nil {
		b.respond(ctx, c.url, false, view.Refused(r))
		return
	}
	m := view.Refused(r)
	if r.Code == sla.CodeTaken {
		m = view.LostRace(l, r.Owner, b.next(ctx), b.o.Now())
	}
	b.respond(ctx, c.url, false, m)
	if point := b.straighten(c, l).then; point != nil {
		point(ctx)
	}
}

// next is the lead that waits longest, or nil.
func (b *Bot) next(ctx context.Context) *sla.Lead {
	waiting, err := b.o.Store.Waiting(ctx, 1)
	if err != nil || len(waiting) == 0 {
		return nil
	}
	return waiting[0]
}

func (b *Bot) tellFate(c click, unsure *sla.Unconfirmed) {
	defer func() { b.caught(recover(), typeInteractive) }()
	ctx, cancel := context.WithTimeout(b.life, fateTime)
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
