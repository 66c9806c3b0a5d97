package bot

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// claim makes the clicker the lead's owner.
func (b *Bot) claim(ctx context.Context, c click) reply {
	l, err := b.o.Store.Update(ctx, c.lead, func(l *sla.Lead) error {
		if !c.late.IsZero() {
			if err := l.Outdated(c.late, c.cause); err != nil {
				return err
			}
		}
		return l.Claim(c.who, b.o.Now(), c.cause)
	})
	if err != nil {
		return b.unchanged(c, err)
	}
	if c.private {
		m := b.taken(ctx, c, l)
		return reply{private: &m, to: c.ear(), replace: true}
	}
	return b.straighten(c, l)
}

// taken says how the lead stands after a claim from a private message: a click
// that is delivered again may find that it has changed hands since.
func (b *Bot) taken(ctx context.Context, c click, l *sla.Lead) view.Message {
	switch link := b.o.Slack.Permalink(l.Card.Channel, l.Card.Message); {
	case l.State != sla.StateClaimed:
		return view.NobodyHas(l, link)
	case l.Owner == c.who.ID:
		return view.Yours(l, link)
	default:
		return view.LostRace(l, l.Owner, b.next(ctx), b.o.Now())
	}
}
