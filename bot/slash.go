package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
	"leadpact/sla"
)

// slash answers a slash command, privately.
func (b *Bot) slash(ctx context.Context, env Envelope) reply {
	p := gjson.ParseBytes(env.Payload)
	if b.home.Load() == nil {
		m := view.NotYet()
		return reply{private: &m, to: ear{url: p.Get("response_url").String()}}
	}
	who := sla.Actor{
		ID:    p.Get("user_id").String(),
		Guest: b.guest(p.Get("team_id").String(), p.Get("enterprise_id").String()),
	}
	m := b.o.Commands.Answer(ctx, who, p.Get("command").String(), p.Get("text").String())
	return reply{private: &m, to: ear{url: p.Get("response_url").String()}}
}
