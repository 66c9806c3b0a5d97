package webapi_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"leadpact/bot/webapi"
)

// neverEnds answers with JSON that has no end, and counts what was taken of it.
func neverEnds(taken *atomic.Int64) http.HandlerFunc {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		_, _ = rw.Write([]byte(`{"ok":true,"channel":"C0SALES001","ts":"`))
		chunk := bytes.Repeat([]byte("a"), 1<<20)
		for range 64 { // far more than may be read, and yet an end, so that a fault shows as a failed test
			n, err := rw.Write(chunk)
			taken.Add(int64(n))
			if err != nil {
				return
			}
		}
		_, _ = rw.Write([]byte(`"}`))
	}
}

func TestAnAnswerWithoutEndIsGivenUp(t *testing.T) {
	t.Parallel()
	var taken atomic.Int64
	var log bytes.Buffer
	d := serve(t, neverEnds(&taken))
	c := webapi.New(webapi.Options{BotToken: botToken, URL: d.URL + "/api", Log: slog.New(slog.NewTextHandler(&log, nil))})
	_, err := c.Post(t.Context(), "C0SALES001", "", "", message())
	f := webapi.FailureOf(err)
	if f == nil || f.Remedy != webapi.Again || !strings.Contains(err.Error(), "chat.postMessage: an answer that does not end") {
		t.Fatalf("%.200v", err)
	}
	d.Close() // waits until the answer is given up
	if n := taken.Load(); n > 32<<20 {
		t.Errorf("%d MiB were taken", n>>20)
	}
	if s := log.String(); strings.Count(s, "\n") != 1 || !strings.Contains(s, "method=chat.postMessage") || strings.Contains(s, botToken) {
		t.Errorf("it logs %q", s)
	}
	if !c.Reachable() {
		t.Error("a Slack that answers too much is taken to be away")
	}
}

func TestALargeAnswerIsRead(t *testing.T) {
	t.Parallel()
	d := serve(t, says(`{"ok":true,"channel":"C0SALES001","ts":"1.2","padding":"`+strings.Repeat("a", 7<<20)+`"}`))
	if id, err := d.client().Post(t.Context(), "C0SALES001", "", "", message()); id != "1.2" || err != nil {
		t.Errorf("%q %.200v", id, err)
	}
}
