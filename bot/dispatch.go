package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
)

// The types of envelopes.
const (
	typeSlash       = "slash_commands"
	typeInteractive = "interactive"
	typeEvent       = "events_api"
)

// handlers holds who handles which type of envelope, and actions who handles
// which button. Whatever stands in neither is acknowledged; an unknown button
// is answered, because it was on a card once.
var (
	handlers = map[string]func(*Bot, context.Context, Envelope) reply{
		typeSlash:       (*Bot).slash,
		typeInteractive: (*Bot).interactive,
		typeEvent:       (*Bot).event,
	}
	actions = map[string]func(*Bot, context.Context, click) reply{
		view.ActionClaim:   (*Bot).claim,
		view.ActionRelease: (*Bot).release,
	}
)

// interactive sorts what people do with buttons and windows.
func (b *Bot) interactive(ctx context.Context, env Envelope) reply {
	p := gjson.ParseBytes(env.Payload)
	if kind := p.Get("type").String(); kind != "block_actions" {
		b.o.Log.Info("an interaction of an unknown kind is acknowledged and left", "kind", kind)
		return reply{}
	}
	c := b.clickOf(p, env)
	if b.home.Load() == nil {
		return c.answer(view.NotYet())
	}
	action, ok := actions[c.action]
	if !ok {
		return c.answer(view.Gone())
	}
	return action(b, ctx, c)
}

// event takes what Slack tells on its own. Nothing is subscribed to yet, so
// whatever comes is acknowledged.
func (b *Bot) event(_ context.Context, env Envelope) reply {
	b.o.Log.Debug("an event is acknowledged", "event", gjson.GetBytes(env.Payload, "event.type").String())
	return reply{}
}

func responseURL(env Envelope) string { return gjson.GetBytes(env.Payload, "response_url").String() }
