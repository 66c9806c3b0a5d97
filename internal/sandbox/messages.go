package sandbox

import (
	"encoding/json"
	"slices"
)

// Message is one message as the control API shows it.
type Message struct {
	TS          string          `json:"ts"`
	ThreadTS    string          `json:"thread_ts"`
	User        string          `json:"user"`
	Text        string          `json:"text"`
	Blocks      json.RawMessage `json:"blocks"`
	Files       []File          `json:"files"`
	Metadata    json.RawMessage `json:"metadata"`
	EphemeralTo string          `json:"ephemeral_to"`
	Edited      bool            `json:"edited,omitempty"`
	Attachments json.RawMessage `json:"attachments,omitempty"`
}

// maxPast is how many former versions of a message stay clickable.
const maxPast = 20

type message struct {
	ts, thread, user, text string
	blocks, attachments    json.RawMessage
	metadata               json.RawMessage
	files                  []*file
	ephemeralTo            string
	origin                 string // the response_url that it came through
	edited                 string
	past                   []json.RawMessage
	elements               []spot // of blocks, once somebody clicked
}

// spots are the elements of what the message shows now. The lock is held.
func (m *message) spots() []spot {
	if m.elements == nil {
		m.elements = spots(m.blocks)
	}
	return m.elements
}

func (m *message) public() Message {
	out := Message{
		TS: m.ts, ThreadTS: m.thread, User: m.user, Text: m.text, Blocks: m.blocks, Files: []File{},
		Metadata: m.metadata, EphemeralTo: m.ephemeralTo, Edited: m.edited != "", Attachments: m.attachments,
	}
	if out.Blocks == nil {
		out.Blocks = json.RawMessage("[]")
	}
	for _, f := range m.files {
		out.Files = append(out.Files, f.public())
	}
	return out
}

// wire is the message as Slack shows it to the app.
func (m *message) wire() answer {
	out := answer{
		"type": "message", "user": m.user, "bot_id": botID, "app_id": appID, "team": teamID,
		"ts": m.ts, "text": m.text,
		"bot_profile": answer{"id": botID, "app_id": appID, "name": botName, "team_id": teamID, "deleted": false},
	}
	if m.thread != "" {
		out["thread_ts"], out["parent_user_id"] = m.thread, m.user
	}
	if m.blocks != nil {
		out["blocks"] = m.blocks
	}
	if m.attachments != nil {
		out["attachments"] = m.attachments
	}
	if m.metadata != nil {
		out["metadata"] = m.metadata
	}
	if m.edited != "" {
		out["edited"] = answer{"user": m.user, "ts": m.edited}
	}
	if len(m.files) > 0 {
		files := make([]answer, 0, len(m.files))
		for _, f := range m.files {
			files = append(files, f.wire())
		}
		out["files"] = files
	}
	return out
}

// add puts a message of the bot into a channel. The lock is held.
func (w *Workspace) add(ch *channel, m *message) *message {
	m.ts, m.user = w.stamp(), botUserID
	ch.list = append(ch.list, m)
	ch.byTS[m.ts] = m
	for c := range w.collectors {
		c.offer(m)
	}
	w.changed(change{Changed: "messages", Channel: w.label(ch), User: m.ephemeralTo})
	return m
}

// redraw replaces what a message shows and keeps the former blocks, for the
// person who clicks on what was there a moment ago.
func (w *Workspace) redraw(ch *channel, m *message, c content) {
	if m.blocks != nil {
		m.past = append(m.past, m.blocks)
		if len(m.past) > maxPast {
			m.past = slices.Delete(m.past, 0, len(m.past)-maxPast)
		}
	}
	m.text, m.blocks, m.attachments, m.elements = c.text, c.blocks, c.attachments, nil
	w.changed(change{Changed: "messages", Channel: w.label(ch), User: m.ephemeralTo})
}

// remove takes a message out of its channel. The lock is held.
func (w *Workspace) remove(ch *channel, m *message) {
	delete(ch.byTS, m.ts)
	at, ok := slices.BinarySearchFunc(ch.list, m.ts, func(m *message, ts string) int { return compareTS(m.ts, ts) })
	if ok {
		ch.list = slices.Delete(ch.list, at, at+1)
	}
	w.changed(change{Changed: "messages", Channel: w.label(ch), User: m.ephemeralTo})
}

// compareTS orders timestamps: more digits before the dot is later.
func compareTS(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Messages lists a channel, oldest first: what everybody sees and, with as, what
// that person alone sees too. channel may be "@name" for direct messages.
func (w *Workspace) Messages(channel, as string) ([]Message, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := w.channel(channel)
	if ch == nil {
		return nil, notFound("There is no channel %q.", channel)
	}
	viewer := ""
	if as != "" {
		p := w.person(as)
		if p == nil {
			return nil, notFound("There is nobody called %q.", as)
		}
		if !ch.sees(p) {
			return nil, notFound("%s is not in %s.", p.realName, w.label(ch))
		}
		viewer = p.id
	}
	out := make([]Message, 0, len(ch.list))
	for _, m := range ch.list {
		if m.ephemeralTo == "" || m.ephemeralTo == viewer {
			out = append(out, m.public())
		}
	}
	return out, nil
}

// Delete removes a message, as a person with the right to do so would.
func (w *Workspace) Delete(channel, ts string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	ch := w.channel(channel)
	if ch == nil {
		return notFound("There is no channel %q.", channel)
	}
	m := ch.byTS[ts]
	if m == nil {
		return notFound("There is no message %q in %s.", ts, w.label(ch))
	}
	w.remove(ch, m)
	return nil
}
