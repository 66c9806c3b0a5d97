package bot

import (
	"context"
	"runtime/debug"
	"time"

	"leadpact/bot/view"
)

// ackTime is how long after its arrival an envelope's change may still be
// begun or waited for, real time; Slack allows three seconds for the ack.
const ackTime = 2500 * time.Millisecond

// replyTime is how long a private answer after the ack may take, real time.
const replyTime = 10 * time.Second

// Envelope is one thing that somebody did in Slack, whatever transport brought
// it.
type Envelope struct {
	ID           string
	Type         string
	Payload      []byte
	AcceptsReply bool      // the ack may carry an answer
	Received     time.Time // with a monotonic reading
}

// Ack acknowledges an envelope; the reply is nil or what the ack carries.
type Ack func(reply any) error

// reply is what a handler has to say.
type reply struct {
	private *view.Message             // told to the one who acted
	url     string                    // where, if the ack cannot carry it
	replace bool                      // in place of the message that was clicked
	then    func(ctx context.Context) // done after the ack, for at most replyTime
}

// Handle takes an envelope. It does not block: when too much waits, the
// envelope is acknowledged and the person told that nothing was recorded.
func (b *Bot) Handle(env Envelope, ack Ack) {
	if b.pool.submit(func() { b.serve(env, ack) }) {
		return
	}
	b.o.Log.Error("too many envelopes wait: one is turned away", "type", env.Type)
	b.acknowledge(env, ack, reply{})
}

func (b *Bot) serve(env Envelope, ack Ack) {
	ctx, cancel := context.WithDeadline(context.Background(), env.Received.Add(ackTime))
	defer cancel()
	r := b.contained(ctx, env)
	rest := b.acknowledge(env, ack, r)
	if rest == nil && r.then == nil {
		return
	}
	ctx, cancelRest := after(ctx, replyTime)
	defer cancelRest()
	if rest != nil {
		b.respond(ctx, r.url, r.replace, *rest)
	}
	if r.then != nil {
		r.then(ctx)
	}
}

// contained finds the handler and calls it; a panic in it is one person's
// trouble and nobody else's.
func (b *Bot) contained(ctx context.Context, env Envelope) (r reply) {
	defer func() {
		if p := recover(); p != nil {
			b.o.Log.Error("a handler panicked", "type", env.Type, "panic", p, "stack", string(debug.Stack()))
			m := view.Trouble()
			r = reply{private: &m, url: responseURL(env)}
		}
	}()
	handler, ok := handlers[env.Type]
	if !ok {
		b.o.Log.Info("an envelope of an unknown type is acknowledged and left", "type", env.Type)
		return reply{}
	}
	return handler(b, ctx, env)
}

// acknowledge acks the envelope with the answer, if the ack can carry it, and
// returns the answer that is still to be given otherwise.
func (b *Bot) acknowledge(env Envelope, ack Ack, r reply) *view.Message {
	if r.private == nil || !env.AcceptsReply || r.replace {
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
		b.o.Log.Warn("an ack was not delivered: Slack will send the envelope again", "type", env.Type, "error", err)
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
