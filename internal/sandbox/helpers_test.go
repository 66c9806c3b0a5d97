package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 5 * time.Second

// world is a workspace behind a real HTTP server.
type world struct {
	*Workspace
	t      *testing.T
	server *httptest.Server
	client *http.Client
}

// open starts a workspace whose bot is taken to be done at once, so that a test
// waits only for what it asks for.
func open(t *testing.T, change ...func(*Options)) *world {
	t.Helper()
	o := Options{Settle: func(context.Context) error { return nil }, Redeliver: 200 * time.Millisecond}
	for _, c := range change {
		c(&o)
	}
	w := New(o)
	server := httptest.NewServer(w.Handler())
	client := &http.Client{Transport: &http.Transport{}}
	t.Cleanup(func() {
		w.Close()
		client.CloseIdleConnections()
		server.Close()
	})
	return &world{Workspace: w, t: t, server: server, client: client}
}

// api calls a method with a form, as the bot.
func (w *world) api(method string, fields ...string) map[string]any {
	w.t.Helper()
	return w.apiAs(BotToken, method, fields...)
}

func (w *world) apiAs(token, method string, fields ...string) map[string]any {
	w.t.Helper()
	form := url.Values{}
	for i := 0; i < len(fields); i += 2 {
		form.Set(fields[i], fields[i+1])
	}
	req, err := http.NewRequest(http.MethodPost, w.server.URL+"/api/"+method, strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	_, out := w.do(req)
	return out
}

// got is an answer, read to its end.
type got struct {
	status int
	header http.Header
}

func (w *world) do(req *http.Request) (got, map[string]any) {
	w.t.Helper()
	res, err := w.client.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	var out map[string]any
	_ = json.Unmarshal(body, &out)
	return got{res.StatusCode, res.Header}, out
}

// post sends JSON to a path; get fetches one.
func (w *world) post(path string, body any) (int, map[string]any) {
	w.t.Helper()
	text, ok := body.(string)
	if !ok {
		text = string(encode(body))
	}
	req, err := http.NewRequest(http.MethodPost, w.url(path), strings.NewReader(text))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, out := w.do(req)
	return res.status, out
}

func (w *world) get(path string) (int, map[string]any) {
	w.t.Helper()
	req, err := http.NewRequest(http.MethodGet, w.url(path), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	res, out := w.do(req)
	return res.status, out
}

func (w *world) url(path string) string {
	if strings.HasPrefix(path, "http") {
		return path
	}
	return w.server.URL + path
}

// say posts text to a channel as the bot and returns its timestamp.
func (w *world) say(channel, text string, fields ...string) string {
	w.t.Helper()
	out := w.api("chat.postMessage", append([]string{"channel", channel, "text", text}, fields...)...)
	if out["ok"] != true {
		w.t.Fatalf("chat.postMessage: %v", out)
	}
	return out["ts"].(string)
}

// read lists a channel.
func (w *world) read(channel, as string) []Message {
	w.t.Helper()
	found, err := w.Messages(channel, as)
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

func (w *world) wantError(out map[string]any, code string) {
	w.t.Helper()
	if out["ok"] != false || out["error"] != code {
		w.t.Errorf("got %v, want error %s", out, code)
	}
}

func (w *world) wantOK(out map[string]any) map[string]any {
	w.t.Helper()
	if out["ok"] != true {
		w.t.Fatalf("got %v, want ok", out)
	}
	return out
}

// eventually polls until a condition holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !holds() {
		if (<-tick.C).After(deadline) {
			t.Fatalf("never came true: %s", what)
		}
	}
}

// at walks into JSON by keys and indexes.
func at(t *testing.T, node any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch s := step.(type) {
		case string:
			m, ok := node.(map[string]any)
			if !ok {
				t.Fatalf("no object to take %q from in %v", s, node)
			}
			node = m[s]
		case int:
			l, ok := node.([]any)
			if !ok || s >= len(l) {
				t.Fatalf("no item %d in %v", s, node)
			}
			node = l[s]
		}
	}
	return node
}

func parse(t *testing.T, text []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(bytes.TrimSpace(text), &out); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return out
}

const claimBlocks = `[{"type":"section","block_id":"head","text":{"type":"mrkdwn","text":"Mara"}},
 {"type":"actions","block_id":"acts","elements":[
  {"type":"button","action_id":"claim","text":{"type":"plain_text","text":"Claim"},"value":"lead-1","style":"primary"},
  {"type":"overflow","action_id":"more","options":[
    {"text":{"type":"plain_text","text":"Why"},"value":"why"},{"text":{"type":"plain_text","text":"Hide"},"value":"hide"}]},
  {"type":"static_select","action_id":"stage","placeholder":{"type":"plain_text","text":"Stage"},"options":[
    {"text":{"type":"plain_text","text":"Open"},"value":"open"},{"text":{"type":"plain_text","text":"Won"},"value":"won"}]}]}]`

const claimedBlocks = `[{"type":"section","block_id":"head","text":{"type":"mrkdwn","text":"Mara, taken"}}]`

// modalJSON is a modal with one input of most kinds.
const modalJSON = `{"type":"modal","callback_id":"log","private_metadata":"lead-1",
 "title":{"type":"plain_text","text":"Log"},"submit":{"type":"plain_text","text":"Save"},"close":{"type":"plain_text","text":"Cancel"},
 "blocks":[
 {"type":"input","block_id":"note","label":{"type":"plain_text","text":"Note"},"element":{"type":"plain_text_input","action_id":"note_text","max_length":20}},
 {"type":"input","block_id":"how","label":{"type":"plain_text","text":"How"},"element":{"type":"static_select","action_id":"how_pick",
   "options":[{"text":{"type":"plain_text","text":"Phone"},"value":"phone"},{"text":{"type":"plain_text","text":"Mail"},"value":"mail"}],
   "initial_option":{"text":{"type":"plain_text","text":"Phone"},"value":"phone"}}},
 {"type":"input","block_id":"when","optional":true,"label":{"type":"plain_text","text":"When"},"element":{"type":"datepicker","action_id":"when_date"}}]}`
