package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// Every method fails in every mode, once, and works again afterwards.
func TestEveryMethodInEveryMode(t *testing.T) {
	w := open(t)
	for _, name := range slices.Sorted(maps.Keys(methods)) {
		token := BotToken
		if methods[name].app {
			token = AppToken
		}
		send := func() (int, map[string]any, error) {
			req, err := http.NewRequest(http.MethodPost, w.server.URL+"/api/"+name, strings.NewReader(""))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer "+token)
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			res, err := w.client.Do(req)
			if err != nil {
				return 0, nil, err
			}
			defer res.Body.Close()
			var out map[string]any
			_ = json.NewDecoder(res.Body).Decode(&out)
			return res.StatusCode, out, nil
		}
		_, usual, err := send()
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []Fault{
			{Mode: FaultRateLimit, RetryAfter: 1},
			{Mode: FaultError, Error: "fatal_error"},
			{Mode: FaultError, Error: "http_500"},
			{Mode: FaultDelay, DelayMS: 1},
			{Mode: FaultCutAfterBody},
			{Mode: FaultCutBefore},
		} {
			f.Method = name
			w.fault(f)
			status, out, err := send()
			cut := strings.HasPrefix(f.Mode, "cut")
			if cut != (err != nil) {
				t.Errorf("%s under %s: %d %v %v", name, f.Mode, status, out, err)
			}
			if f.Error == "fatal_error" && out["error"] != "fatal_error" || f.Error == "http_500" && status != 500 || f.Mode == FaultRateLimit && status != 429 {
				t.Errorf("%s under %+v: %d %v", name, f, status, out)
			}
			if _, after, err := send(); err != nil || after["error"] != usual["error"] {
				t.Errorf("%s after %s: %v %v, before %v", name, f.Mode, after, err, usual)
			}
		}
	}
}

// A fault table is first come, first served, and a fault for all methods
// counts whatever is called.
func TestFaultsQueueUp(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "auth.test", Mode: FaultError, Error: "one"})
	w.fault(Fault{Method: "*", Mode: FaultError, Error: "two", Times: 2})
	w.fault(Fault{Method: "auth.test", Mode: FaultError, Error: "three"})
	for _, want := range []string{"one", "two", "two", "three"} {
		w.wantError(w.api("auth.test"), want)
	}
	w.wantOK(w.api("auth.test"))
}

// Half a thousand cards posted, redrawn and clicked at once, while people read.
func TestManyAtOnce(t *testing.T) {
	w := open(t)
	a, b := w.dial(), w.dial()
	a.serve(nil)
	b.serve(nil)
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() {
			for j := range 50 {
				ts := w.say("sales-leads", fmt.Sprintf("lead %d-%d", i, j), "blocks", claimBlocks)
				w.wantOK(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", "taken", "blocks", claimedBlocks))
				if j%10 == 0 {
					out, err := w.Click(context.Background(), Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
					if err != nil || !out.OK {
						t.Errorf("%+v %v", out, err)
					}
				}
			}
		})
	}
	for range 20 {
		w.read("sales-leads", "ben")
		w.Calls()
		w.State()
	}
	wg.Wait()
	got := w.read("sales-leads", "")
	if len(got) != 500 {
		t.Fatalf("%d messages", len(got))
	}
	for i, m := range got {
		if m.Text != "taken" || (i > 0 && compareTS(got[i-1].TS, m.TS) >= 0) {
			t.Fatalf("message %d %+v", i, m)
		}
	}
}

// Sockets that come and go under fire lose no envelope.
func TestNoEnvelopeIsLostWhileSocketsDie(t *testing.T) {
	w := open(t)
	var mu sync.Mutex
	seen := map[string]bool{}
	join := func() {
		w.dial().serve(func(f frame) string {
			mu.Lock()
			defer mu.Unlock()
			seen[f.ID] = true
			return ""
		})
	}
	join()
	var sent []*envelope
	for i := range 200 {
		sent = append(sent, w.event())
		if i%20 == 19 {
			join()
			w.link.fault(socketDrop, false)
		}
	}
	for _, e := range sent {
		select {
		case <-e.acked:
		case <-time.After(patience):
			t.Fatal("an envelope was never acked")
		}
	}
	mu.Lock()
	defer mu.Unlock()
	for _, e := range sent {
		if !seen[e.id] {
			t.Errorf("%s was not delivered", e.id)
		}
	}
}

func TestCallerWhoLeftIsNoted(t *testing.T) {
	w := open(t)
	w.fault(Fault{Method: "auth.test", Mode: FaultDelay, DelayMS: 60_000})
	ctx, cancel := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.server.URL+"/api/auth.test", nil)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if res, err := w.client.Do(req); err == nil {
			_ = res.Body.Close()
		}
	}()
	eventually(t, "in flight", func() bool { return w.busy.inflight.Load() == 1 })
	cancel()
	<-done
	eventually(t, "noted", func() bool {
		calls := w.Calls()
		return len(calls) == 1 && calls[0].Lost
	})
}

func TestFrozenConsumer(t *testing.T) {
	w := open(t)
	frozen, alive := w.dial(), w.dial() // the first never answers
	alive.serve(nil)
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	for range 4 {
		out, err := w.Click(context.Background(), Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
		if err != nil || !out.OK {
			t.Errorf("the live socket did not take over: %+v %v", out, err)
		}
	}
	if len(frozen.frames) == 0 {
		t.Error("nothing went to the frozen socket, so nothing was shown")
	}
}

func TestWorkspaceWithoutOptions(t *testing.T) {
	w := New(Options{})
	defer w.Close()
	s := w.State()
	if s.Command != "/sla" || len(s.Scopes) != len(DefaultScopes()) || s.CanAdvance || time.Since(s.Now) > time.Minute {
		t.Errorf("%+v", s)
	}
	rec := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodPost, "http://localhost/api/auth.test", nil)
	w.fault1(Fault{Method: "auth.test", Mode: FaultCutBefore})
	w.Handler().ServeHTTP(rec, r)
	if rec.Code != http.StatusBadGateway {
		t.Errorf("a cut without a connection: %d", rec.Code)
	}
}

func (w *Workspace) fault1(f Fault) { w.faults.lay(f) }

func TestRefusalsAreErrors(t *testing.T) {
	var err error = notFound("There is no channel %q.", "x")
	if err.Error() != `There is no channel "x".` {
		t.Error(err)
	}
	w := open(t)
	if _, err := w.Messages("x", ""); err == nil || !strings.HasSuffix(err.Error(), ".") {
		t.Error(err)
	}
}

// BenchmarkClick is a click with its ack over a real socket, nothing behind it.
func BenchmarkClick(b *testing.B) {
	w := New(Options{Settle: func(context.Context) error { return nil }})
	server := httptest.NewServer(w.Handler())
	defer server.Close()
	defer w.Close()
	key, _ := w.link.ticket()
	conn, _, err := knock("ws"+strings.TrimPrefix(server.URL, "http")+"/socket/?ticket="+key, "")
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	go func() {
		for {
			_, text, err := conn.ReadMessage()
			if err != nil {
				return
			}
			var f frame
			if json.Unmarshal(text, &f) == nil && f.ID != "" {
				_ = conn.WriteMessage(1, []byte(`{"envelope_id":"`+f.ID+`"}`))
			}
		}
	}()
	w.mu.Lock()
	m := w.add(w.channelBy["sales-leads"], &message{text: "card", blocks: json.RawMessage(claimBlocks)})
	w.mu.Unlock()
	for b.Loop() {
		out, err := w.Click(context.Background(), Click{User: "ana", Channel: "sales-leads", TS: m.ts, ActionID: "claim"})
		if err != nil || !out.OK {
			b.Fatal(out, err)
		}
	}
}
