package emulate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"leadpact/internal/programtest"
)

// The app, its bot and the harness's own token, as they are seeded.
const (
	appID        = "A0LEADPACT"
	botUser      = "U0LEADPACT"
	harnessToken = "xoxb-harness"
	anasToken    = "xoxp-ana"
	fullToken    = "xoxb-as-in-the-manifest"
)

// lessToken is the token that lacks one scope.
func lessToken(scope string) string { return "xoxb-without-" + scope }

// granted are the scopes that a token of the bot has.
func granted(all []string, token string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(scope string) bool { return token == lessToken(scope) })
}

// channelWithout is the channel of the check in which a scope is missing.
func channelWithout(scope string) string {
	return "without-" + strings.ReplaceAll(scope, ":", "-")
}

// The channels of the bot's life.
const (
	publicChannel  = "sales-leads"
	privateChannel = "sales-private"
)

// emulator is a running emulate.
type emulator struct {
	url     string
	scopes  []string // all that the manifest asks for
	process *exec.Cmd
	log     *os.File
	client  *http.Client
}

// seed is a workspace with two people, the channels and one token for each set
// of scopes that a check needs.
func seed(scopes []string) map[string]any {
	token := func(name string, scopes []string) map[string]any {
		return map[string]any{
			"token": name, "type": "bot", "user_id": botUser, "bot_id": "B0LEADPACT", "bot_user_id": botUser, "app_id": appID, "scopes": scopes,
		}
	}
	tokens := []any{
		token(fullToken, scopes),
		token(harnessToken, []string{"channels:join", "channels:read", "channels:history", "groups:read", "groups:history", "im:read", "im:history", "users:read"}),
		map[string]any{"token": anasToken, "type": "user", "user": "ana", "scopes": []string{"groups:write", "groups:read"}},
	}
	channels := []any{map[string]any{"name": publicChannel}, map[string]any{"name": privateChannel, "is_private": true}}
	for _, scope := range scopes {
		tokens = append(tokens, token(lessToken(scope), granted(scopes, lessToken(scope))))
		channels = append(channels, map[string]any{"name": channelWithout(scope)})
	}
	return map[string]any{"slack": map[string]any{
		"strict_scopes": true,
		"team":          map[string]any{"name": "Judge", "domain": "judge"},
		"users":         []any{map[string]any{"name": "ana"}, map[string]any{"name": "ben"}},
		"channels":      channels,
		"oauth_apps": []any{map[string]any{
			"client_id": "1.2", "client_secret": "none", "app_id": appID, "name": "Leadpact", "redirect_uris": []string{},
			"bot_id": "B0LEADPACT", "bot_user_id": botUser, "bot_name": "leadpact", "scopes": scopes,
		}},
		"tokens": tokens,
	}}
}

func startEmulator(dir string, scopes []string) (*emulator, error) {
	npm := os.Getenv(npmVariable)
	node, err := nodeOf(npm)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(seed(scopes))
	if err != nil {
		return nil, err
	}
	seeded := filepath.Join(dir, "seed.json")
	if err := os.WriteFile(seeded, text, 0o600); err != nil {
		return nil, err
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	e := &emulator{url: "http://127.0.0.1:" + port, scopes: scopes, client: &http.Client{Timeout: 20 * time.Second}}
	if e.log, err = os.Create(filepath.Join(dir, "emulate.log")); err != nil {
		return nil, err
	}
	e.process = exec.Command(node, filepath.Join(npm, "node_modules", "emulate", "dist", "index.js"), "start",
		"--service", "slack", "--host", "127.0.0.1", "--port", port, "--seed", seeded)
	e.process.Dir, e.process.Stdout, e.process.Stderr = dir, e.log, e.log
	if err := e.process.Start(); err != nil {
		return nil, err
	}
	if err := e.awaken(); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// nodeOf is the Node that came with the packages: emulate needs a newer one
// than many machines have.
func nodeOf(npm string) (string, error) {
	found, err := filepath.Glob(filepath.Join(npm, "node_modules", "node-*", "bin", "node"))
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("there is no Node 24 below %s: it comes for Linux on x64 and arm64", npm)
	}
	return found[0], nil
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port), l.Close()
}

// awaken waits until the emulator answers.
func (e *emulator) awaken() error {
	return programtest.Within(30*time.Second, seldom, func() error {
		if e.process.ProcessState != nil {
			return errors.New("emulate has ended")
		}
		_, err := e.call(harnessToken, "auth.test", nil)
		return err
	})
}

func (e *emulator) close() {
	_ = e.process.Process.Kill()
	_ = e.process.Wait()
	_ = e.log.Close()
	e.client.CloseIdleConnections()
}

// call calls a method as the harness; a refusal is an error.
func (e *emulator) call(token, method string, arguments map[string]any) (map[string]any, error) {
	body, err := json.Marshal(arguments)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest(http.MethodPost, e.url+"/api/"+method, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "application/json")
	resp, err := e.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	out := map[string]any{}
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		return nil, err
	}
	if out["ok"] != true {
		return out, fmt.Errorf("%s as %s: %v", method, token, out["error"])
	}
	return out, nil
}
