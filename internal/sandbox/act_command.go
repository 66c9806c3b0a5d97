package sandbox

import (
	"context"
	"encoding/json"
	"strings"
)

// Command is one slash command that a person types.
type Command struct {
	User     string `json:"user"`
	Channel  string `json:"channel"`
	Command  string `json:"command"` // default: the app's own
	Text     string `json:"text"`
	NoSettle bool   `json:"no_settle"`
}

// Commanded is what followed from a command.
type Commanded struct {
	AckMS   float64   `json:"ack_ms"`
	OK      bool      `json:"ok"`
	Replies []Message `json:"replies"` // what the person newly sees, direct messages aside
	ViewID  string    `json:"view_id,omitempty"`
	Error   string    `json:"error,omitempty"` // why Slack would not show the answer that came with the ack, or has none
}

// collector gathers what one act makes a person see.
type collector struct {
	user, key string
	got       []*message
}

func (c *collector) offer(m *message) {
	if m.origin == c.key || (m.origin == "" && m.ephemeralTo == c.user) {
		c.got = append(c.got, m)
	}
}

// Command types a slash command and returns the replies once the bot has done
// what follows.
func (w *Workspace) Command(ctx context.Context, c Command) (Commanded, error) {
	w.mu.Lock()
	p, ch, err := w.typing(&c)
	if err != nil {
		w.mu.Unlock()
		return Commanded{}, err
	}
	id, t := w.newTrigger(p.id, "")
	url, key := w.newResponseURL(p, ch, nil)
	seen := &collector{user: p.id, key: key}
	w.collectors[seen] = struct{}{}
	e := newEnvelope(kindCommand, true, slashPayload(p, ch, c.Command, strings.TrimSpace(c.Text), id, url))
	w.mu.Unlock()
	w.carrier.send(e)
	slip, ok := w.carrier.await(ctx, e)
	out := Commanded{AckMS: slip.ms(), OK: ok, Replies: []Message{}}
	if out.Error = slip.shownFailure(); ok {
		out.Error = w.commandAnswer(key, slip.payload)
	}
	w.settleUnless(ctx, c.NoSettle)
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.collectors, seen)
	for _, m := range seen.got {
		out.Replies = append(out.Replies, m.public())
	}
	out.ViewID = t.opened
	return out, nil
}

// typing checks who types what where. The lock is held. People of another
// workspace never get as far as the app, also in a channel that they share: Slack
// itself knows no such command for them.
func (w *Workspace) typing(c *Command) (*person, *channel, error) {
	if c.Command == "" {
		c.Command = w.opts.Command
	}
	p := w.person(c.User)
	if p == nil || p.bot {
		return nil, nil, notFound("There is nobody called %q.", c.User)
	}
	ch := w.channel(c.Channel)
	switch {
	case ch == nil:
		return nil, nil, notFound("There is no channel %q.", c.Channel)
	case !ch.sees(p):
		return nil, nil, notFound("%s is not in %s.", p.realName, w.label(ch))
	case ch.archived:
		return nil, nil, conflict("#%s is archived; nobody can type there.", ch.name)
	case p.stranger:
		return nil, nil, forbidden("%s is not a valid command. For %s, that is: a command belongs to the workspace that has the app, and %s is of another one.",
			c.Command, p.realName, p.realName)
	case c.Command != w.opts.Command:
		return nil, nil, badRequest("%s is not a valid command. In this workspace %s is.", c.Command, w.opts.Command)
	}
	return p, ch, nil
}

// commandAnswer shows what came with the ack of a command. Its result is why
// Slack would not have shown it.
func (w *Workspace) commandAnswer(key string, payload json.RawMessage) string {
	a, problem := ackArgs(payload)
	if len(a) == 0 && problem == "" {
		return ""
	}
	out := answer{"ok": problem == ""}
	if problem == "" {
		w.mu.Lock()
		defer w.mu.Unlock()
		body, err := w.readContent(a)
		switch {
		case err != nil:
			problem, out = err.code, err.answer()
		case !body.empty():
			r, _ := w.responses.get(key)
			w.answerPerson(r, key, body, a)
		}
	}
	w.noteAck(kindCommand, payload, out)
	return problem
}

// ackArgs reads a command's answer: an object, or text alone.
func ackArgs(payload json.RawMessage) (args, string) {
	out := args{}
	var text string
	if len(payload) > 0 && json.Unmarshal(payload, &text) == nil {
		if text != "" {
			out["text"] = text
		}
		return out, ""
	}
	if len(payload) > 0 && readJSONArgs(strings.NewReader(string(payload)), out) != nil {
		return nil, "invalid_command_response"
	}
	return out, ""
}

// noteAck keeps what came with an ack in the journal, beside the calls.
func (w *Workspace) noteAck(kind string, payload json.RawMessage, result answer) {
	now := w.real()
	w.journal.add(Call{
		Time: now, WorkspaceTime: w.opts.Now(), Method: w.carrier.ackMethod(), Answer: result.bytes(), Status: 200,
		arguments: args{"type": kind, "payload": string(payload)},
	})
}
