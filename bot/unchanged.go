package bot

import (
	"context"
	"errors"

	"leadpact/bot/view"
	"leadpact/sla"
)

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
		r.then = func(context.Context) { b.awaitFate(c.lead, unsure, c.fate(b)) }
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
		b.tell(ctx, c.ear(), false, view.Refused(r))
		return
	}
	m := view.Refused(r)
	if r.Code == sla.CodeTaken {
		m = view.LostRace(l, r.Owner, b.next(ctx), b.o.Now())
	}
	b.tell(ctx, c.ear(), false, m)
	if point := b.straighten(c, l).then; point != nil && !c.home {
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

// fate tells the clicker what became of the change, once it is known.
func (c click) fate(b *Bot) func(context.Context, error) {
	return func(ctx context.Context, err error) {
		m := view.Unsaved()
		if r := sla.RefusalOf(err); r != nil {
			m = view.Refused(r)
		} else if err == nil {
			m = view.Confirmed()
		}
		b.tell(ctx, c.ear(), false, m)
	}
}
