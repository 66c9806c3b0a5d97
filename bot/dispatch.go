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

// The kinds of interactions.
const (
	kindClick  = "block_actions"
	kindSubmit = "view_submission"
)

// handlers holds who handles which type of envelope, interactions which kind of
// interaction, actions which button, submissions which window, and events which
// event. Whatever stands in none is acknowledged; an unknown button is answered,
// because it was on a card once.
var (
	handlers = map[string]func(*Bot, context.Context, Envelope) reply{
		typeSlash:       (*Bot).slash,
		typeInteractive: (*Bot).interactive,
		typeEvent:       (*Bot).event,
	}
	interactions = map[string]func(*Bot, context.Context, gjson.Result, Envelope) reply{
		kindClick:  (*Bot).clicked,
		kindSubmit: (*Bot).submitted,
	}
	actions = map[string]func(*Bot, context.Context, click) reply{
		view.ActionClaim:   (*Bot).claim,
		view.ActionRelease: (*Bot).release,
	}
	submissions = map[string]window{
		view.CallbackRelease: {block: view.BlockWord, submit: (*Bot).releaseWithWord},
	}
	events = map[string]func(*Bot, context.Context, gjson.Result) reply{
		"app_home_opened": (*Bot).homeOpened,
	}
)

// interactive sorts what people do with buttons and windows.
func (b *Bot) interactive(ctx context.Context, env Envelope) reply {
	p := gjson.ParseBytes(env.Payload)
	kind := p.Get("type").String()
	handle, ok := interactions[kind]
	if !ok {
		b.o.Log.Info("an interaction of an unknown kind is acknowledged and left", "kind", kind)
		return reply{}
	}
	return handle(b, ctx, p, env)
}

// clicked finds what a button does.
func (b *Bot) clicked(ctx context.Context, p gjson.Result, env Envelope) reply {
	known := b.home.Load() != nil // asked first: it decides who is a guest
	c := b.clickOf(p, env)
	if !known {
		return c.answer(view.NotYet())
	}
	action, ok := actions[c.action]
	if !ok {
		return c.answer(view.Gone())
	}
	return action(b, ctx, c)
}

// event sorts what Slack tells on its own.
func (b *Bot) event(ctx context.Context, env Envelope) reply {
	p := gjson.ParseBytes(env.Payload)
	kind := p.Get("event.type").String()
	handle, ok := events[kind]
	if !ok {
		b.o.Log.Debug("an event is acknowledged and left", "event", kind)
		return reply{}
	}
	return handle(b, ctx, p)
}
