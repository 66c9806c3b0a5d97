package signed

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

const secret = "8f742231b10e8888abcd99yyyzzz85a5"

// request is a signed request as Slack sends it.
func request(kind, body string, at time.Time) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/slack", strings.NewReader(body))
	r.Header.Set("Content-Type", kind)
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	r.Header.Set("X-Slack-Request-Timestamp", stamp)
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return r
}

const form = "application/x-www-form-urlencoded"

func answered(t *testing.T, o Options, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	if o.Secret == "" {
		o.Secret = secret
	}
	w := httptest.NewRecorder()
	New(o).ServeHTTP(w, r)
	return w
}

func TestACommandIsHandedOverAsJSONAndItsAnswerIsTheResponse(t *testing.T) {
	body := url.Values{"command": {"/sla"}, "text": {"status & more"}, "user_id": {"U1"}, "team_id": {"T1"}}.Encode()
	var got Envelope
	w := answered(t, Options{Handle: func(e Envelope, ack Ack) {
		got = e
		if err := ack(map[string]string{"text": "fine"}); err != nil {
			t.Error(err)
		}
	}}, request(form, body, time.Now()))
	if w.Code != http.StatusOK || w.Body.String() != `{"text":"fine"}` {
		t.Errorf("answered %d %s", w.Code, w.Body)
	}
	var fields map[string]string
	if err := json.Unmarshal(got.Payload, &fields); err != nil {
		t.Fatal(err)
	}
	if got.Type != "slash_commands" || fields["text"] != "status & more" || fields["user_id"] != "U1" || got.Received.IsZero() {
		t.Errorf("handed over %+v with %v", got, fields)
	}
}

func TestAClickIsHandedOverAndAnEmptyAnswerIsEmpty(t *testing.T) {
	body := url.Values{"payload": {`{"type":"block_actions","user":{"id":"U1"}}`}}.Encode()
	var got Envelope
	w := answered(t, Options{Handle: func(e Envelope, ack Ack) { got = e; _ = ack(nil) }}, request(form, body, time.Now()))
	if w.Code != http.StatusOK || w.Body.Len() != 0 || got.Type != "interactive" || string(got.Payload) != `{"type":"block_actions","user":{"id":"U1"}}` {
		t.Errorf("answered %d %q, handed over %+v", w.Code, w.Body, got)
	}
}

func TestSlacksOwnChecksAreAnsweredAtOnce(t *testing.T) {
	never := Options{Handle: func(Envelope, Ack) { t.Error("a check reached the handlers") }}
	w := answered(t, never, request("application/json", `{"type":"url_verification","challenge":"3eZbrw1a"}`, time.Now()))
	if w.Code != http.StatusOK || w.Body.String() != "3eZbrw1a" {
		t.Errorf("url_verification: %d %q", w.Code, w.Body)
	}
	if w := answered(t, never, request(form, "ssl_check=1", time.Now())); w.Code != http.StatusOK {
		t.Errorf("ssl_check: %d", w.Code)
	}
}

func TestAnEventKeepsItsIDOverRetries(t *testing.T) {
	var got Envelope
	body := `{"type":"event_callback","event_id":"Ev1","event":{"type":"app_home_opened"}}`
	answered(t, Options{Handle: func(e Envelope, ack Ack) { got = e; _ = ack(nil) }}, request("application/json; charset=utf-8", body, time.Now()))
	if got.ID != "event:Ev1" || got.Type != "events_api" || string(got.Payload) != body {
		t.Errorf("handed over %+v", got)
	}
}

func TestWhatIsNotSlacksIsRefused(t *testing.T) {
	now := time.Now()
	spoil := func(change func(*http.Request)) *http.Request {
		r := request(form, "command=%2Fsla", now)
		change(r)
		return r
	}
	for name, c := range map[string]struct {
		r    *http.Request
		want int
	}{
		"no signature":    {spoil(func(r *http.Request) { r.Header.Del("X-Slack-Signature") }), 401},
		"no v0":           {spoil(func(r *http.Request) { r.Header.Set("X-Slack-Signature", strings.Repeat("a", 64)) }), 401},
		"short":           {spoil(func(r *http.Request) { r.Header.Set("X-Slack-Signature", "v0=aa") }), 401},
		"no time":         {spoil(func(r *http.Request) { r.Header.Del("X-Slack-Request-Timestamp") }), 401},
		"time not digits": {spoil(func(r *http.Request) { r.Header.Set("X-Slack-Request-Timestamp", "+1") }), 401},
		"huge time":       {spoil(func(r *http.Request) { r.Header.Set("X-Slack-Request-Timestamp", "9223372036854775807") }), 401},
		"another body":    {spoil(func(r *http.Request) { r.Body = http.NoBody }), 401},
		"too old":         {request(form, "command=%2Fsla", now.Add(-window-2*time.Second)), 401},
		"too young":       {request(form, "command=%2Fsla", now.Add(window+2*time.Second)), 401},
		"GET":             {httptest.NewRequest(http.MethodGet, "/slack", nil), 405},
		"too large":       {request(form, strings.Repeat("a", bodyMost+1), now), 413},
		"payload no JSON": {request(form, "payload=%7B", now), 400},
		"no JSON":         {request("application/json", "{", now), 400},
		"other type":      {request("text/plain", "x", now), 400},
		"no type":         {request("", "x", now), 400},
	} {
		t.Run(name, func(t *testing.T) {
			w := answered(t, Options{Handle: func(Envelope, Ack) { t.Error("it reached the handlers") }}, c.r)
			if w.Code != c.want || strings.Contains(w.Body.String(), secret) {
				t.Errorf("answered %d %q, want %d", w.Code, w.Body, c.want)
			}
		})
	}
}

func TestWithoutASecretNothingIsBelieved(t *testing.T) {
	r := request(form, "command=%2Fsla", time.Now())
	mac := hmac.New(sha256.New, nil)
	mac.Write([]byte("v0:" + r.Header.Get("X-Slack-Request-Timestamp") + ":command=%2Fsla"))
	r.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	w := httptest.NewRecorder()
	New(Options{Handle: func(Envelope, Ack) { t.Error("it reached the handlers") }}).ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized {
		t.Errorf("an empty secret's signature was answered with %d", w.Code)
	}
}

func TestAnAnswerThatComesTooLateIsAnErrorForWhoGivesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var late Ack
		o := Options{Now: time.Now, Handle: func(_ Envelope, ack Ack) { late = ack }}
		began := time.Now()
		w := answered(t, o, request(form, "command=%2Fsla", time.Now()))
		if w.Code != http.StatusServiceUnavailable || time.Since(began) != 3*time.Second {
			t.Errorf("answered %d after %v", w.Code, time.Since(began))
		}
		if err := late(nil); err == nil {
			t.Error("the late answer was taken for given")
		}
	})
}

func TestOnlyTheFirstAnswerCounts(t *testing.T) {
	w := answered(t, Options{Handle: func(_ Envelope, ack Ack) {
		_ = ack(map[string]int{"n": 1})
		_ = ack(map[string]int{"n": 2})
	}}, request(form, "command=%2Fsla", time.Now()))
	if w.Body.String() != `{"n":1}` {
		t.Errorf("answered %s", w.Body)
	}
}

func FuzzDoor(f *testing.F) {
	f.Add("application/json", `{"type":"event_callback"}`)
	f.Add(form, "payload=%7B%7D&command=x")
	f.Fuzz(func(t *testing.T, kind, body string) {
		w := answered(t, Options{Handle: func(e Envelope, ack Ack) {
			if !json.Valid(e.Payload) {
				t.Errorf("handed over what is no JSON: %q", e.Payload)
			}
			_ = ack(nil)
		}}, request(kind, body, time.Now()))
		if w.Code >= 500 {
			t.Errorf("answered %d", w.Code)
		}
	})
}

func TestARequestThatIsRefusedForItsTimeSaysToCheckTheClock(t *testing.T) {
	for _, c := range []struct {
		off    time.Duration
		answer string
	}{
		{-6 * time.Minute, "check the clock"},
		{6 * time.Minute, "check the clock"},
		{0, "check the signing secret"},
	} {
		var log strings.Builder
		r := request(form, "command=/sla", time.Now().Add(c.off))
		if c.off == 0 {
			r.Header.Set("X-Slack-Signature", "v0=00")
		}
		w := answered(t, Options{Log: slog.New(slog.NewTextHandler(&log, nil))}, r)
		if w.Code != http.StatusUnauthorized || !strings.Contains(w.Body.String(), c.answer) {
			t.Errorf("%s off: answered %d %s", c.off, w.Code, w.Body)
		}
		if strings.Contains(log.String(), "check this machine's clock") != (c.off != 0) {
			t.Errorf("%s off: it logs %s", c.off, log.String())
		}
	}
}
