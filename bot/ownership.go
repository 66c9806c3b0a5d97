package bot

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// claim makes the clicker the lead's owner.
func (b *Bot) claim(ctx context.Context, c click) reply {
	l, err := b.o.Store.Update(ctx, c.lead, func(l *sla.Lead) error {
		return l.Claim(c.who, b.o.Now(), c.cause)
	})
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
