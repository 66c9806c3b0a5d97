package emulate_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// private is what comes to a response URL.
type private struct {
	Type    string `json:"response_type"`
	Replace bool   `json:"replace_original"`
	Text    string `json:"text"`
}

// answers is where private answers arrive: the emulator has no response URLs.
type answers struct {
	url string
	mu  sync.Mutex
	got []private
}

func hearsPrivately(t *testing.T) *answers {
	t.Helper()
	a := &answers{}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var p private
		_ = json.NewDecoder(r.Body).Decode(&p)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.got = append(a.got, p)
	}))
	t.Cleanup(server.Close)
	a.url = server.URL
	return a
}

func (a *answers) all() []private {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.got)
}

var stamps atomic.Int64

// click is somebody's click on a button of the card, as Slack sends it.
func (l *life) click(who, action, lead string, card message) url.Values {
	l.t.Helper()
	trigger := l.slack.must(l.t, harnessToken, "views.generateTriggerId", map[string]any{"user_id": who})["trigger_id"]
	return l.interaction("block_actions", who, map[string]any{
		"trigger_id": trigger, "response_url": l.answers.url,
		"container": map[string]any{"type": "message", "message_ts": card.TS, "channel_id": l.channel, "is_ephemeral": false},
		"channel":   map[string]any{"id": l.channel, "name": "sales"},
		"message":   map[string]any{"type": "message", "ts": card.TS, "user": botUser, "text": card.Text, "blocks": card.Blocks},
		"state":     map[string]any{"values": map[string]any{}},
		"actions": []any{map[string]any{
			"type": "button", "action_id": action, "block_id": "lead", "value": lead,
			"text":      map[string]any{"type": "plain_text", "text": "Claim", "emoji": true},
			"action_ts": strconv.FormatInt(time.Now().Unix(), 10) + "." + strconv.FormatInt(100_000+stamps.Add(1), 10),
		}},
	})
}

// submission is somebody's press on a window's button, the window being as the
// emulator keeps it, with what was filled in.
func (l *life) submission(who string, view map[string]any, values map[string]any) url.Values {
	l.t.Helper()
	view["state"] = map[string]any{"values": values}
	return l.interaction("view_submission", who, map[string]any{"trigger_id": "1.2.3", "view": view, "response_urls": []any{}})
}

// interaction is what all of somebody's acts have in common.
func (l *life) interaction(kind, who string, more map[string]any) url.Values {
	l.t.Helper()
	all := map[string]any{
		"type": kind, "api_app_id": appID, "token": "legacy",
		"team": map[string]any{"id": l.team, "domain": "judge"}, "enterprise": nil, "is_enterprise_install": false,
		"user": map[string]any{"id": who, "username": "somebody", "name": "somebody", "team_id": l.team},
	}
	maps.Copy(all, more)
	payload, err := json.Marshal(all)
	if err != nil {
		l.t.Fatal(err)
	}
	return url.Values{"payload": {string(payload)}}
}

// command is a slash command as Slack sends it.
func (l *life) command(who, text string) url.Values {
	return url.Values{
		"token": {"legacy"}, "team_id": {l.team}, "team_domain": {"judge"}, "channel_id": {l.channel}, "channel_name": {"sales"},
		"user_id": {who}, "user_name": {"somebody"}, "command": {"/sla"}, "text": {text}, "api_app_id": {appID},
		"is_enterprise_install": {"false"}, "response_url": {l.answers.url}, "trigger_id": {"1.2.3"},
	}
}

// homeOpened is the event of somebody who opens the home tab.
func (l *life) homeOpened(who string) string {
	l.t.Helper()
	event, err := json.Marshal(map[string]any{
		"token": "legacy", "team_id": l.team, "api_app_id": appID, "type": "event_callback", "event_id": "Ev0JUDGE", "event_time": time.Now().Unix(),
		"authorizations": []any{map[string]any{"team_id": l.team, "user_id": botUser, "is_bot": true}}, "is_ext_shared_channel": false,
		"event": map[string]any{"type": "app_home_opened", "user": who, "channel": "D0JUDGE000", "tab": "home", "event_ts": "1795304615.567905"},
	})
	if err != nil {
		l.t.Fatal(err)
	}
	return string(event)
}
