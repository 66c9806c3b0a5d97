package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
)

// slash answers a slash command, privately.
func (b *Bot) slash(ctx context.Context, env Envelope) reply {
	p := gjson.ParseBytes(env.Payload)
	if b.home.Load() == nil {
		m := view.NotYet()
		return reply{private: &m, to: ear{url: p.Get("response_url").String()}}
	}
	m := b.o.Commands.Answer(ctx, b.actor(typist(p)), p.Get("command").String(), p.Get("text").String())
	return reply{private: &m, to: ear{url: p.Get("response_url").String()}}
}
