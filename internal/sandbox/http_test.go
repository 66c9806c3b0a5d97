package sandbox

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestACommandIsAFlatForm(t *testing.T) {
	w, a := listenHTTP(t, status(200, jsonBody, `{"text":"for all","response_type":"in_channel"}`))
	out := w.typed()
	r := a.next()
	form := r.form(t)
	if form.Get("command") != "/sla" || form.Get("text") != "all & more" || form.Get("user_id") != "U0ANADUARTE" ||
		form.Get("is_enterprise_install") != "false" || form.Get("trigger_id") == "" || r.at != "/slack/events" {
		t.Errorf("%s %v", r.at, form)
	}
	if !strings.HasPrefix(r.header.Get("User-Agent"), "Slackbot 1.0") || r.header.Get("X-Slack-Retry-Num") != "" {
		t.Errorf("%v", r.header)
	}
	if !out.OK || out.AckMS <= 0 || len(out.Replies) != 1 || out.Replies[0].Text != "for all" || out.Replies[0].EphemeralTo != "" {
		t.Errorf("%+v", out)
	}
	calls := w.Calls()
	if last := calls[len(calls)-1]; last.Method != "http.ack" || at(t, parse(t, last.Arguments), "payload", "text") != "for all" {
		t.Errorf("%+v", last)
	}
}

func TestACommandsAnswerMayBeText(t *testing.T) {
	w, _ := listenHTTP(t, status(200, "", "plainly"))
	out := w.typed()
	if !out.OK || len(out.Replies) != 1 || out.Replies[0].Text != "plainly" || out.Replies[0].EphemeralTo != "U0ANADUARTE" {
		t.Errorf("%+v", out)
	}
}

func TestACommandsAnswerMayBeNothingOrNonsense(t *testing.T) {
	w, _ := listenHTTP(t, status(200, jsonBody, ""))
	if out := w.typed(); !out.OK || len(out.Replies) != 0 || out.Error != "" {
		t.Errorf("%+v", out)
	}
	w, _ = listenHTTP(t, status(200, jsonBody, `{"text":`))
	if out := w.typed(); !out.OK || out.Error != "invalid_command_response" {
		t.Errorf("%+v", out)
	}
}

func TestAClickIsAFormWithAPayload(t *testing.T) {
	w, a := listenHTTP(t, status(200, jsonBody, `{"text":"nobody looks at this"}`))
	if out := w.presses(); !out.OK {
		t.Errorf("%+v", out)
	}
	p := parse(t, []byte(a.next().form(t).Get("payload")))
	if p["type"] != "block_actions" || at(t, p, "actions", 0, "value") != "lead-1" || p["response_url"] == "" {
		t.Errorf("%v", p)
	}
	if n := len(w.read("sales-leads", "ana")); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestASubmitsAnswerIsTheResponse(t *testing.T) {
	for name, c := range map[string]struct{ reply, errors, open string }{
		"errors": {`{"response_action":"errors","errors":{"note":"Too short"}}`, "Too short", "Log"},
		"update": {`{"response_action":"update","view":` + strings.Replace(modalJSON, `"Log"`, `"Done"`, 1) + `}`, "", "Done"},
		"clear":  {`{"response_action":"clear"}`, "", ""},
		"empty":  {``, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			w, a := listenHTTP(t, status(200, jsonBody, c.reply))
			out, err := w.Submit(context.Background(), Submit{User: "ana", ViewID: w.modal(modalJSON), Values: map[string]any{"note_text": "hi"}})
			if err != nil || !out.OK || out.Errors["note"] != c.errors {
				t.Fatalf("%+v %v", out, err)
			}
			if p := parse(t, []byte(a.next().form(t).Get("payload"))); p["type"] != "view_submission" {
				t.Errorf("%v", p)
			}
			open := ""
			for _, v := range w.open("ana") {
				open = at(t, parse(t, v.Title), "text").(string)
			}
			if open != c.open {
				t.Errorf("%q is open, want %q", open, c.open)
			}
		})
	}
}

func TestAnEventIsJSON(t *testing.T) {
	w, a := listenHTTP(t, status(204, "", ""))
	if _, err := w.OpenHome(context.Background(), "ana", "home"); err != nil {
		t.Fatal(err)
	}
	r := a.next()
	p := parse(t, []byte(r.body))
	if r.header.Get("Content-Type") != jsonBody || p["type"] != "event_callback" || at(t, p, "event", "type") != "app_home_opened" {
		t.Errorf("%s %v", r.header.Get("Content-Type"), p)
	}
	w.quietNow(a) // any success will do for an event
}

func TestWhatIsNotSlacksIsNotPosted(t *testing.T) {
	w, a := listenHTTP(t, nil)
	for kind, payload := range map[string]string{"nonsense": `{}`, kindCommand: `[1]`} {
		if out, err := w.Envelope(context.Background(), kind, []byte(payload)); err != nil || out.OK {
			t.Errorf("%s: %+v %v", kind, out, err)
		}
	}
	if out, err := w.Envelope(context.Background(), kindCommand, []byte(`{"text":"a","n":1}`)); err != nil || !out.OK {
		t.Errorf("%+v %v", out, err)
	}
	if form := a.next().form(t); form.Get("n") != "1" || form.Get("text") != "a" {
		t.Errorf("%v", form)
	}
	w.quietNow(a)
}

func TestOverHTTPThereAreNoSockets(t *testing.T) {
	w, _ := listenHTTP(t, nil)
	w.wantError(w.apiAs(AppToken, "apps.connections.open"), "socket_mode_not_enabled")
	if _, err := w.Faults(context.Background(), Fault{Socket: socketDrop}); err == nil {
		t.Error("a socket was dropped")
	}
	if s := w.State(); s.Sockets != 0 || !strings.HasSuffix(s.DeliversTo, "/slack/events") {
		t.Errorf("%+v", s)
	}
}

func TestClosingEndsWhatIsUnderWay(t *testing.T) {
	hold := make(chan struct{})
	w, a := listenHTTP(t, func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	}, func(o *Options) { o.Delivery.Wait = time.Hour })
	defer close(hold)
	done := make(chan Clicked)
	go func() { done <- w.presses() }()
	a.next()
	w.Close()
	if out := <-done; out.OK {
		t.Errorf("%+v", out)
	}
	if out := w.typed(); out.OK || out.Error != "dispatch_failed" {
		t.Errorf("after the end: %+v", out)
	}
}
