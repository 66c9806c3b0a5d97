package bot

import (
	"context"

	"github.com/tidwall/gjson"

	"leadpact/bot/view"
	"leadpact/sla"
)

// window is what is done with a window of one kind.
type window struct {
	block  string // the input under which trouble is told
	submit func(*Bot, context.Context, submission) reply
}

// submission is somebody's press on a window's button.
type submission struct {
	window
	person person
	who    sla.Actor    // the person, as a guest or a colleague
	id     string       // of the window on the person's screen
	from   view.Origin  // where it was opened
	cause  string       // the same for every delivery of this submission
	state  gjson.Result // what was filled in, by block and action
}

// submitted finds what a window's button does. A window that nobody knows is
// closed.
func (b *Bot) submitted(ctx context.Context, p gjson.Result, env Envelope) reply {
	callback := p.Get("view.callback_id").String()
	w, ok := submissions[callback]
	if !ok {
		b.o.Log.Info("a submission of an unknown window is acknowledged and left", "callback", callback)
		return reply{}
	}
	known, who := b.home.Load() != nil, clicker(p) // in this order: what is known decides who is a guest
	s := submission{
		window: w,
		person: who,
		who:    b.actor(who),
		id:     p.Get("view.id").String(),
		from:   view.OriginOf(p.Get("view.private_metadata").String()),
		state:  p.Get("view.state.values"),
	}
	if s.cause = "window:" + s.id; s.id == "" {
		s.cause = "window:" + env.ID
	}
	if !known {
		return s.problem(view.WindowNotYet)
	}
	return w.submit(b, ctx, s)
}

// problem keeps the window open and says in it what is wrong.
func (s submission) problem(sentence string) reply {
	return reply{window: &windowReply{id: s.id, answer: view.Problem(s.block, sentence), instead: view.Told(sentence)}}
}

// windowReply is the answer to a submission, and the window that says the same
// where the ack cannot carry it.
type windowReply struct {
	id      string
	answer  view.WindowAnswer
	instead view.Window
}

// redraw shows another window in place of one that is open.
func (b *Bot) redraw(ctx context.Context, id string, w view.Window) {
	if err := b.o.Slack.UpdateWindow(ctx, id, w); err != nil {
		b.o.Log.Warn("a window does not show what became of it", "error", err)
	}
}
