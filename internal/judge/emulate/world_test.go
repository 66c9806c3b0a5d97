package emulate_test

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"leadpact/internal/programtest"
)

// seldom is the longest pause between two looks: the emulator refuses a token
// that calls too often.
const seldom = 500 * time.Millisecond

// eventually fails the check if something does not come true in time.
func eventually(t *testing.T, limit time.Duration, check func() error) {
	t.Helper()
	programtest.Eventually(t, limit, seldom, check)
}

// message is a message as the channel's history shows it.
type message struct {
	User     string          `json:"user"`
	Text     string          `json:"text"`
	TS       string          `json:"ts"`
	ThreadTS string          `json:"thread_ts"`
	Blocks   json.RawMessage `json:"blocks"`
	Metadata struct {
		Type    string            `json:"event_type"`
		Payload map[string]string `json:"event_payload"`
	} `json:"metadata"`
}

// must calls a method as the harness and fails the check if it is refused.
func (e *emulator) must(t *testing.T, token, method string, arguments map[string]any) map[string]any {
	t.Helper()
	out, err := e.call(token, method, arguments)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// channel is the id of a channel: seeded ids are random.
func (e *emulator) channel(t *testing.T, name string) string {
	t.Helper()
	token, kind := harnessToken, "public_channel"
	if name == privateChannel {
		token, kind = anasToken, "private_channel" // which only its members see
	}
	return e.idIn(t, e.must(t, token, "conversations.list", map[string]any{"types": kind})["channels"], name)
}

// person is the id of somebody.
func (e *emulator) person(t *testing.T, name string) string {
	t.Helper()
	return e.idIn(t, e.must(t, harnessToken, "users.list", nil)["members"], name)
}

func (e *emulator) idIn(t *testing.T, list any, name string) string {
	t.Helper()
	items, _ := list.([]any)
	for _, item := range items {
		if m, ok := item.(map[string]any); ok && m["name"] == name {
			id, _ := m["id"].(string)
			return id
		}
	}
	t.Fatalf("there is no %s in the emulator", name)
	return ""
}

// invites brings the bot into a channel, as people do with /invite.
func (e *emulator) invites(t *testing.T, name string) string {
	t.Helper()
	id := e.channel(t, name)
	if name == privateChannel {
		e.must(t, anasToken, "conversations.invite", map[string]any{"channel": id, "users": botUser})
	} else {
		e.must(t, harnessToken, "conversations.join", map[string]any{"channel": id})
	}
	return id
}

// history are the messages of a channel, or of a thread, oldest first.
func (e *emulator) history(t *testing.T, channel, thread string) []message {
	t.Helper()
	method, arguments := "conversations.history", map[string]any{"channel": channel}
	if thread != "" {
		method, arguments["ts"] = "conversations.replies", thread
	}
	var raw bytes.Buffer
	enc := json.NewEncoder(&raw)
	enc.SetEscapeHTML(false) // mentions are looked for in the blocks' text
	if err := enc.Encode(e.must(t, harnessToken, method, arguments)["messages"]); err != nil {
		t.Fatal(err)
	}
	var out []message
	if err := json.Unmarshal(raw.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(out, func(a, b message) int { return cmp.Compare(a.TS, b.TS) })
	return out
}

// directs are the conversations of the bot with somebody alone.
func (e *emulator) directs(t *testing.T, who string) (ids []string) {
	t.Helper()
	list, _ := e.must(t, harnessToken, "conversations.list", map[string]any{"types": "im"})["channels"].([]any)
	for _, item := range list {
		if m, ok := item.(map[string]any); ok && m["user"] == who {
			id, _ := m["id"].(string)
			ids = append(ids, id)
		}
	}
	return ids
}

// cards are the messages of a channel that show a lead.
func (e *emulator) cards(t *testing.T, channel, lead string) []message {
	t.Helper()
	return slices.DeleteFunc(e.history(t, channel, ""), func(m message) bool { return m.Metadata.Payload["lead"] != lead })
}
