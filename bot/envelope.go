package bot

import (
	"context"
	"fmt"
	"runtime"
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
	Attempt      int       // how often Slack has sent it before
	Received     time.Time // with a monotonic reading
}

// Ack acknowledges an envelope; the reply is nil or what the ack carries.
type Ack func(reply any) error

// reply is what a handler has to say.
type reply struct {
	private *view.Message             // told to the one who acted
	to      ear                       // where, if the ack cannot carry it
	replace bool                      // in place of the message that was clicked
	window  *windowReply              // the answer to a submitted window
	soon    func(ctx context.Context) // done after the ack, at once: Slack waits for it
	then    func(ctx context.Context) // done after the ack, for at most replyTime
}

// Handle takes an envelope. It does not block: when too much waits, the
// envelope is acknowledged and the person told that nothing was recorded.
func (b *Bot) Handle(env Envelope, ack Ack) {
	if b.pool.submit(func() { b.serve(env, ack) }) {
		return
	}
	b.o.Log.Error("too many envelopes wait, or the program stops: one is turned away", "type", env.Type)
	b.finish(env, ack, b.mishap(env, view.Busy(), view.WindowBusy))
}

func (b *Bot) serve(env Envelope, ack Ack) {
	defer func() { b.caught(recover(), env.Type) }()
	ctx, cancel := context.WithDeadline(context.Background(), env.Received.Add(ackTime))
	defer cancel()
	b.finish(env, ack, b.handled(ctx, env))
}

// handled finds the handler and calls it; a panic in it is one person's trouble
// and nobody else's.
func (b *Bot) handled(ctx context.Context, env Envelope) (r reply) {
	defer func() {
		if b.caught(recover(), env.Type) {
			r = b.mishap(env, view.Trouble(), view.WindowTrouble)
		}
	}()
	handler, ok := handlers[env.Type]
	if !ok {
		b.o.Log.Info("an envelope of an unknown type is acknowledged and left", "type", env.Type)
		return reply{}
	}
	return handler(b, ctx, env)
}

// caught logs a panic and reports whether there was one. The value may quote
// what somebody typed, so only what the runtime says is told of it.
func (b *Bot) caught(p any, envelope string) bool {
	if p == nil {
		return false
	}
	said := fmt.Sprintf("a value of type %T", p)
	if err, ok := p.(runtime.Error); ok {
		said = err.Error()
	}
	b.o.Log.Error("a handler panicked", "type", envelope, "panic", said, "stack", string(debug.Stack()))
	return true
}
