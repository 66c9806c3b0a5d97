package emulate_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"leadpact/internal/programtest"
)

const (
	intakeToken   = "the-intake-token-of-the-judge"
	signingSecret = "the-signing-secret-of-the-judge"
)

// bot is the built program at work.
type bot struct {
	t    *testing.T
	url  string
	runs *programtest.Running
	said *programtest.Output
}

// settings are what an operator would set.
func settings(p *proxy, channel, store string) []string {
	return []string{
		"SLACK_BOT_TOKEN=" + productToken, "SLACK_SIGNING_SECRET=" + signingSecret, "SLACK_API_URL=" + p.url + "/api/",
		"LEADPACT_SALES_CHANNEL=#" + channel, "LEADPACT_INTAKE_TOKEN=" + intakeToken, "LEADPACT_PUBLIC_URL=" + p.url,
		"LEADPACT_STORE=sqlite:" + store, "LEADPACT_ADDR=127.0.0.1:0",
	}
}

// examines runs the doctor and returns what it says.
func (s *stage) examines(t *testing.T, p *proxy, channel string) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command(s.program, "doctor")
	cmd.Dir, cmd.Env = dir, settings(p, channel, dir+"/leads.db")
	out, _ := cmd.CombinedOutput() // its exit code is about all that it looks at
	return string(out)
}

// listens is what the bot writes once it does.
var listens = regexp.MustCompile(`"msg":"leadpact serves","address":"([^"]+)"`)

// serves starts the bot on a proxy, over signed HTTP, and waits until it listens.
func (s *stage) serves(t *testing.T, p *proxy, channel, store string) *bot {
	t.Helper()
	r := programtest.Start(t, s.program, settings(p, channel, store), "serve")
	b := &bot{t: t, runs: r, said: &r.Output}
	t.Cleanup(b.stops)
	address, err := r.Writes(20*time.Second, listens)
	if err != nil {
		t.Fatal(err)
	}
	b.url = "http://" + address
	return b
}

// stops ends the bot gently, and at last otherwise.
func (b *bot) stops() {
	if err := b.runs.Stop(soon); errors.Is(err, programtest.ErrStubborn) {
		b.t.Errorf("%v; it writes: %s", err, b.said)
	}
}

// takes posts a lead to the intake and returns its id.
func (b *bot) takes(lead map[string]any) string {
	b.t.Helper()
	body, err := json.Marshal(lead)
	if err != nil {
		b.t.Fatal(err)
	}
	status, answer := b.sends("/v1/leads", string(body), http.Header{"Authorization": {"Bearer " + intakeToken}})
	var said struct{ Results []struct{ Lead string } }
	if err := json.Unmarshal([]byte(answer), &said); status != http.StatusOK || err != nil || len(said.Results) != 1 {
		b.t.Fatalf("the lead is not taken: %d %s", status, answer)
	}
	return said.Results[0].Lead
}

// hears sends the bot what Slack would send to its request URL, signed as Slack
// signs it, and returns the answer, which must be a 200 within three seconds.
func (b *bot) hears(kind, body string) string {
	b.t.Helper()
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(signingSecret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	began := time.Now()
	status, answer := b.sends("/slack", body, http.Header{
		"Content-Type": {kind}, "X-Slack-Request-Timestamp": {stamp}, "X-Slack-Signature": {"v0=" + hex.EncodeToString(mac.Sum(nil))},
	})
	if took := time.Since(began); status != http.StatusOK || took > 3*time.Second {
		b.t.Fatalf("Slack is answered %d %s after %s", status, answer, took)
	}
	return answer
}

// form sends a form, as clicks and commands come.
func (b *bot) form(fields url.Values) string {
	b.t.Helper()
	return b.hears("application/x-www-form-urlencoded", fields.Encode())
}

func (b *bot) sends(path, body string, header http.Header) (int, string) {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodPost, b.url+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header = header
	return b.does(req)
}

// ready is what the bot's readiness check answers.
func (b *bot) ready() (int, string) {
	b.t.Helper()
	req, err := http.NewRequest(http.MethodGet, b.url+"/readyz", nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.does(req)
}

func (b *bot) does(req *http.Request) (int, string) {
	resp, err := shared.slack.client.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, err.Error()
	}
	return resp.StatusCode, string(answer)
}
