package browser

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"testing"
)

// sandbox is a running sandbox with a store of its own.
type sandbox struct {
	t     *testing.T
	url   string
	http  *http.Client
	stops func() // ends the program, as Ctrl+C does
}

var isOpen = regexp.MustCompile(`The sandbox is open: (http://[^/]+)/`)

// aSandbox starts the program and ends it with the test.
func aSandbox(t *testing.T) *sandbox {
	t.Helper()
	s := &sandbox{t: t, http: &http.Client{Transport: &http.Transport{}, Timeout: longest}}
	program, end := runs(t, "sandbox", "--addr", "127.0.0.1:0")
	s.stops = end
	t.Cleanup(s.stops)
	t.Cleanup(s.http.CloseIdleConnections)
	url, err := program.Writes(longest, isOpen)
	if err != nil {
		t.Fatal(err)
	}
	s.url = url
	return s
}

// asks posts to the sandbox: what a story needs to happen off the page.
func (s *sandbox) asks(path string, body any) []byte {
	s.t.Helper()
	return s.sends(path, "sandbox", body)
}

func (s *sandbox) sends(path, token string, body any) []byte {
	s.t.Helper()
	sent, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.calls(http.MethodPost, path, token, bytes.NewReader(sent))
}

func (s *sandbox) reads(path string) []byte {
	s.t.Helper()
	return s.calls(http.MethodGet, path, "", http.NoBody)
}

func (s *sandbox) calls(method, path, token string, body io.Reader) []byte {
	s.t.Helper()
	req, err := http.NewRequest(method, s.url+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := s.http.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer bytes.Buffer
	if _, err := answer.ReadFrom(resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		s.t.Fatalf("%s answers %d %v: %s", path, resp.StatusCode, err, &answer)
	}
	return answer.Bytes()
}

// redrawsNothing makes Slack refuse the next redraw for so many seconds, so that
// people look at a card that is no longer true.
func (s *sandbox) redrawsNothing(seconds int) {
	s.t.Helper()
	s.asks("/sandbox/v1/faults", map[string]any{
		"method": "chat.update", "mode": "ratelimit", "times": 1, "retry_after": seconds,
	})
}

// aLeadIsDelivered takes a lead in by the door, not by the page's menu.
func (s *sandbox) aLeadIsDelivered(lead map[string]any) {
	s.t.Helper()
	s.asks("/v1/leads", lead)
}

// passes moves the sandbox's clock forward.
func (s *sandbox) passes(by string) {
	s.t.Helper()
	s.asks("/sandbox/v1/advance", map[string]string{"by": by})
}

// itIs moves the sandbox's clock forward to an instant.
func (s *sandbox) itIs(at string) {
	s.t.Helper()
	s.asks("/sandbox/v1/advance", map[string]string{"to": at})
}

// submitsElsewhere is somebody who submits, on another device, the same window
// that the page has open.
func (s *sandbox) submitsElsewhere(who string) {
	s.t.Helper()
	var open struct{ Views []map[string]any }
	if err := json.Unmarshal(s.reads("/sandbox/v1/views?user="+who), &open); err != nil || len(open.Views) != 1 {
		s.t.Fatalf("%s has no window open: %v %v", who, open, err)
	}
	view := open.Views[0]
	view["id"] = "V0OTHERDEVICE"
	s.asks("/sandbox/v1/envelope", map[string]any{"type": "interactive", "payload": map[string]any{
		"type": "view_submission", "view": view, "trigger_id": "1.1.elsewhere",
		"team": map[string]any{"id": view["team_id"]}, "user": map[string]any{"id": who, "team_id": view["team_id"]},
	}})
}
