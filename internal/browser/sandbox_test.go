package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"syscall"
	"testing"
)

// built is the program as users run it, made once.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(scratch, "leadpact")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, "leadpact/cmd/leadpact").CombinedOutput(); err != nil {
		return "", fmt.Errorf("the program cannot be built: %w: %s", err, out)
	}
	return path, nil
})

// output is what a program writes, readable while it does.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// sandbox is a running sandbox with a store of its own.
type sandbox struct {
	t    *testing.T
	url  string
	http *http.Client
}

var isOpen = regexp.MustCompile(`The sandbox is open: (http://[^/]+)/`)

// aSandbox starts the program and ends it with the test.
func aSandbox(t *testing.T) *sandbox {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	var out output
	cmd := exec.Command(path, "sandbox", "--addr", "127.0.0.1:0")
	cmd.Env = []string{"LEADPACT_CHANNEL_RATE=1000", "TMPDIR=" + t.TempDir()}
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { end(t, cmd, &out) })
	s := &sandbox{t: t, http: &http.Client{Transport: &http.Transport{}, Timeout: longest}}
	t.Cleanup(s.http.CloseIdleConnections)
	eventually(t, func() error {
		if m := isOpen.FindStringSubmatch(out.String()); m != nil {
			s.url = m[1]
			return nil
		}
		return errors.New("the sandbox does not open; it wrote: " + out.String())
	})
	return s
}

func end(t *testing.T, cmd *exec.Cmd, out *output) {
	t.Helper()
	_ = cmd.Process.Signal(syscall.SIGTERM)
	if err := cmd.Wait(); err != nil {
		t.Errorf("the sandbox ended with %v; it wrote:\n%s", err, out)
	}
}

// asks calls the sandbox over HTTP: what a story needs to happen off the page.
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
	req, err := http.NewRequest(http.MethodPost, s.url+path, bytes.NewReader(sent))
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
