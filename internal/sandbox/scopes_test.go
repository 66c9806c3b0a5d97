package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestScopesAreChangedAtRunTime(t *testing.T) {
	w := open(t)
	w.wantOK(w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "hi"))
	if status, out := w.post("/sandbox/v1/scopes", map[string]any{"scopes": []string{"commands"}}); status != http.StatusOK {
		t.Fatalf("%d %v", status, out)
	}
	out := w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "hi")
	w.wantError(out, "missing_scope")
	if out["needed"] != "chat:write" || out["provided"] != "commands" {
		t.Errorf("%v", out)
	}
	if got := w.State().Scopes; !slices.Equal(got, []string{"commands"}) {
		t.Errorf("the state shows %q", got)
	}
	if err := w.Grant([]string{"chat:write"}); err != nil {
		t.Fatal(err)
	}
	w.wantOK(w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "hi"))
}

func TestGrantedScopesStandInEveryAnswersHeader(t *testing.T) {
	w := open(t, func(o *Options) { o.Scopes = []string{"chat:write", "commands"} })
	req, _ := http.NewRequest(http.MethodPost, w.url("/api/auth.test"), strings.NewReader("token="+BotToken))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, out := w.do(req)
	w.wantOK(out)
	if got := res.header.Get("X-OAuth-Scopes"); got != "chat:write,commands" {
		t.Errorf("X-OAuth-Scopes %q", got)
	}
	at, err := http.ParseTime(res.header.Get("Date"))
	if err != nil || time.Since(at).Abs() > time.Minute {
		t.Errorf("Date %q: %v", res.header.Get("Date"), err)
	}
}

func TestNoScopesAreScopesToo(t *testing.T) {
	w := open(t)
	if status, _ := w.post("/sandbox/v1/scopes", `{"scopes": []}`); status != http.StatusOK {
		t.Fatal(status)
	}
	w.wantError(w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "hi"), "missing_scope")
	w.wantOK(w.api("auth.test"))
	for _, body := range []string{`{}`, `{"scopes": [""]}`, `{"scopes": ["chat:write,commands"]}`} {
		if status, out := w.post("/sandbox/v1/scopes", body); status != http.StatusBadRequest || out["error"] == nil {
			t.Errorf("%s: %d %v", body, status, out)
		}
	}
}

func TestADirectMessageNeedsChatWriteAlone(t *testing.T) {
	w := open(t, func(o *Options) { o.Scopes = []string{"chat:write"} })
	sent := w.wantOK(w.api("chat.postMessage", "channel", "U0ANADUARTE", "text", "hi"))
	channel, ts := sent["channel"].(string), sent["ts"].(string)
	if channel[0] != 'D' || len(w.read("@ana", "")) != 1 {
		t.Errorf("%v", sent)
	}
	w.wantOK(w.api("chat.update", "channel", channel, "ts", ts, "text", "hello"))
	w.wantError(w.api("conversations.open", "users", "U0ANADUARTE"), "missing_scope")
	w.wantOK(w.api("chat.delete", "channel", channel, "ts", ts))
	if got := w.read("@ana", ""); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}
