package bot_test

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"leadpact/bot/view"
)

func (s slackOf) OpenWindow(ctx context.Context, trigger string, w view.Window) error {
	if s.open != nil {
		if err := s.open(ctx); err != nil {
			return err
		}
	}
	s.note("opened %s with %s: %s", w.CallbackID, trigger, w.PrivateMetadata)
	return ctx.Err()
}

func (s slackOf) UpdateWindow(ctx context.Context, id string, w view.Window) error {
	s.note("window %s shows: %s", id, textOf(w.Blocks))
	return ctx.Err()
}

// textOf is what the sections of a view say.
func textOf(b slack.Blocks) string {
	var said []string
	for _, block := range b.BlockSet {
		if p, ok := block.(*slack.SectionBlock); ok {
			said = append(said, p.Text.Text)
		}
	}
	return strings.Join(said, " / ")
}

func (s slackOf) AwaitHome(ctx context.Context) error {
	if s.home != nil {
		return s.home(ctx)
	}
	return ctx.Err()
}

func (s slackOf) PublishHome(ctx context.Context, person string, t view.Tab) (bool, error) {
	if s.nohome || s.broken != nil {
		return false, s.broken
	}
	s.note("home of %s: %s", person, textOf(t.Blocks))
	return true, ctx.Err()
}
