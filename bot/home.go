package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
	"leadpact/sla"
)

// homeOpened draws the home tab of somebody who looks at it.
func (b *Bot) homeOpened(_ context.Context, p gjson.Result) reply {
	if p.Get("event.tab").String() != "home" {
		return reply{}
	}
	who := sla.Actor{ID: p.Get("event.user").String(), Guest: b.stranger(p)}
	return reply{then: func(context.Context) { b.publish(who, nil) }}
}

// stranger reports whether an event is of somebody of another organisation. An
// event does not say whose workspace the person belongs to, but that it
// happened in a conversation that is shared with another organisation: with
// them, the conversation with the app is one. A click that they make on what
// they are shown says it.
func (b *Bot) stranger(p gjson.Result) bool {
	organisation := p.Get("enterprise_id").String()
	if organisation == "" {
		organisation = p.Get("context_enterprise_id").String()
	}
	return p.Get("is_ext_shared_channel").Bool() || b.guest(p.Get("team_id").String(), organisation)
}

// show draws and publishes a person's home tab.
func (b *Bot) show(ctx context.Context, o order) error {
	tab, err := b.tab(ctx, o)
	if err != nil {
		return err
	}
	shown, err := b.o.Slack.PublishHome(ctx, o.who.ID, tab)
	if err == nil && !shown {
		b.homeless.Do(func() {
			b.o.Log.Info("the app has no home tab: switch it on under App Home, or paste the manifest anew, if you want it")
		})
	}
	return err
}

func (b *Bot) tab(ctx context.Context, o order) (view.Tab, error) {
	switch {
	case b.home.Load() == nil && o.note != nil:
		return view.BareHome(*o.note), nil
	case b.home.Load() == nil:
		return view.BareHome(view.NotYet()), nil
	case o.who.Guest:
		return view.GuestHome(o.note), nil
	}
	h := view.HomeTab{Note: o.note, Command: b.o.Command, Now: b.o.Now(), Permalink: b.o.Slack.Permalink}
	var err error
	if h.Owned, err = b.o.Store.Owned(ctx, o.who.ID, view.HomeMost+1); err != nil {
		return view.Tab{}, err
	}
	if h.Waiting, err = b.o.Store.Waiting(ctx, view.HomeMost+1); err != nil {
		return view.Tab{}, err
	}
	if h.Report, err = b.o.Commands.Report(ctx); err != nil {
		b.o.Log.Warn("a home tab does not say how today goes", "error", err)
	}
	return h.View(), nil
}
