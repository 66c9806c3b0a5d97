package bot_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/bot"
)

// TestEverythingIsAcked hands over what no version of ours has ordered.
func TestEverythingIsAcked(t *testing.T) {
	for _, c := range []struct {
		what, kind, payload string
		want                []string
	}{
		{"an unknown type", "carrier_pigeon", `{"user": {"id": "ANA"}}`, []string{"acked"}},
		{"no type", "", ``, []string{"acked"}},
		{"an event", "events_api", `{"event": {"type": "team_join"}}`, []string{"acked"}},
		{"a look at nothing", "events_api", `{"event": {"type": "app_home_opened"}}`, []string{"acked"}},
		{"a look by nobody", "events_api", `{"event": {"type": "app_home_opened", "tab": "home"}}`, []string{"acked"}},
		{"an unknown window", "interactive", `{"type": "view_submission", "view": {"callback_id": "dance"}}`, []string{"acked"}},
		{"a window that is closed", "interactive", `{"type": "view_closed", "view": {"callback_id": "release"}}`, []string{"acked"}},
		{"a window by nobody", "interactive", `{"type": "view_submission", "view": {"id": "V1", "callback_id": "release"}}`, []string{"acked", "window V1 shows: There is no such lead."}},
		{"an unknown interaction", "interactive", `{"type": "message_action", "response_url": "u"}`, []string{"acked"}},
		{"an unknown button", "interactive", `{"type": "block_actions", "response_url": "u", "actions": [{"action_id": "dance"}]}`, []string{"acked", "told at u: This button no longer does anything.…"}},
		{"no action", "interactive", `{"type": "block_actions", "response_url": "u", "actions": []}`, []string{"acked", "told at u: This button…"}},
		{"a click by nobody", "interactive", `{"type": "block_actions", "response_url": "u", "actions": [{"action_id": "claim", "value": "000000000001"}]}`, []string{"acked", "told at u: Only a person can take Mara Lindt…"}},
		{"a button without a value", "interactive", `{"type": "block_actions", "response_url": "u", "user": {"id": "ANA"}, "actions": [{"action_id": "claim"}]}`, []string{"acked", "told at u: There is no such lead."}},
		{"no JSON", "interactive", `payload=%7B%7D`, []string{"acked"}},
		{"half a JSON", "interactive", `{"type": "block_actions", "actions": [{"action_id": "cl`, []string{"acked"}},
		{"other kinds of values", "interactive", `{"type": ["block_actions"], "actions": {"0": 1}, "user": 7}`, []string{"acked"}},
		{"nothing", "slash_commands", ``, []string{"acked"}},
	} {
		t.Run(c.what, func(t *testing.T) {
			play(t, bot.Options{}, func(s *stage) {
				s.lead(mara, "Mara Lindt")
				s.hand(bot.Envelope{ID: "E1", Type: c.kind, Payload: []byte(c.payload), Received: time.Now()})
				s.want(c.want...)
			})
		})
	}
}

// TestCauseWithoutAStamp knows a click without a time by its envelope.
func TestCauseWithoutAStamp(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		env := bot.Envelope{ID: "E7", Type: "interactive", Received: time.Now(), Payload: []byte(
			`{"type": "block_actions", "response_url": "u", "user": {"id": "ANA", "team_id": "T1"}, "actions": [{"action_id": "claim", "value": "000000000001"}]}`)}
		s.hand(env)
		s.hand(env)
		s.want("saved", "acked", "acked")
	})
}

// TestAnyPayload hands over random payloads: each is acked once, and nothing
// that it says is logged as a panic.
func TestAnyPayload(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		kind := rapid.SampledFrom([]string{"interactive", "slash_commands", "events_api", "other"}).Draw(r, "kind")
		payload := anyJSON(4).Draw(r, "payload")
		if rapid.IntRange(0, 3).Draw(r, "cut") == 0 {
			payload = payload[:rapid.IntRange(0, len(payload)).Draw(r, "length")]
		}
		accepts := rapid.Bool().Draw(r, "accepts")
		fault := ""
		play(t, bot.Options{Workers: 1}, func(s *stage) {
			s.lead(mara, "Mara Lindt")
			s.hand(bot.Envelope{ID: "E1", Type: kind, Payload: []byte(payload), AcceptsReply: accepts, Received: time.Now()})
			acks := 0
			for _, what := range s.happened() {
				if strings.HasPrefix(what, "acked") {
					acks++
				}
			}
			if acks != 1 || strings.Contains(s.logged(), "panicked") {
				fault = s.logged()
			}
		})
		if fault != "" {
			r.Fatal(fault)
		}
	})
}

// anyJSON is JSON made of the names and values that payloads have, in places
// where they may not belong.
func anyJSON(depth int) *rapid.Generator[string] {
	names := rapid.SampledFrom([]string{
		"type", "user", "id", "team", "team_id", "enterprise", "actions", "action_id", "value", "action_ts",
		"container", "channel_id", "message_ts", "is_ephemeral", "response_url", "command", "text", "event", "0",
		"view", "callback_id", "private_metadata", "state", "values", "word", "tab", "trigger_id",
	})
	leaf := rapid.SampledFrom([]string{
		`"block_actions"`, `"view_submission"`, `"app_home_opened"`, `"home"`, `"release"`, `"{\"lead\":\"000000000001\"}"`, `"claim"`, `"release"`, `"000000000001"`, `"ANA"`, `"T1"`, `"C1"`, `"0.000100"`, `"url"`,
		`null`, `true`, `0`, `-1e999`, `""`, `"\u0000"`, `"\ud800"`, `[]`, `{}`,
	})
	if depth == 0 {
		return leaf
	}
	inner := anyJSON(depth - 1)
	return rapid.Custom(func(r *rapid.T) string {
		switch rapid.IntRange(0, 3).Draw(r, "shape") {
		case 0:
			return leaf.Draw(r, "leaf")
		case 1:
			return "[" + strings.Join(rapid.SliceOfN(inner, 0, 3).Draw(r, "list"), ",") + "]"
		default:
			var fields []string
			for _, v := range rapid.SliceOfN(inner, 0, 8).Draw(r, "fields") {
				fields = append(fields, `"`+names.Draw(r, "name")+`":`+v)
			}
			return "{" + strings.Join(fields, ",") + "}"
		}
	})
}

// FuzzHandle hands over any bytes.
func FuzzHandle(f *testing.F) {
	f.Add("interactive", []byte(`{"type": "block_actions", "user": {"id": "ANA", "team_id": "T1"}, "actions": [{"action_id": "claim", "value": "000000000001"}]}`))
	f.Add("slash_commands", []byte(`{"command": "/sla", "text": "status"}`))
	f.Add("interactive", []byte(`{"type": "view_submission", "user": {"id": "ANA", "team_id": "T1"}, "view": {"id": "V1", "callback_id": "release", "private_metadata": "{\"lead\":\"000000000001\"}"}}`))
	f.Add("events_api", []byte(`{"team_id": "T1", "event": {"type": "app_home_opened", "user": "ANA", "tab": "home"}}`))
	f.Add("events_api", []byte(`{`))
	f.Fuzz(func(t *testing.T, kind string, payload []byte) {
		play(t, bot.Options{Workers: 1}, func(s *stage) {
			s.lead(mara, "Mara Lindt")
			s.hand(bot.Envelope{ID: "E1", Type: kind, Payload: payload, Received: time.Now()})
			if strings.Contains(s.logged(), "panicked") {
				t.Error(s.logged())
			}
		})
	})
}
