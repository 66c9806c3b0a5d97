package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"
)

func (w *world) fault(f Fault) {
	w.t.Helper()
	if _, err := w.Faults(context.Background(), f); err != nil {
		w.t.Fatal(err)
	}
}

// raw posts text to the sales channel and returns the bare response.
func (w *world) raw() (got, error) {
	body := strings.NewReader("channel=C0SALESLEADS&text=x&token=" + BotToken)
	res, err := w.client.Post(w.server.URL+"/api/chat.postMessage", "application/x-www-form-urlencoded", body)
	if err != nil {
		return got{}, err
	}
	_ = res.Body.Close()
	return got{res.StatusCode, res.Header}, nil
}

func TestRateLimit(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "chat.postMessage", Mode: FaultRateLimit, Times: 2, RetryAfter: 7})
	for range 2 {
		res, err := w.raw()
		if err != nil || res.status != 429 || res.header.Get("Retry-After") != "7" {
			t.Errorf("%v %v", res, err)
		}
	}
	w.wantOK(w.api("auth.test"))
	if res, err := w.raw(); err != nil || res.status != 200 {
		t.Errorf("%v %v", res, err)
	}
	w.fault(Fault{Method: "*", Mode: FaultRateLimit, RetryAfter: -1})
	if res, _ := w.raw(); res.status != 429 || res.header.Get("Retry-After") != "" {
		t.Errorf("%v", res)
	}
	w.fault(Fault{Method: "*", Mode: FaultRateLimit})
	if res, _ := w.raw(); res.header.Get("Retry-After") != "1" {
		t.Errorf("%v", res)
	}
	if n := len(w.read("sales-leads", "")); n != 1 {
		t.Errorf("%d messages", n)
	}
}

func TestErrorFaults(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "*", Mode: FaultError, Error: "fatal_error"})
	w.wantError(w.api("auth.test"), "fatal_error")
	w.fault(Fault{Method: "chat.postMessage", Mode: FaultError})
	w.wantError(w.api("chat.postMessage"), "internal_error")
	w.fault(Fault{Method: "users.info", Mode: FaultError, Error: "missing_scope"})
	if out := w.api("users.info"); out["needed"] != "users:read" {
		t.Errorf("%v", out)
	}
	w.fault(Fault{Method: "chat.postMessage", Mode: FaultError, Error: "http_503"})
	if res, err := w.raw(); err != nil || res.status != 503 {
		t.Errorf("%v %v", res, err)
	}
	w.wantOK(w.api("auth.test"))
}

func TestGarbageDoesTheWorkAndAnswersNothingOfUse(t *testing.T) {
	w := open(t)
	for kind, want := range map[string]string{"": "<!DOCTYPE html>", "html": "<!DOCTYPE html>", "empty": "", "half": `{"`} {
		before := len(w.read("sales-leads", ""))
		w.fault(Fault{Method: "chat.postMessage", Mode: FaultGarbage, Error: kind})
		body := strings.NewReader("channel=C0SALESLEADS&text=x&token=" + BotToken)
		res, err := w.client.Post(w.server.URL+"/api/chat.postMessage", "application/x-www-form-urlencoded", body)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || res.StatusCode != 200 || !strings.HasPrefix(string(text), want) || json.Valid(text) {
			t.Errorf("%s: %d %q %v", kind, res.StatusCode, text, err)
		}
		if n := len(w.read("sales-leads", "")); n != before+1 {
			t.Errorf("%s: %d messages after %d", kind, n, before)
		}
	}
	if _, err := w.Faults(context.Background(), Fault{Method: "*", Mode: FaultGarbage, Error: "noise"}); err == nil {
		t.Error("a kind of garbage that does not exist is taken")
	}
}

func TestDelay(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "auth.test", Mode: FaultDelay, DelayMS: 80})
	start := time.Now()
	w.wantOK(w.api("auth.test"))
	if d := time.Since(start); d < 80*time.Millisecond {
		t.Errorf("answered after %v", d)
	}
}

func TestDelayEndsWithTheWorkspace(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "auth.test", Mode: FaultDelay, DelayMS: 3_600_000})
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.api("auth.test")
	}()
	eventually(t, "in flight", func() bool { return w.busy.inflight.Load() == 1 })
	w.Close()
	<-done
}

func TestCuts(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "chat.postMessage", Mode: FaultCutAfterBody})
	if res, err := w.raw(); err == nil {
		t.Errorf("an answer came: %v", res)
	}
	if n := len(w.read("sales-leads", "")); n != 1 {
		t.Errorf("the work was not done: %d messages", n)
	}
	w.fault(Fault{Method: "chat.postMessage", Mode: FaultCutBefore})
	if res, err := w.raw(); err == nil {
		t.Errorf("an answer came: %v", res)
	}
	if n := len(w.read("sales-leads", "")); n != 1 {
		t.Errorf("the work was done: %d messages", n)
	}
	calls := w.Calls()
	if len(calls) != 2 || !calls[0].Cut || !strings.Contains(string(calls[0].Answer), `"ok":true`) || !calls[1].Cut || calls[1].Answer != nil {
		t.Errorf("%+v", calls)
	}
}

func TestFaultsWithoutEndAndClear(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "auth.test", Mode: FaultError, Error: "x", Times: -1})
	for range 5 {
		w.wantError(w.api("auth.test"), "x")
	}
	w.fault(Fault{Socket: socketDisabled})
	w.fault(Fault{Clear: true})
	w.wantOK(w.api("auth.test"))
	w.wantOK(w.apiAs(AppToken, "apps.connections.open"))
}

func TestFaultRefusals(t *testing.T) {
	w := open(t)
	for _, f := range []Fault{
		{},
		{Method: "chat.postMessage"},
		{Method: "chat.postMessage", Mode: "nonsense"},
		{Method: "no.such", Mode: FaultError},
		{Method: "*", Mode: FaultDelay},
		{Socket: "nonsense"},
		{Method: "*", Mode: FaultDelay, DelayMS: -1},
	} {
		if _, err := w.Faults(context.Background(), f); err == nil {
			t.Errorf("%+v was laid", f)
		}
	}
}

func TestFaultsOnResponseURL(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	p, _ := w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
	w.fault(Fault{Method: "response_url", Mode: FaultError, Error: "http_500"})
	if status, _ := w.post(p["response_url"].(string), map[string]any{"text": "x"}); status != 500 {
		t.Errorf("status %d", status)
	}
}

func TestJournal(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := open(t, func(o *Options) { o.Now = func() time.Time { return now } })
	w.wantOK(w.apiAs("", "chat.postMessage", "channel", "C0SALESLEADS", "text", "[1]", "blocks", claimBlocks, "unfurl_links", "false", "token", BotToken))
	w.api("users.list", "limit", "2")
	w.api("chat.postMessage", "channel", "C0SALESLEADS", "blocks", "broken")
	calls := w.Calls()
	if len(calls) != 3 || calls[0].Method != "chat.postMessage" || calls[0].Status != 200 || !calls[0].WorkspaceTime.Equal(now) {
		t.Fatalf("%+v", calls)
	}
	a := parse(t, calls[0].Arguments)
	if a["token"] != "[redacted]" || a["text"] != "[1]" || a["unfurl_links"] != false || at(t, a, "blocks", 1, "block_id") != "acts" {
		t.Errorf("%v", a)
	}
	if parse(t, calls[1].Arguments)["limit"] != 2.0 || parse(t, calls[2].Arguments)["blocks"] != "broken" {
		t.Errorf("%s %s", calls[1].Arguments, calls[2].Arguments)
	}
	res, err := w.client.Get(w.url("/sandbox/v1/calls?method=users.list"))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var text strings.Builder
	if _, err := io.Copy(&text, res.Body); err != nil || strings.Count(text.String(), "\n") != 1 || strings.Contains(text.String(), BotToken) {
		t.Errorf("%q %v", text.String(), err)
	}
	if line := parse(t, []byte(text.String())); line["method"] != "users.list" || at(t, line, "answer", "ok") != true || line["time"] == "" {
		t.Errorf("%v", line)
	}
}

func TestJournalIsBounded(t *testing.T) {
	j := &journal{}
	for range journalCalls + 10 {
		j.add(Call{Method: "x"})
	}
	if n := len(j.list()); n > journalCalls || n < journalCalls*8/10 {
		t.Errorf("%d calls", n)
	}
	j = &journal{}
	big := make([]byte, 1<<20)
	for range 200 {
		j.add(Call{Method: "x", Answer: big})
	}
	if j.bytes > journalBytes {
		t.Errorf("%d bytes", j.bytes)
	}
}

func TestAnswersWithAcksAreJournaled(t *testing.T) {
	w := open(t)
	w.dial().serve(func(frame) string { return `{"text":"hi"}` })
	if _, err := w.Command(context.Background(), Command{User: "ana", Channel: "sales-leads"}); err != nil {
		t.Fatal(err)
	}
	calls := w.Calls()
	last := calls[len(calls)-1]
	if last.Method != "socket.ack" || at(t, parse(t, last.Arguments), "payload", "text") != "hi" {
		t.Errorf("%+v %s", last, last.Arguments)
	}
}
