package webapi_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/sla"
)

// The secrets that no failure may tell.
const (
	botToken = "xoxb-very-secret-bot"
	appToken = "xapp-very-secret-app"
)

// call is one request that the workspace got.
type call struct {
	Path string
	Form url.Values
	Body string
}

// slackd is a workspace that gives the answer it is told to.
type slackd struct {
	*httptest.Server
	answer http.HandlerFunc

	mu    sync.Mutex
	calls []call
}

func serve(t *testing.T, answer http.HandlerFunc) *slackd {
	t.Helper()
	d := &slackd{answer: answer}
	d.Server = httptest.NewServer(http.HandlerFunc(d.take))
	t.Cleanup(d.Close)
	return d
}

func (d *slackd) take(rw http.ResponseWriter, r *http.Request) {
	body := new(strings.Builder)
	if r.Header.Get("Content-Type") == "application/x-www-form-urlencoded" {
		_ = r.ParseForm()
	} else {
		buf := make([]byte, 1<<20)
		for n, err := r.Body.Read(buf); n > 0 || err == nil; n, err = r.Body.Read(buf) {
			body.Write(buf[:n])
		}
	}
	d.mu.Lock()
	d.calls = append(d.calls, call{r.URL.Path, maps.Clone(r.Form), body.String()})
	d.mu.Unlock()
	d.answer(rw, r)
}

func (d *slackd) seen() []call {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]call(nil), d.calls...)
}

// only returns the one call that was made.
func (d *slackd) only(t *testing.T) call {
	t.Helper()
	calls := d.seen()
	if len(calls) != 1 {
		t.Fatalf("the workspace got %d calls, not one: %v", len(calls), calls)
	}
	return calls[0]
}

func (d *slackd) client() *webapi.Client {
	return webapi.New(webapi.Options{BotToken: botToken, AppToken: appToken, URL: d.URL + "/api"})
}

// says answers every call with the JSON.
func says(answer string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write([]byte(answer))
	}
}

// fails answers every call with the status and header.
func fails(status int, header ...string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			rw.Header().Set(header[i], header[i+1])
		}
		rw.WriteHeader(status)
		_, _ = rw.Write([]byte("<html>not JSON</html>"))
	}
}

// cuts hangs up, after the given part of an answer.
func cuts(part string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(rw).Hijack()
		if err != nil {
			return
		}
		_, _ = conn.Write([]byte(part))
		_ = conn.Close()
	}
}

func message() view.Message { return view.Say("Mara Lindt & Kessel <AG>") }

func card(id string) view.Message {
	return view.Card(&sla.Lead{ID: id, State: sla.StateNew, Tier: sla.TierHot, Details: sla.Details{Name: "Mara Lindt", Email: "mara@kessel.example"}})
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
