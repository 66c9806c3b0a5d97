package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
)

// answers is where private answers to raw clicks arrive.
type answers struct {
	url string
	mu  sync.Mutex
	got []string
}

func hearsPrivately(t *testing.T) *answers {
	t.Helper()
	a := &answers{}
	srv := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var m struct{ Text string }
		_ = json.NewDecoder(r.Body).Decode(&m)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.got = append(a.got, m.Text)
	}))
	t.Cleanup(srv.Close)
	a.url = srv.URL
	return a
}

func (a *answers) texts() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.got)
}

var stamps atomic.Int64

// rawClick is the payload of a click on a lead's Claim button, by anybody.
func rawClick(who, lead, answerTo string) map[string]any {
	stamp := strconv.FormatInt(1_700_000_000+stamps.Add(1), 10) + ".000100"
	return map[string]any{
		"type": "block_actions", "user": map[string]any{"id": who, "team_id": "T0LEADPACT"},
		"container":    map[string]any{"type": "message", "channel_id": "C0SALESLEADS", "message_ts": ""},
		"response_url": answerTo,
		"actions":      []any{map[string]any{"type": "button", "action_id": "claim", "value": lead, "action_ts": stamp}},
	}
}
