package sandbox

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// challenged opens a workspace whose app answers the challenge as told.
func challenged(t *testing.T, answer func(rw http.ResponseWriter, challenge string), change ...func(*Options)) *world {
	t.Helper()
	app := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		sent := parse(t, body)
		if sent["type"] != "url_verification" || sent["token"] != verification || r.Header.Get("X-Slack-Signature") == "" {
			t.Errorf("%v %v", sent, r.Header)
		}
		challenge, _ := sent["challenge"].(string)
		answer(rw, challenge)
	}))
	t.Cleanup(app.Close)
	return open(t, append(change, func(o *Options) { o.Delivery.Address = app.URL })...)
}

func TestTheChallengeIsAnsweredInThreeWays(t *testing.T) {
	for name, say := range map[string]func(string) string{
		"text": func(c string) string { return c + "\n" },
		"form": func(c string) string { return "challenge=" + c },
		"json": func(c string) string { return `{"challenge":"` + c + `"}` },
	} {
		t.Run(name, func(t *testing.T) {
			w := challenged(t, func(rw http.ResponseWriter, c string) { _, _ = io.WriteString(rw, say(c)) })
			eventually(t, "verified", func() bool { return w.State().Verified })
		})
	}
}

func TestAWrongAnswerIsSaidOnceAndAskedForAgain(t *testing.T) {
	var out lines
	var tries atomic.Int64
	w := challenged(t, func(rw http.ResponseWriter, c string) {
		switch n := tries.Add(1); {
		case n <= 2:
			rw.WriteHeader(http.StatusUnauthorized)
		case n == 3:
			_, _ = io.WriteString(rw, "welcome")
		default:
			_, _ = io.WriteString(rw, c)
		}
	}, func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&out, nil)) })
	eventually(t, "verified", func() bool { return w.State().Verified })
	if text := out.String(); strings.Count(text, "the status is 401") != 1 || strings.Count(text, "not in the answer") != 1 || strings.Contains(text, SigningSecret) {
		t.Error(text)
	}
}

func TestAnAppThatComesLateIsVerified(t *testing.T) {
	app := httptest.NewUnstartedServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { _, _ = io.Copy(rw, r.Body) }))
	w := open(t, func(o *Options) { o.Delivery.Address = "http://" + app.Listener.Addr().String() })
	if w.State().Verified {
		t.Error("verified before the app is there")
	}
	app.Start()
	defer app.Close()
	eventually(t, "verified", func() bool { return w.State().Verified })
}

func TestDeliveryStaysOnThisMachine(t *testing.T) {
	for address, fine := range map[string]bool{
		"http://127.0.0.1:3000/slack/events": true, "http://localhost:3000": true, "http://[::1]:3000/": true,
		"http://192.0.2.1/": false, "http://slack.example/": false, "https://127.0.0.1/": false, "127.0.0.1:3000": false, "http://": false, "": false, "http://%": false,
	} {
		if err := (Delivery{Address: address}).Check(); (err == nil) != fine {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// lines is a log that may be read while it is written.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
