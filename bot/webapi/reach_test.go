package webapi

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestAProcessIsCutOffAfterThirtySecondsWithoutAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers := false
		c := New(Options{HTTP: &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) {
			if !answers {
				return nil, errors.New("no route")
			}
			w := httptest.NewRecorder()
			w.WriteHeader(http.StatusInternalServerError) // any status is an answer
			return w.Result(), nil
		})}})
		call := func() { _, _ = c.Identify(t.Context()) }
		if !c.Reachable() {
			t.Error("cut off before the first call")
		}
		call()
		time.Sleep(reachTime - time.Second) //nolint:forbidigo // simulated time
		call()
		if !c.Reachable() {
			t.Error("cut off too soon")
		}
		time.Sleep(time.Second) //nolint:forbidigo // simulated time
		if c.Reachable() {
			t.Error("not cut off after thirty seconds without an answer")
		}
		answers = true
		call()
		if !c.Reachable() {
			t.Error("cut off although Slack answers")
		}
	})
}
