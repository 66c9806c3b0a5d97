package bot

import (
	"context"

	"leadpact/bot/view"
)

// carried reports whether the ack carries the answer. A click's never does,
// whatever its envelope says: Slack shows what comes with a command's ack alone.
func (r reply) carried(env Envelope) bool {
	return r.private != nil && !r.replace && env.AcceptsReply && env.Type == typeSlash
}

// finish acknowledges the envelope, then has the rest done: answers that the
// ack could not carry, and what follows. No worker that others wait for is held
// up by it.
func (b *Bot) finish(env Envelope, ack Ack, r reply) {
	rest := b.acknowledge(env, ack, r)
	if rest == nil && r.then == nil {
		return
	}
	taken := b.pool.afterwards(func() {
		defer func() { b.caught(recover(), env.Type) }()
		ctx, cancel := context.WithTimeout(context.Background(), replyTime)
		defer cancel()
		if rest != nil {
			b.respond(ctx, r.url, r.replace, *rest)
		}
		if r.then != nil {
			r.then(ctx)
		}
	})
	if !taken {
		b.o.Log.Error("too many answers wait, or the program stops: one is left out", "type", env.Type)
	}
}

// acknowledge acks the envelope with the answer, if the ack can carry it, and
// returns the answer that is still to be given otherwise.
func (b *Bot) acknowledge(env Envelope, ack Ack, r reply) *view.Message {
	if !r.carried(env) {
		b.acked(env, ack(nil))
		return r.private
	}
	if err := ack(ephemeral(*r.private)); err != nil {
		b.acked(env, err)
		return r.private
	}
	return nil
}

func (b *Bot) acked(env Envelope, err error) {
	if err != nil {
		b.o.Log.Warn("an ack did not arrive as it was meant: Slack may send the envelope again", "type", env.Type, "error", err)
	}
}

// ephemeral is a message as an ack carries it.
func ephemeral(m view.Message) any {
	return struct {
		Type string `json:"response_type"`
		view.Message
	}{"ephemeral", m}
}

func (b *Bot) respond(ctx context.Context, url string, replace bool, m view.Message) {
	if err := b.o.Slack.Respond(ctx, url, replace, m); err != nil {
		b.o.Log.Warn("a private answer was not delivered", "error", err)
	}
}
