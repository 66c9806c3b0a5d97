package bot

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// straighten brings what was clicked up to date, unless it is the card, which
// the courier keeps. A home tab is published anew. An older copy of the card is
// turned into a pointer to the one that is kept; however many click it, that is
// done once at a time.
func (b *Bot) straighten(c click, l *sla.Lead) reply {
	if c.home {
		return reply{then: func(context.Context) { b.publish(c.person, nil) }}
	}
	clicked := sla.Card{Channel: c.channel, Message: c.message}
	if c.private || clicked.Message == "" || l.Card.Message == "" || clicked == l.Card || clicked.Channel != l.Card.Channel {
		return reply{}
	}
	return reply{then: func(ctx context.Context) {
		if _, busy := b.pointing.LoadOrStore(clicked, true); busy {
			return
		}
		defer b.pointing.Delete(clicked)
		if err := b.point(ctx, clicked, l); err != nil {
			b.o.Log.Warn("an older copy of a card was not turned into a pointer", "lead", l.ID, "error", err)
		}
	}}
}

func (b *Bot) point(ctx context.Context, old sla.Card, l *sla.Lead) error {
	if err := b.o.Slack.AwaitUpdate(ctx); err != nil {
		return err
	}
	return b.o.Slack.Update(ctx, old.Channel, old.Message, view.Pointer(l, b.o.Slack.Permalink(l.Card.Channel, l.Card.Message)))
}
