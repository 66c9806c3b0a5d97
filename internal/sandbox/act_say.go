package sandbox

import (
	"context"
	"strings"
)

// Said is one message that a person writes to the others. The bot hears nothing
// of it: it has subscribed to no messages.
type Said struct {
	User     string `json:"user"`
	Channel  string `json:"channel"`
	Text     string `json:"text"`
	ThreadTS string `json:"thread_ts"`
}

// Say puts a person's message into a channel, or under one of its messages.
func (w *Workspace) Say(_ context.Context, s Said) (Message, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p, ch, err := w.speaking(s)
	if err != nil {
		return Message{}, err
	}
	thread, problem := ch.thread(s.ThreadTS)
	if problem != nil {
		return Message{}, notFound("There is no message %q in %s to reply to.", s.ThreadTS, w.label(ch))
	}
	m := &message{ts: w.stamp(), user: p.id, text: cut(strings.TrimSpace(s.Text)), thread: thread}
	ch.list = append(ch.list, m)
	ch.byTS[m.ts] = m
	w.changed(change{Changed: "messages", Channel: w.label(ch)})
	return m.public(), nil
}

// speaking checks who writes what where. The lock is held.
func (w *Workspace) speaking(s Said) (*person, *channel, error) {
	p := w.person(s.User)
	if p == nil || p.bot {
		return nil, nil, notFound("There is nobody called %q.", s.User)
	}
	ch := w.channel(s.Channel)
	switch {
	case ch == nil:
		return nil, nil, notFound("There is no channel %q.", s.Channel)
	case !ch.members[p.id]:
		return nil, nil, notFound("%s is not in %s.", p.realName, w.label(ch))
	case ch.dm != "":
		return nil, nil, conflict("The bot takes no messages, only its command: its messages tab is read-only.")
	case ch.archived:
		return nil, nil, conflict("#%s is archived; nobody can write there.", ch.name)
	case strings.TrimSpace(s.Text) == "":
		return nil, nil, badRequest("There is nothing to say.")
	}
	return p, ch, nil
}
