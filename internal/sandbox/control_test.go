package sandbox

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestStateOverHTTP(t *testing.T) {
	w := open(t, func(o *Options) { o.Command = "/lead" })
	status, out := w.get("/sandbox/v1/state")
	if status != 200 || out["sockets"] != 0.0 || out["command"] != "/lead" || out["can_advance"] != false {
		t.Errorf("%d %v", status, out)
	}
	if _, err := time.Parse(time.RFC3339, out["now"].(string)); err != nil {
		t.Error(err)
	}
	roles := map[string]int{}
	for _, p := range out["people"].([]any) {
		roles[at(t, p, "role").(string)]++
		if at(t, p, "id") == "" || at(t, p, "name") == "" {
			t.Errorf("%v", p)
		}
	}
	if roles[RoleRep] < 3 || roles[RoleManager] != 1 || roles[RoleMarketer] != 1 || roles[RoleGuest] != 1 {
		t.Errorf("%v", roles)
	}
	var names []string
	for _, c := range out["channels"].([]any) {
		names = append(names, at(t, c, "name").(string))
	}
	if got := strings.Join(names, " "); got != "sales-leads sales-managers general old-deals" {
		t.Errorf("%s", got)
	}
}

// The whole table of calls, once each, over HTTP.
func TestControlOverHTTP(t *testing.T) {
	w := open(t)
	w.dial().serve(func(f frame) string {
		p := parse(t, f.Payload)
		if id, ok := p["trigger_id"].(string); ok && p["type"] == "block_actions" {
			w.wantOK(w.api("views.open", "trigger_id", id, "view", modalJSON))
		}
		if f.Type == kindCommand {
			return `{"text":"three open"}`
		}
		return ""
	})
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	call := func(path string, body map[string]any) map[string]any {
		t.Helper()
		status, out := w.post("/sandbox/v1/"+path, body)
		if status != 200 {
			t.Fatalf("%s: %d %v", path, status, out)
		}
		return out
	}
	out := call("click", map[string]any{"user": "ana", "channel": "sales-leads", "ts": ts, "action_id": "claim"})
	id, _ := out["view_id"].(string)
	if out["ok"] != true || out["ack_ms"].(float64) <= 0 || id == "" {
		t.Errorf("click %v", out)
	}
	_, views := w.get("/sandbox/v1/views?user=ana")
	if at(t, views, "views", 0, "id") != id {
		t.Errorf("views %v", views)
	}
	out = call("submit", map[string]any{"user": "ana", "view_id": id, "values": map[string]any{"Note": ""}})
	if at(t, out, "errors", "note") == nil {
		t.Errorf("submit %v", out)
	}
	out = call("submit", map[string]any{"user": "ana", "view_id": id, "values": map[string]any{"Note": "x"}})
	if len(out["errors"].(map[string]any)) != 0 || out["ack_ms"].(float64) <= 0 {
		t.Errorf("submit %v", out)
	}
	out = call("command", map[string]any{"user": "U0ANADUARTE", "channel": "C0SALESLEADS", "command": "/sla", "text": "status"})
	if at(t, out, "replies", 0, "text") != "three open" {
		t.Errorf("command %v", out)
	}
	_, msgs := w.get("/sandbox/v1/messages?channel=%23sales-leads&as=ana")
	if len(msgs["messages"].([]any)) != 2 || at(t, msgs, "messages", 1, "ephemeral_to") != "U0ANADUARTE" {
		t.Errorf("messages %v", msgs)
	}
	if out = call("home/open", map[string]any{"user": "ana"}); out["view"] != nil {
		t.Errorf("home/open %v", out)
	}
	if _, out = w.get("/sandbox/v1/home?user=ana"); out["view"] != nil {
		t.Errorf("home %v", out)
	}
	call("faults", map[string]any{"method": "chat.update", "mode": "ratelimit", "retry_after": 1})
	call("faults", map[string]any{"clear": true})
	call("faults", map[string]any{"redeliver": true})
	call("envelope", map[string]any{"type": "interactive", "payload": map[string]any{}})
	call("channel", map[string]any{"channel": "sales-leads", "archived": true, "bot_member": false})
	call("delete", map[string]any{"channel": "sales-leads", "ts": ts})
	w.modal(modalJSON)
	call("close", map[string]any{"user": "ana", "view_id": w.open("ana")[0].ID})
}

func TestControlRefusals(t *testing.T) {
	w := open(t)
	for _, tc := range []struct {
		path   string
		body   any
		status int
	}{
		{"click", "not json", 400},
		{"click", "[]", 400},
		{"click", map[string]any{"user": "nobody", "action_id": "x"}, 404},
		{"click", map[string]any{"user": "ana"}, 400},
		{"command", map[string]any{"user": "ana", "channel": "old-deals"}, 409},
		{"submit", map[string]any{"user": "ana", "view_id": "x"}, 404},
		{"advance", map[string]any{"by": "1h"}, 409},
		{"faults", map[string]any{"mode": "nonsense"}, 400},
		{"faults", map[string]any{"redeliver": true}, 409},
		{"channel", map[string]any{"channel": "x"}, 404},
		{"delete", map[string]any{"channel": "x"}, 404},
		{"envelope", map[string]any{}, 400},
		{"home/open", map[string]any{"user": "x"}, 404},
		{"close", map[string]any{"user": "x"}, 404},
		{"nonsense", map[string]any{}, 404},
	} {
		status, out := w.post("/sandbox/v1/"+tc.path, tc.body)
		sentence, _ := out["error"].(string)
		if status != tc.status || !strings.HasSuffix(sentence, ".") {
			t.Errorf("%s %v: %d %v, want %d and a sentence", tc.path, tc.body, status, out, tc.status)
		}
	}
	for _, path := range []string{"messages?channel=x", "views?user=x", "home?user=x", "nonsense"} {
		if status, out := w.get("/sandbox/v1/" + path); status != 404 || out["error"] == nil {
			t.Errorf("%s: %d %v", path, status, out)
		}
	}
}

func TestAdvance(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w := open(t, func(o *Options) {
		o.Now = func() time.Time { return now }
		o.Advance = func(_ context.Context, to time.Time) error {
			if to.Year() > 2030 {
				return errors.New("too far")
			}
			now = to
			return nil
		}
	})
	for _, tc := range []struct {
		body   map[string]any
		status int
		now    string
	}{
		{map[string]any{"by": "2h"}, 200, "2026-03-02T11:00:00Z"},
		{map[string]any{"by": "1d"}, 200, "2026-03-03T11:00:00Z"},
		{map[string]any{"to": "2026-03-09T09:00:00+01:00"}, 200, "2026-03-09T09:00:00+01:00"},
		{map[string]any{"to": "2026-03-01T09:00:00Z"}, 400, ""},
		{map[string]any{"by": "-1h"}, 400, ""},
		{map[string]any{"by": "soon"}, 400, ""},
		{map[string]any{"to": "Monday"}, 400, ""},
		{map[string]any{}, 400, ""},
		{map[string]any{"by": "1h", "to": "2026-03-10T09:00:00Z"}, 400, ""},
		{map[string]any{"to": "2031-01-01T00:00:00Z"}, 500, ""},
	} {
		status, out := w.post("/sandbox/v1/advance", tc.body)
		if status != tc.status || (tc.now != "" && out["now"] != tc.now) {
			t.Errorf("%v: %d %v", tc.body, status, out)
		}
	}
	before := w.say("sales-leads", "x")
	if !strings.HasPrefix(before, "1773043200.") {
		t.Errorf("ts %s is not the workspace's time", before)
	}
}

func TestStampsNeverRepeat(t *testing.T) {
	w := New(Options{Now: func() time.Time { return time.Unix(1700000000, 0) }})
	defer w.Close()
	a, b := w.stamp(), w.stamp()
	if a != "1700000000.000000" || b != "1700000000.000001" || compareTS(a, b) >= 0 || compareTS(b, a) <= 0 || compareTS(a, a) != 0 {
		t.Errorf("%s %s", a, b)
	}
	if compareTS("999.000000", "1000.000000") >= 0 {
		t.Error("shorter is earlier")
	}
}

func TestGuard(t *testing.T) {
	w := open(t)
	for _, tc := range []struct {
		host, origin string
		status       int
	}{
		{"localhost:8765", "", 200},
		{"127.0.0.1", "", 200},
		{"[::1]:9", "", 200},
		{"LOCALHOST:1", "", 200},
		{"localhost:8765", "http://localhost:8765", 200},
		{"localhost:8765", "http://localhost:9", 403},
		{"localhost:8765", "https://evil.example", 403},
		{"localhost:8765", "null", 403},
		{"localhost:8765", "https://api.slack.com", 403},
		{"localhost:8765", "chrome-extension://localhost:8765", 403},
		{"evil.example", "", 403},
		{"localhost.evil.example:80", "", 403},
		{"127.0.0.1.evil.example", "", 403},
		{"", "", 403},
	} {
		for _, path := range []string{"/sandbox/v1/state", "/api/auth.test"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.Host = tc.host
			if tc.origin != "" {
				r.Header.Set("Origin", tc.origin)
			}
			rec := httptest.NewRecorder()
			w.Handler().ServeHTTP(rec, r)
			if rec.Code != tc.status || (rec.Code == 403 && !strings.Contains(rec.Body.String(), "sandbox")) {
				t.Errorf("host %q origin %q %s: %d %s", tc.host, tc.origin, path, rec.Code, rec.Body)
			}
		}
	}
}

func TestMounts(t *testing.T) {
	w := open(t)
	for path, want := range map[string]int{"/v1/leads": 503, "/hooks/hubspot": 503, "/": 404} {
		if status, out := w.get(path); status != want || out["error"] == nil {
			t.Errorf("%s: %d %v", path, status, out)
		}
	}
	here := func(name string) http.Handler {
		return http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { writeJSON(rw, 200, answer{"here": name}) })
	}
	w = open(t, func(o *Options) { o.Intake, o.Page = here("intake"), here("page") })
	for path, want := range map[string]string{"/v1/leads": "intake", "/hooks/hubspot": "intake", "/": "page", "/style.css": "page"} {
		if _, out := w.get(path); out["here"] != want {
			t.Errorf("%s: %v", path, out)
		}
	}
}

func TestStream(t *testing.T) {
	w := open(t)
	res, err := w.client.Get(w.url("/sandbox/v1/stream"))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("%s", got)
	}
	lines := bufio.NewScanner(res.Body)
	next := func(prefix string) string {
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), prefix); ok {
				return text
			}
		}
		t.Fatalf("the stream ended: %v", lines.Err())
		return ""
	}
	next(": ")
	w.say("sales-leads", "x")
	if got := next("data: "); got != `{"changed":"messages","channel":"sales-leads"}` {
		t.Errorf("%s", got)
	}
	w.say("U0ANADUARTE", "x")
	if got := next("data: "); got != `{"changed":"messages","channel":"@ana"}` {
		t.Errorf("%s", got)
	}
	w.modal(modalJSON)
	next("data: ") // the stack was cleared before
	if got := next("data: "); got != `{"changed":"views","user":"U0ANADUARTE"}` {
		t.Errorf("%s", got)
	}
	w.wantOK(w.api("views.publish", "user_id", "U0BENOKAFOR", "view", homeJSON))
	if got := next("data: "); got != `{"changed":"home","user":"U0BENOKAFOR"}` {
		t.Errorf("%s", got)
	}
	w.dial()
	if got := next("data: "); got != `{"changed":"state"}` {
		t.Errorf("%s", got)
	}
}

func TestSlowListenerIsToldOfTheGap(t *testing.T) {
	h := newHub()
	sub := h.subscribe()
	for range 300 {
		h.publish(change{Changed: "messages"})
	}
	if !h.missed(sub) || h.missed(sub) {
		t.Error("a gap is told once")
	}
	h.unsubscribe(sub)
	h.publish(change{Changed: "state"})
}

// Without help the workspace waits until the bot has gone quiet.
func TestSettleWaitsForQuiet(t *testing.T) {
	w := open(t, func(o *Options) { o.Settle = nil })
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	a.serve(func(frame) string {
		time.AfterFunc(60*time.Millisecond, func() { // the bot's own work, after its ack
			w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", "taken", "blocks", claimedBlocks)
		})
		return ""
	})
	if _, err := w.Click(context.Background(), Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"}); err != nil {
		t.Fatal(err)
	}
	if got := w.read("sales-leads", "")[0].Text; got != "taken" {
		t.Errorf("came back before the bot was done: %q", got)
	}
}

func TestSettleEnds(t *testing.T) {
	var a activity
	leave := a.enter()
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	if err := a.quiet(ctx); err == nil {
		t.Error("quiet while a call is in flight")
	}
	leave()
	if err := a.quiet(context.Background()); err != nil {
		t.Error(err)
	}
}

func TestShelfForgetsTheOldest(t *testing.T) {
	s := newShelf[int](10)
	for i := range 25 {
		s.put(string(rune('a'+i)), i)
	}
	if _, ok := s.get("a"); ok || len(s.items) > 10 {
		t.Errorf("%d items", len(s.items))
	}
	if v, ok := s.get("y"); !ok || v != 24 {
		t.Errorf("%v %v", v, ok)
	}
}
