package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
)

// homeOpened draws the home tab of somebody who looks at it.
func (b *Bot) homeOpened(_ context.Context, p gjson.Result) reply {
	if p.Get("event.tab").String() != "home" {
		return reply{}
	}
	who := onlooker(p)
	return reply{then: func(context.Context) { b.publish(who, nil) }}
}

// show draws and publishes a person's home tab.
func (b *Bot) show(ctx context.Context, o order) error {
	tab, err := b.tab(ctx, o)
	if err != nil {
		return err
	}
	shown, err := b.o.Slack.PublishHome(ctx, o.who.id, tab)
	if err == nil && !shown {
		b.homeless.Do(func() {
			b.o.Log.Info("the app has no home tab: switch it on under App Home, or paste the manifest anew, if you want it")
		})
	}
	return err
}

// tab draws a person's home tab. Whether they are a guest is judged only now: the
// bot may not have known its workspace when they came.
func (b *Bot) tab(ctx context.Context, o order) (view.Tab, error) {
	switch {
	case b.home.Load() == nil && o.note != nil:
		return view.BareHome(*o.note), nil
	case b.home.Load() == nil:
		return view.BareHome(view.NotYet()), nil
	case b.guest(o.who):
		return view.GuestHome(o.note), nil
	}
	h := view.HomeTab{Note: o.note, Command: b.o.Command, Now: b.o.Now(), Permalink: b.o.Slack.Permalink}
	var err error
	if h.Owned, err = b.o.Store.Owned(ctx, o.who.id, view.HomeMost+1); err != nil {
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
