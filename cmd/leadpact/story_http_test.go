package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

const signingSecret = "the-signing-secret-of-the-stories"

// signedBySlack sends a form to the door as Slack does, and returns the answer.
func (s *serves) signedBySlack(t *testing.T, form url.Values, secret string) (int, string) {
	t.Helper()
	body := form.Encode()
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	req, err := http.NewRequest(http.MethodPost, s.url+"/slack", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := s.http.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(answer)
}

func TestWithASigningSecretSlackComesOverHTTP(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	s := w.isServed(aStore(t), "SLACK_APP_TOKEN=", "SLACK_SIGNING_SECRET="+signingSecret)
	s.isReady()
	ask := url.Values{"command": {"/sla"}, "text": {"help"}, "team_id": {"T0LEADPACT"}, "user_id": {"U0ANADUARTE"}}
	status, answer := s.signedBySlack(t, ask, signingSecret)
	if status != http.StatusOK || !strings.Contains(answer, "/sla status") || !strings.Contains(answer, `"response_type":"ephemeral"`) {
		t.Errorf("a signed command is answered %d %s", status, answer)
	}
	if status, answer := s.signedBySlack(t, ask, "another secret"); status != http.StatusUnauthorized {
		t.Errorf("a command with another's signature is answered %d %s", status, answer)
	}
	if code := s.stops(); code != exitDone {
		t.Errorf("it ends with %d", code)
	}
}

func TestOverSocketsTheHTTPDoorIsClosed(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	s := w.isServed(aStore(t), "SLACK_SIGNING_SECRET="+signingSecret)
	s.isReady()
	if status, _ := s.signedBySlack(t, url.Values{"command": {"/sla"}}, signingSecret); status != http.StatusNotFound {
		t.Errorf("the door for Slack answers %d beside Socket Mode", status)
	}
}

func TestTheManifestIsPrintedForEitherTransport(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		code int
		says []string
	}{
		"socket":       {[]string{"manifest"}, exitDone, []string{`"socket_mode_enabled": true`, `"command": "/sla"`}},
		"http":         {[]string{"manifest", "--http", "https://leads.example.com", "--command", "/leads"}, exitDone, []string{`"url": "https://leads.example.com/slack"`, `"command": "/leads"`, `"socket_mode_enabled": false`}},
		"link":         {[]string{"manifest", "--link"}, exitDone, []string{"https://api.slack.com/apps?manifest_json=%7B"}},
		"bad command":  {[]string{"manifest", "--command", "leads"}, exitInput, []string{"--command", "/sla"}},
		"in the clear": {[]string{"manifest", "--http", "http://leads.example.com"}, exitInput, []string{"--http: must begin with https://: Slack calls no other address"}},
		"a sandbox's":  {[]string{"manifest", "--http", "http://127.0.0.1:8080"}, exitDone, []string{`"url": "http://127.0.0.1:8080/slack"`}},
		"bad address":  {[]string{"manifest", "--http", "leads"}, exitInput, []string{"--http", "https://leads.example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := runs(t, nil, c.args...)
			if code := r.ends(); code != c.code {
				t.Errorf("it ends with %d, want %d", code, c.code)
			}
			if err := says("it", r.all(), c.says...); err != nil {
				t.Error(err)
			}
		})
	}
}
