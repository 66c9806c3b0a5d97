package sandbox

import (
	"strings"
	"testing"
)

func TestPostShowsUpAsSent(t *testing.T) {
	w := open(t)
	out := w.wantOK(w.api("chat.postMessage", "channel", "sales-leads", "text", "A &lt;b&gt; <@U0ANADUARTE>", "blocks", claimBlocks,
		"metadata", `{"event_type":"lead","event_payload":{"id":"1"}}`))
	if out["channel"] != "C0SALESLEADS" || at(t, out, "message", "bot_id") != botID || at(t, out, "message", "ts") != out["ts"] {
		t.Errorf("answer %v", out)
	}
	got := w.read("#sales-leads", "")
	if len(got) != 1 || got[0].Text != "A &lt;b&gt; <@U0ANADUARTE>" || got[0].User != botUserID || got[0].TS != out["ts"] {
		t.Fatalf("messages %+v", got)
	}
	if !strings.Contains(string(got[0].Blocks), `"action_id":"claim"`) || !strings.Contains(string(got[0].Metadata), "event_payload") {
		t.Errorf("blocks %s metadata %s", got[0].Blocks, got[0].Metadata)
	}
}

func TestPostRefusals(t *testing.T) {
	w := open(t)
	parent := w.say("sales-leads", "parent")
	w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "psst")
	secret := w.read("sales-leads", "ana")[1].TS
	archived := true
	for _, tc := range []struct {
		name, want string
		fields     []string
	}{
		{"no channel", "channel_not_found", []string{"text", "x"}},
		{"unknown channel", "channel_not_found", []string{"channel", "C0NOPE", "text", "x"}},
		{"a name is no address", "channel_not_found", []string{"channel", "ana", "text", "x"}},
		{"an @name neither", "channel_not_found", []string{"channel", "@ana", "text", "x"}},
		{"not a member", "not_in_channel", []string{"channel", "general", "text", "x"}},
		{"archived", "is_archived", []string{"channel", "old-deals", "text", "x"}},
		{"nothing to say", "no_text", []string{"channel", "sales-leads"}},
		{"empty blocks", "no_text", []string{"channel", "sales-leads", "blocks", "[]"}},
		{"blocks no array", "invalid_blocks_format", []string{"channel", "sales-leads", "blocks", `{"type":"section"}`}},
		{"blocks no JSON", "invalid_blocks_format", []string{"channel", "sales-leads", "blocks", `[{]`}},
		{"bad block", "invalid_blocks", []string{"channel", "sales-leads", "blocks", `[{"type":"section"}]`}},
		{"attachments no array", "invalid_attachments", []string{"channel", "sales-leads", "text", "x", "attachments", `{}`}},
		{"attachments", "too_many_attachments", []string{"channel", "sales-leads", "attachments", "[" + strings.Repeat(`{"text":"a"},`, 100) + `{"text":"a"}]`}},
		{"metadata shape", "invalid_metadata_format", []string{"channel", "sales-leads", "text", "x", "metadata", `[]`}},
		{"metadata type", "invalid_metadata_schema", []string{"channel", "sales-leads", "text", "x", "metadata", `{"event_payload":{}}`}},
		{"metadata size", "metadata_too_large", []string{"channel", "sales-leads", "text", "x", "metadata", `{"event_type":"a","event_payload":{"b":"` + strings.Repeat("c", 20_000) + `"}}`}},
		{"unknown thread", "thread_not_found", []string{"channel", "sales-leads", "text", "x", "thread_ts", "1.000000"}},
		{"thread of an ephemeral", "cannot_reply_to_message", []string{"channel", "sales-leads", "text", "x", "thread_ts", secret}},
		{"thread elsewhere", "thread_not_found", []string{"channel", "sales-managers", "text", "x", "thread_ts", parent}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w.t = t
			w.wantError(w.api("chat.postMessage", tc.fields...), tc.want)
		})
	}
	w.t = t
	if n := len(w.read("sales-leads", "")); n != 1 {
		t.Errorf("%d messages after refusals only, want 1", n)
	}
	out := w.api("chat.postMessage", "channel", "sales-leads", "blocks", `[{"type":"section"}]`)
	if at(t, out, "response_metadata", "messages", 0) == "" {
		t.Error("invalid_blocks names no fault")
	}
	if err := w.ChangeChannel(ChannelChange{Channel: "sales-leads", Archived: &archived}); err != nil {
		t.Fatal(err)
	}
	w.wantError(w.api("chat.postMessage", "channel", "sales-leads", "text", "x"), "is_archived")
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", parent, "text", "x"), "is_inactive")
}

func TestRemovedBot(t *testing.T) {
	w := open(t)
	ts := w.say("sales-leads", "card")
	secret := w.say("sales-managers", "card")
	out, in := false, true
	for _, ch := range []string{"sales-leads", "C0SALESMGRS1"} {
		if err := w.ChangeChannel(ChannelChange{Channel: ch, BotMember: &out}); err != nil {
			t.Fatal(err)
		}
	}
	w.wantError(w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "x"), "not_in_channel")
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", "x"), "not_in_channel")
	w.wantError(w.api("chat.postMessage", "channel", "C0SALESMGRS1", "text", "x"), "channel_not_found")
	w.wantError(w.api("chat.update", "channel", "C0SALESMGRS1", "ts", secret, "text", "x"), "channel_not_found")
	w.wantError(w.api("conversations.info", "channel", "C0SALESMGRS1"), "channel_not_found")
	if err := w.ChangeChannel(ChannelChange{Channel: "sales-leads", BotMember: &in}); err != nil {
		t.Fatal(err)
	}
	w.say("sales-leads", "back")
	if err := w.ChangeChannel(ChannelChange{Channel: "nowhere"}); err == nil {
		t.Error("an unknown channel was changed")
	}
}

func TestLongText(t *testing.T) {
	w := open(t)
	long := strings.Repeat("é", 40_001)
	ts := w.say("sales-leads", long)
	if n := len([]rune(w.read("sales-leads", "")[0].Text)); n != 40_000 {
		t.Errorf("kept %d characters, want 40000", n)
	}
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", strings.Repeat("é", 4001)), "msg_too_long")
	w.wantOK(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", strings.Repeat("é", 4000)))
}

func TestUpdateKeepsAndRemovesBlocks(t *testing.T) {
	w := open(t)
	const meta = `{"event_type":"lead","event_payload":{"id":"1"}}`
	for _, tc := range []struct {
		name           string
		fields         []string
		text           string
		blocks, edited bool
		meta           bool
	}{
		{"text alone removes blocks", []string{"text", "new"}, "new", false, true, true},
		{"both", []string{"text", "new", "blocks", claimedBlocks}, "new", true, false, true},
		{"empty blocks remove", []string{"text", "new", "blocks", "[]"}, "new", false, true, true},
		{"neither keeps them", []string{"attachments", `[{"text":"a"}]`}, "old", true, false, true},
		{"metadata alone keeps all", []string{"metadata", meta}, "old", true, false, true},
		{"empty metadata clears", []string{"text", "new", "blocks", claimedBlocks, "metadata", "{}"}, "new", true, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w.t = t
			ts := w.say("sales-leads", "old", "blocks", claimBlocks, "metadata", meta)
			out := w.wantOK(w.api("chat.update", append([]string{"channel", "C0SALESLEADS", "ts", ts}, tc.fields...)...))
			if out["ts"] != ts || out["text"] != tc.text {
				t.Errorf("answer %v", out)
			}
			all := w.read("sales-leads", "")
			m := all[len(all)-1]
			if m.Text != tc.text || (string(m.Blocks) != "[]") != tc.blocks || m.Edited != tc.edited || (m.Metadata != nil) != tc.meta {
				t.Errorf("%+v, want text %q blocks %v edited %v meta %v", m, tc.text, tc.blocks, tc.edited, tc.meta)
			}
		})
	}
}

func TestUpdateAndDeleteRefusals(t *testing.T) {
	w := open(t)
	ts := w.say("sales-leads", "mine")
	out := w.wantOK(w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "psst"))
	eph := out["message_ts"].(string)
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", eph, "text", "x"), "message_not_found")
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", "9.9", "text", "x"), "message_not_found")
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts), "no_text")
	w.wantError(w.api("chat.update", "channel", "@ana", "ts", ts, "text", "x"), "channel_not_found")
	w.wantError(w.api("chat.delete", "channel", "C0SALESLEADS", "ts", "9.9"), "message_not_found")
	w.mu.Lock()
	w.channelBy["sales-leads"].byTS[ts].user = "U0ANADUARTE"
	w.mu.Unlock()
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", "x"), "cant_update_message")
	w.wantError(w.api("chat.delete", "channel", "C0SALESLEADS", "ts", ts), "cant_delete_message")
}

func TestDelete(t *testing.T) {
	w := open(t)
	a, b, c := w.say("sales-leads", "a"), w.say("sales-leads", "b"), w.say("sales-leads", "c")
	w.wantOK(w.api("chat.delete", "channel", "C0SALESLEADS", "ts", b))
	if err := w.Delete("sales-leads", a); err != nil {
		t.Fatal(err)
	}
	if got := w.read("sales-leads", ""); len(got) != 1 || got[0].TS != c {
		t.Errorf("left %+v", got)
	}
	w.wantError(w.api("chat.update", "channel", "C0SALESLEADS", "ts", a, "text", "x"), "message_not_found")
	if w.Delete("sales-leads", a) == nil || w.Delete("nowhere", c) == nil {
		t.Error("deleted what is not there")
	}
}

func TestThreads(t *testing.T) {
	w := open(t)
	parent := w.say("sales-leads", "card")
	child := w.say("sales-leads", "line", "thread_ts", parent)
	w.say("sales-leads", "reply to the reply", "thread_ts", child)
	got := w.read("sales-leads", "")
	if got[1].ThreadTS != parent || got[2].ThreadTS != parent || got[0].ThreadTS != "" {
		t.Errorf("%+v", got)
	}
	link := w.wantOK(w.api("chat.getPermalink", "channel", "C0SALESLEADS", "message_ts", child))["permalink"].(string)
	if !strings.Contains(link, "/archives/C0SALESLEADS/p"+strings.ReplaceAll(child, ".", "")) || !strings.Contains(link, "thread_ts="+parent) {
		t.Errorf("permalink %s", link)
	}
	w.wantError(w.api("chat.getPermalink", "channel", "C0SALESLEADS", "message_ts", "1.2"), "message_not_found")
	w.wantError(w.api("chat.getPermalink", "channel", "nowhere", "message_ts", child), "channel_not_found")
}

func TestDirectMessages(t *testing.T) {
	w := open(t)
	out := w.wantOK(w.api("chat.postMessage", "channel", "U0ANADUARTE", "text", "hello"))
	id := out["channel"].(string)
	if !strings.HasPrefix(id, "D") {
		t.Errorf("channel %s", id)
	}
	opened := w.wantOK(w.api("conversations.open", "users", "U0ANADUARTE"))
	if at(t, opened, "channel", "id") != id || opened["already_open"] != true {
		t.Errorf("opened %v", opened)
	}
	w.wantOK(w.api("chat.update", "channel", id, "ts", out["ts"].(string), "text", "hello again"))
	if got := w.read("@ana", "ana"); len(got) != 1 || got[0].Text != "hello again" {
		t.Errorf("%+v", got)
	}
	if _, err := w.Messages("@ana", "ben"); err == nil {
		t.Error("Ben reads Ana's direct messages")
	}
	if got := w.read("@ben", ""); len(got) != 0 {
		t.Errorf("Ben has %+v", got)
	}
}

func TestEphemeralsAreForOne(t *testing.T) {
	w := open(t)
	w.wantOK(w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "psst"))
	if n := len(w.read("sales-leads", "")) + len(w.read("sales-leads", "ben")); n != 0 {
		t.Errorf("%d others see it", n)
	}
	if got := w.read("sales-leads", "@Ana"); len(got) != 1 || got[0].EphemeralTo != "U0ANADUARTE" {
		t.Errorf("%+v", got)
	}
	for want, fields := range map[string][]string{
		"user_not_found":      {"channel", "C0SALESLEADS", "user", "U0NOBODY", "text", "x"},
		"user_not_in_channel": {"channel", "C0SALESMGRS1", "user", "U0ANADUARTE", "text", "x"},
		"no_text":             {"channel", "C0SALESLEADS", "user", "U0ANADUARTE"},
		"channel_not_found":   {"channel", "C0", "user", "U0ANADUARTE", "text", "x"},
		"invalid_blocks":      {"channel", "C0SALESLEADS", "user", "U0ANADUARTE", "blocks", `[{"type":"nope"}]`},
		"thread_not_found":    {"channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "x", "thread_ts", "1.1"},
	} {
		w.wantError(w.api("chat.postEphemeral", fields...), want)
	}
}

func TestMessagesOfUnknown(t *testing.T) {
	w := open(t)
	for _, c := range [][2]string{{"nowhere", ""}, {"@nobody", ""}, {"@leadpact", ""}, {"sales-leads", "nobody"}, {"sales-managers", "ana"}, {"general", "gus"}} {
		if _, err := w.Messages(c[0], c[1]); err == nil {
			t.Errorf("messages of %v were shown", c)
		}
	}
}
