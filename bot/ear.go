package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
)

// ear is where a person is told something that nobody else hears.
type ear struct {
	url  string  // a response URL; a secret
	home *person // whose home tab says it; nil: the URL
}

// tell tells somebody something privately.
func (b *Bot) tell(ctx context.Context, to ear, replace bool, m view.Message) {
	if to.home != nil {
		b.publish(*to.home, &m)
		return
	}
	if err := b.o.Slack.Respond(ctx, to.url, replace, m); err != nil {
		b.o.Log.Warn("a private answer was not delivered", "error", err)
	}
}

// mishap tells whoever waits for an answer to the envelope that there is none,
// by a message or, in a window, by a sentence.
func (b *Bot) mishap(env Envelope, m view.Message, sentence string) reply {
	p := gjson.ParseBytes(env.Payload)
	if w, ok := submissions[p.Get("view.callback_id").String()]; ok && p.Get("type").String() == kindSubmit {
		return submission{window: w, id: p.Get("view.id").String()}.problem(sentence)
	}
	to := ear{url: p.Get("response_url").String()}
	if onHome(p) {
		who := clicker(p)
		to = ear{home: &who}
	}
	if to == (ear{}) && env.Type != typeSlash {
		return reply{} // nobody waits for an answer
	}
	return reply{private: &m, to: to}
}
