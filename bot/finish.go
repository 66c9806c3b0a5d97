package bot

import (
	"context"
	"slices"

	"leadpact/bot/view"
)

// carries returns what the ack carries, or nil. A click's carries nothing,
// whatever its envelope says: Slack shows what comes with the ack of a command
// or of a window alone.
func (r *reply) carries(env Envelope) any {
	switch {
	case !env.AcceptsReply:
		return nil
	case r.window != nil:
		return r.window.answer
	case r.private != nil && !r.replace && env.Type == typeSlash:
		return ephemeral(*r.private)
	default:
		return nil
	}
}

// finish acknowledges the envelope, then has the rest done: answers that the
// ack could not carry, and what follows. No worker that others wait for is held
// up by it.
func (b *Bot) finish(env Envelope, ack Ack, r reply) {
	rest := b.acknowledge(env, ack, &r)
	b.after(env, b.pool.soon, r.soon)
	b.after(env, b.pool.afterwards, rest, r.then)
}

// after has something done after the ack, in order.
func (b *Bot) after(env Envelope, queue func(func()) bool, todo ...func(context.Context)) {
	if !slices.ContainsFunc(todo, func(do func(context.Context)) bool { return do != nil }) {
		return
	}
	taken := queue(func() {
		defer func() { b.caught(recover(), env.Type) }()
		ctx, cancel := context.WithTimeout(context.Background(), replyTime)
		defer cancel()
		for _, do := range todo {
			if do != nil {
				do(ctx)
			}
		}
	})
	if !taken {
		b.o.Log.Error("too many answers wait, or the program stops: one is left out", "type", env.Type)
	}
}

// acknowledge acks the envelope with the answer, if the ack can carry it, and
// returns what gives the answer otherwise.
func (b *Bot) acknowledge(env Envelope, ack Ack, r *reply) func(context.Context) {
	carried := r.carries(env)
	err := ack(carried)
	b.acked(env, err)
	switch {
	case carried != nil && err == nil:
		return nil
	case r.window != nil:
		return func(ctx context.Context) { b.redraw(ctx, r.window.id, r.window.instead) }
	case r.private != nil:
		return func(ctx context.Context) { b.tell(ctx, r.to, r.replace, *r.private) }
	default:
		return nil
	}
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
