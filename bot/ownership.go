package bot

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// claim makes the clicker the lead's owner. Whoever was too late is told who
// has it, and what waits next.
func (b *Bot) claim(ctx context.Context, c click) reply {
	l, err := b.o.Store.Update(ctx, c.lead, func(l *sla.Lead) error {
		return l.Claim(c.who, b.o.Now(), c.cause)
	})
	if r := sla.RefusalOf(err); r != nil && r.Code == sla.CodeTaken {
		return b.lostRace(ctx, c, r.Owner)
	}
	if err != nil {
		return b.unchanged(c, err)
	}
	if c.private {
		m := view.Yours(l, b.o.Slack.Permalink(l.Card.Channel, l.Card.Message))
		return reply{private: &m, url: c.url, replace: true}
	}
	return b.straighten(c, l)
}

// release gives the clicker's lead back to the team.
func (b *Bot) release(ctx context.Context, c click) reply {
	l, err := b.o.Store.Update(ctx, c.lead, func(l *sla.Lead) error {
		return l.Release(c.who, b.o.Now(), c.cause)
	})
	if err != nil {
		return b.unchanged(c, err)
	}
	return b.straighten(c, l)
}

func (b *Bot) lostRace(ctx context.Context, c click, owner string) reply {
	l, err := b.o.Store.Get(ctx, c.lead)
	if err != nil {
		return b.unchanged(c, err)
	}
	var next *sla.Lead
	if waiting, err := b.o.Store.Waiting(ctx, 1); err == nil && len(waiting) > 0 {
		next = waiting[0]
	}
	r := b.straighten(c, l)
	m := view.LostRace(l, owner, next, b.o.Now())
	r.private, r.url = &m, c.url
	return r
}

// straighten turns an older copy of a card, if that is what was clicked, into a
// pointer to the one that is kept up to date.
func (b *Bot) straighten(c click, l *sla.Lead) reply {
	old := !c.private && c.message != "" && l.Card.Message != "" && c.message != l.Card.Message && c.channel == l.Card.Channel
	if !old {
		return reply{}
	}
	return reply{then: func(ctx context.Context) {
		if err := b.o.Slack.AwaitUpdate(ctx); err != nil {
			return
		}
		pointer := view.Pointer(l, b.o.Slack.Permalink(l.Card.Channel, l.Card.Message))
		if err := b.o.Slack.Update(ctx, c.channel, c.message, pointer); err != nil {
			b.o.Log.Warn("an older copy of a card was not turned into a pointer", "lead", l.ID, "error", err)
		}
	}}
}
