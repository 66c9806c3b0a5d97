package sandbox

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// posted is one request that the app got.
type posted struct {
	header http.Header
	body   string
	at     string // the path
}

func (r posted) form(t *testing.T) url.Values {
	t.Helper()
	if kind := r.header.Get("Content-Type"); kind != formBody {
		t.Errorf("content type %q", kind)
	}
	form, err := url.ParseQuery(r.body)
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// httpApp is the simplest possible app behind a request URL: it keeps what
// comes, and answers the challenge by itself.
type httpApp struct {
	t      *testing.T
	got    chan posted
	server *httptest.Server
}

// listenHTTP opens a workspace that delivers to an app, which answers as told.
func listenHTTP(t *testing.T, answer http.HandlerFunc, change ...func(*Options)) (*world, *httpApp) {
	t.Helper()
	a := &httpApp{t: t, got: make(chan posted, 100)}
	a.server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if challenge, _ := parse(t, orObject(body))["challenge"].(string); challenge != "" {
			_, _ = io.WriteString(rw, challenge)
			return
		}
		a.got <- posted{header: r.Header, body: string(body), at: r.URL.Path}
		if answer != nil {
			answer(rw, r)
		}
	}))
	t.Cleanup(a.server.Close)
	w := open(t, append([]func(*Options){func(o *Options) {
		o.Delivery = Delivery{Address: a.server.URL + "/slack/events", Wait: 2 * time.Second, Retries: []time.Duration{0, time.Millisecond}}
	}}, change...)...)
	return w, a
}

// orObject is the body if it is JSON, else an empty object.
func orObject(body []byte) []byte {
	if object(body) {
		return body
	}
	return []byte("{}")
}

// next is the next request, its signature checked.
func (a *httpApp) next() posted {
	a.t.Helper()
	select {
	case r := <-a.got:
		mac := hmac.New(sha256.New, []byte(SigningSecret))
		mac.Write([]byte("v0:" + r.header.Get("X-Slack-Request-Timestamp") + ":" + r.body))
		if want := "v0=" + hex.EncodeToString(mac.Sum(nil)); r.header.Get("X-Slack-Signature") != want {
			a.t.Errorf("signature %q, want %q", r.header.Get("X-Slack-Signature"), want)
		}
		return r
	case <-time.After(patience):
		a.t.Fatal("no request came")
		return posted{}
	}
}

// quietNow makes sure that nothing is on its way to the app any more.
func (w *world) quietNow(a *httpApp) {
	w.t.Helper()
	eventually(w.t, "nothing is on its way", func() bool { return w.State().PendingEnvelopes == 0 })
	select {
	case r := <-a.got:
		w.t.Errorf("an unexpected request: %+v", r)
	default:
	}
}

// typed types a command, and clicked is a click on a fresh card.
func (w *world) typed() Commanded {
	w.t.Helper()
	out, err := w.Command(context.Background(), Command{User: "ana", Channel: "sales-leads", Text: " all & more "})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

func (w *world) presses() Clicked {
	w.t.Helper()
	out, err := w.Click(context.Background(), Click{User: "ana", Channel: "sales-leads", TS: w.say("C0SALESLEADS", "card", "blocks", claimBlocks), ActionID: "claim"})
	if err != nil {
		w.t.Fatal(err)
	}
	return out
}

// status answers with a status, a type and a body.
func status(code int, kind, body string) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		if kind != "" {
			rw.Header().Set("Content-Type", kind)
		}
		rw.WriteHeader(code)
		_, _ = io.WriteString(rw, body)
	}
}
