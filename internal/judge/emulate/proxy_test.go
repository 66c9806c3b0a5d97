package emulate_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"leadpact/internal/sandbox"
)

// productToken is the only token that the bot knows.
const productToken = "xoxb-the-bots"

// proxy stands between the bot and the emulator. It moves the token from the
// form, where Slack takes it too, into the header, where the emulator looks for
// it, and puts in its place the one that holds the scopes of the moment: as if
// somebody had installed the app again.
type proxy struct {
	t      *testing.T
	slack  *emulator
	url    string
	mu     sync.Mutex
	token  string
	held   chan struct{} // while open, nothing is let through
	calls  []sandbox.Recorded
	said   map[string][]byte // the last answer to each method
	writes string            // the recording
}

func newProxy(t *testing.T, slack *emulator, token string) *proxy {
	t.Helper()
	p := &proxy{t: t, slack: slack, token: token, held: make(chan struct{}), said: map[string][]byte{}}
	if dir := os.Getenv(sandbox.RecordingsVariable); dir != "" {
		p.writes = filepath.Join(dir, fmt.Sprintf("emulate.test-%d-%s.jsonl", os.Getpid(), strings.NewReplacer("/", "_", "-", "_", "#", "", ":", "_").Replace(t.Name())))
	}
	server := httptest.NewServer(p)
	t.Cleanup(server.Close)
	t.Cleanup(p.letThrough)
	p.url = server.URL
	return p
}

// letThrough lets calls pass from now on.
func (p *proxy) letThrough() {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.held:
	default:
		close(p.held)
	}
}

// installs gives the bot's token the scopes of another.
func (p *proxy) installs(token string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.token = token
}

// ServeHTTP passes one call on. Whatever else is asked is not Slack's: the
// doctor knocks at the public address, behind which nobody serves here.
func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	method, ok := strings.CutPrefix(r.URL.Path, "/api/")
	if !ok {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	<-p.held
	token, body, arguments := p.taken(r, body)
	if token != productToken {
		p.t.Errorf("%s came with another token than the bot's", method)
	}
	p.mu.Lock()
	token = p.token
	p.mu.Unlock()
	req, err := http.NewRequestWithContext(r.Context(), r.Method, p.slack.url+r.URL.Path, bytes.NewReader(body))
	if err != nil {
		p.t.Error(err)
		return
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", r.Header.Get("Content-Type"))
	resp, err := p.slack.client.Do(req)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	answer, _ := io.ReadAll(resp.Body)
	p.note(method, arguments, resp.StatusCode, answer)
	w.Header().Set("X-OAuth-Scopes", strings.Join(granted(p.slack.scopes, token), ",")) // as Slack says with every answer
	w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
	w.WriteHeader(resp.StatusCode)
	_, _ = w.Write(answer)
}

// taken takes the token out of a call and returns what else it holds.
func (p *proxy) taken(r *http.Request, body []byte) (token string, rest []byte, arguments map[string]any) {
	token, _ = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	arguments = map[string]any{}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		_ = json.Unmarshal(body, &arguments)
		return token, body, arguments
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		p.t.Error(err)
	}
	if form.Has("token") {
		token = form.Get("token")
		form.Del("token")
	}
	for name := range form {
		arguments[name] = meant(form.Get(name))
	}
	return token, []byte(form.Encode()), arguments
}

// meant is what a form's field stands for.
func meant(text string) any {
	if raw := json.RawMessage(text); text == "true" || text == "false" || strings.IndexAny(text, "[{") == 0 && json.Valid(raw) {
		return raw
	}
	return text
}

func (p *proxy) note(method string, arguments any, status int, answer []byte) {
	raw, err := json.Marshal(arguments)
	if err != nil {
		p.t.Error(err)
	}
	c := sandbox.Recorded{Method: method, Arguments: raw, Status: status}
	said := struct {
		OK    bool
		Error string
	}{}
	_ = json.Unmarshal(answer, &said)
	c.OK, c.Error = said.OK, said.Error
	p.mu.Lock()
	defer p.mu.Unlock()
	p.calls = append(p.calls, c)
	p.said[method] = answer
	if p.writes == "" {
		return
	}
	line, _ := json.Marshal(c)
	f, err := os.OpenFile(p.writes, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		p.t.Error(err)
		return
	}
	_, _ = f.Write(append(line, '\n'))
	_ = f.Close()
}

// called are the calls of a method so far.
func (p *proxy) called(method string) (out []sandbox.Recorded) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.calls {
		if c.Method == method {
			out = append(out, c)
		}
	}
	return out
}

// answered is the last answer to a method.
func (p *proxy) answered(method string) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.said[method]
}

// refused are the calls that the emulator did not take.
func (p *proxy) refused() (out []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.calls {
		if !c.OK {
			out = append(out, c.Method+": "+c.Error)
		}
	}
	return out
}
