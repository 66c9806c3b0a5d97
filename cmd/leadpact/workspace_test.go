package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
)

// salesLeads is the channel in which the stories happen.
const salesLeads = "sales-leads"

// workspace is the simulated workspace, by its control API: people act in it,
// and see things.
type workspace struct {
	t    *testing.T
	url  string
	http *http.Client
	seen *witness // nil if nobody judges
}

// asks makes one call of the control API; anything but success is an error.
func (w *workspace) asks(method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(method, w.url+"/sandbox/v1/"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := w.http.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %d %s", path, resp.StatusCode, answer)
	}
	if path == "delete" {
		w.seen.removed(gjson.GetBytes(body, "ts").Str)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer, out)
}

func (w *workspace) must(method, path string, in, out any) {
	w.t.Helper()
	if err := w.asks(method, path, in, out); err != nil {
		w.t.Fatal(err)
	}
}

// state is the workspace at a glance.
func (w *workspace) state() sandbox.Overview {
	w.t.Helper()
	var s sandbox.Overview
	w.must(http.MethodGet, "state", nil, &s)
	return s
}

// hasSockets waits until the bot holds so many sockets.
func (w *workspace) hasSockets(n int) {
	w.t.Helper()
	eventually(w.t, func() error {
		if got := w.state().Sockets; got != n {
			return fmt.Errorf("the bot holds %d sockets, not %d", got, n)
		}
		return nil
	})
}

// messages are what somebody sees in a channel; nobody sees what all see.
func (w *workspace) messages(channel, as string) []sandbox.Message {
	w.t.Helper()
	var got struct{ Messages []sandbox.Message }
	w.must(http.MethodGet, "messages?"+url.Values{"channel": {channel}, "as": {as}}.Encode(), nil, &got)
	return got.Messages
}

// types types a slash command and returns what came back.
func (w *workspace) types(who, command, text string) sandbox.Commanded {
	w.t.Helper()
	var got sandbox.Commanded
	w.must(http.MethodPost, "command", sandbox.Command{User: who, Channel: salesLeads, Command: command, Text: text}, &got)
	if !got.OK || got.AckMS > 3000 {
		w.t.Fatalf("%s %s was acked after %.0f ms (%t)", command, text, got.AckMS, got.OK)
	}
	return got
}

// isTold is what a slash command answers to the one who typed it.
func (w *workspace) isTold(who, text string) string {
	w.t.Helper()
	got := w.types(who, "", text)
	if len(got.Replies) != 1 || got.Replies[0].EphemeralTo == "" || got.Error != "" {
		w.t.Fatalf("%q has no private answer: %+v", text, got)
	}
	return shown(got.Replies[0])
}

// suffers orders the workspace to misbehave.
func (w *workspace) suffers(f sandbox.Fault) sandbox.Faulted {
	w.t.Helper()
	var got sandbox.Faulted
	w.must(http.MethodPost, "faults", f, &got)
	return got
}

// change does something to the sales channel.
func (w *workspace) change(what map[string]any) {
	w.t.Helper()
	what["channel"] = salesLeads
	w.must(http.MethodPost, "channel", what, nil)
}

// passes moves the domain's clock.
func (w *workspace) passes(by string) {
	w.t.Helper()
	w.must(http.MethodPost, "advance", map[string]string{"by": by}, nil)
}

// isMorning moves the clock to ten o'clock in Berlin, of tomorrow,
// so that no story runs over midnight.
func (w *workspace) isMorning() {
	w.t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	expect(w.t, err)
	now := time.Now().In(berlin)
	at := time.Date(now.Year(), now.Month(), now.Day()+1, 10, 0, 0, 0, berlin)
	w.must(http.MethodPost, "advance", map[string]string{"to": at.Format(time.RFC3339)}, nil)
}

// calls are the calls of one method that the workspace got, oldest first.
func (w *workspace) calls(method string) []sandbox.Call {
	w.t.Helper()
	resp, err := w.http.Get(w.url + "/sandbox/v1/calls?method=" + method)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var out []sandbox.Call
	lines := json.NewDecoder(resp.Body)
	for lines.More() {
		var c sandbox.Call
		if err := lines.Decode(&c); err != nil {
			w.t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// idOf is the id of somebody who is known by name.
func (w *workspace) idOf(name string) string {
	w.t.Helper()
	for _, p := range w.state().People {
		if p.Name == name {
			return p.ID
		}
	}
	w.t.Fatalf("there is nobody called %s", name)
	return ""
}
