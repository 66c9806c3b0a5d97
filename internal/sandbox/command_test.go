package sandbox

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestCommandPayload(t *testing.T) {
	w := open(t)
	a := w.dial()
	got := make(chan frame, 1)
	a.serve(func(f frame) string { got <- f; return `{"text":"hello","blocks":` + claimBlocks + `}` })
	out, err := w.Command(context.Background(), Command{User: "@ana", Channel: "general", Text: " status "})
	if err != nil || !out.OK || out.Error != "" {
		t.Fatalf("%+v %v", out, err)
	}
	f := <-got
	if f.Type != kindCommand || !f.Accepts {
		t.Errorf("%+v", f)
	}
	p := parse(t, f.Payload)
	for key, want := range map[string]any{
		"command": "/sla", "text": "status", "user_id": "U0ANADUARTE", "user_name": "ana", "channel_id": "C0GENERAL001",
		"channel_name": "general", "team_id": teamID, "team_domain": teamDomain, "api_app_id": appID, "is_enterprise_install": "false",
	} {
		if p[key] != want {
			t.Errorf("%s = %v, want %v", key, p[key], want)
		}
	}
	if p["trigger_id"] == "" || p["response_url"] == "" {
		t.Errorf("%v", p)
	}
	if len(out.Replies) != 1 || out.Replies[0].Text != "hello" || out.Replies[0].EphemeralTo != "U0ANADUARTE" || len(out.Replies[0].Blocks) < 10 {
		t.Errorf("%+v", out.Replies)
	}
	if seen := w.read("general", "ana"); len(seen) != 1 {
		t.Errorf("%+v", seen)
	}
}

func TestCommandReplies(t *testing.T) {
	w := open(t)
	a := w.dial()
	a.serve(func(f frame) string {
		p := parse(t, f.Payload)
		url := p["response_url"].(string)
		w.post(url, map[string]any{"text": "late"})
		w.post(url, map[string]any{"text": "for all", "response_type": "in_channel"})
		w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "ephemeral")
		w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0BENOKAFOR", "text", "not for Ana")
		w.api("chat.postMessage", "channel", "U0ANADUARTE", "text", "direct")
		w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "public")
		return ""
	})
	out, err := w.Command(context.Background(), Command{User: "ana", Channel: "sales-leads", Command: "/sla", Text: "help"})
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range out.Replies {
		texts = append(texts, m.Text)
	}
	if got := strings.Join(texts, ","); got != "late,for all,ephemeral" {
		t.Errorf("replies %s", got)
	}
	if len(w.collectors) != 0 {
		t.Error("collectors pile up")
	}
}

func TestCommandAnswers(t *testing.T) {
	w := open(t)
	a := w.dial()
	answers := make(chan string, 1)
	a.serve(func(frame) string { return <-answers })
	for _, tc := range []struct{ ack, text, problem string }{
		{`"words alone"`, "words alone", ""},
		{`{}`, "", ""},
		{`null`, "", ""},
		{`""`, "", ""},
		{`{"text":"in channel","response_type":"in_channel"}`, "in channel", ""},
		{`{"blocks":[{"type":"section"}]}`, "", "invalid_blocks"},
		{`[1]`, "", "invalid_command_response"},
	} {
		answers <- tc.ack
		out, err := w.Command(context.Background(), Command{User: "ana", Channel: "sales-leads"})
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		if len(out.Replies) > 0 {
			text = out.Replies[0].Text
		}
		if text != tc.text || out.Error != tc.problem {
			t.Errorf("%s gave %+v", tc.ack, out)
		}
	}
}

func TestCommandOpensAModal(t *testing.T) {
	w := open(t)
	w.dial().serve(func(f frame) string {
		p := parse(t, f.Payload)
		w.wantOK(w.api("views.open", "trigger_id", p["trigger_id"].(string), "view", modalJSON))
		return ""
	})
	out, err := w.Command(context.Background(), Command{User: "ana", Channel: "sales-managers"})
	if err == nil {
		t.Errorf("Ana types in the managers' channel: %+v", out)
	}
	out, err = w.Command(context.Background(), Command{User: "greta", Channel: "sales-managers"})
	if err != nil || out.ViewID == "" {
		t.Errorf("%+v %v", out, err)
	}
}

func TestCommandRefusals(t *testing.T) {
	w := open(t)
	for _, c := range []Command{
		{User: "nobody", Channel: "sales-leads"},
		{User: "ana", Channel: "nowhere"},
		{User: "ana", Channel: "old-deals"},
		{User: "ana", Channel: "@ben"},
		{User: "gus", Channel: "general"},
		{User: "ana", Channel: "sales-leads", Command: "/other"},
	} {
		if _, err := w.Command(context.Background(), c); err == nil {
			t.Errorf("%+v was typed", c)
		}
	}
}

// Slack Connect: who shares a channel does not share the apps' commands.
func TestCommandsAreNotForPeopleOfAnotherWorkspace(t *testing.T) {
	w := open(t)
	w.dial()
	for _, command := range []string{"/sla", "/other"} {
		status, out := w.post("/sandbox/v1/command", Command{User: "gus", Channel: "sales-leads", Command: command, Text: "status"})
		said, _ := out["error"].(string)
		if status != http.StatusForbidden || !strings.HasPrefix(said, command+" is not a valid command.") || !strings.Contains(said, "Gus Weber") {
			t.Errorf("%d %v", status, out)
		}
	}
	if n := w.State().PendingEnvelopes; n != 0 {
		t.Errorf("%d envelopes reached the bot", n)
	}
}

func TestCommandInDirectMessage(t *testing.T) {
	w := open(t)
	w.dial().serve(func(f frame) string {
		if p := parse(t, f.Payload); p["channel_name"] != "directmessage" {
			t.Errorf("%v", p)
		}
		return `{"text":"here"}`
	})
	if out, err := w.Command(context.Background(), Command{User: "ana", Channel: "@ana"}); err != nil || len(out.Replies) != 1 {
		t.Errorf("%+v %v", out, err)
	}
}

func TestResponseURL(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := open(t, func(o *Options) { o.Now = func() time.Time { return now } })
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	press := func() string {
		p, _ := w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
		return p["response_url"].(string)
	}
	url := press()
	for i, body := range []map[string]any{
		{"text": "private"},
		{"text": "replaced", "replace_original": true},
		{"text": "threaded", "thread_ts": ts, "response_type": "in_channel"},
		{"text": "four"},
	} {
		if status, out := w.post(url, body); status != 200 || out["ok"] != true {
			t.Errorf("use %d: %d %v", i+1, status, out)
		}
	}
	all := w.read("sales-leads", "ana")
	if len(all) != 4 || all[0].Text != "replaced" || string(all[0].Blocks) != "[]" || all[1].EphemeralTo == "" || all[2].ThreadTS != ts {
		t.Errorf("%+v", all)
	}
	if status, out := w.post(url, map[string]any{}); status != 400 || out["error"] != "no_text" {
		t.Errorf("%d %v", status, out)
	}
	if status, out := w.post(url, `{"blocks":[{"type":"x"}]}`); status != 400 || out["error"] != "invalid_blocks" {
		t.Errorf("%d %v", status, out)
	}
	if status, out := w.post(url, "{"); status != 400 || out["error"] != "invalid_json" {
		t.Errorf("%d %v", status, out)
	}
	w.post(url, map[string]any{"delete_original": true})
	if got := w.read("sales-leads", ""); len(got) != 1 {
		t.Errorf("not deleted: %+v", got)
	}
	if status, out := w.post(url, map[string]any{"text": "six"}); status != 404 || out["error"] != "used_url" {
		t.Errorf("sixth use: %d %v", status, out)
	}
	ts = w.say("sales-leads", "card", "blocks", claimBlocks)
	url = press()
	now = now.Add(31 * time.Minute)
	if status, out := w.post(url, map[string]any{"text": "late"}); status != 404 || out["error"] != "expired_url" {
		t.Errorf("after 31 minutes: %d %v", status, out)
	}
	if status, _ := w.post("/response/T/unknown", map[string]any{"text": "x"}); status != 404 {
		t.Errorf("unknown: %d", status)
	}
}

func TestReplacedEphemeral(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.wantOK(w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "next", "blocks", claimBlocks))["message_ts"].(string)
	p, _ := w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
	w.post(p["response_url"].(string), map[string]any{"text": "done", "replace_original": true})
	if got := w.read("sales-leads", "ana"); len(got) != 1 || got[0].Text != "done" || got[0].EphemeralTo == "" {
		t.Errorf("%+v", got)
	}
}
