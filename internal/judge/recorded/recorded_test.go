package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadpact/internal/sandbox"
)

// said is a call of the bot with these arguments, which the workspace took.
func said(method, arguments string) sandbox.Recorded {
	return sandbox.Recorded{Method: method, Arguments: json.RawMessage(arguments), OK: true, Status: 200}
}

func refusal(method, word string) sandbox.Recorded {
	return sandbox.Recorded{Method: method, Arguments: json.RawMessage(`{"text":"x"}`), Error: word, Status: 200}
}

// recording writes calls as the workspace of a program would have.
func recording(t *testing.T, dir, program string, calls ...sandbox.Recorded) {
	t.Helper()
	var out bytes.Buffer
	for _, c := range calls {
		if err := json.NewEncoder(&out).Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, program+"-42-aBcDeFgH.jsonl"), out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// judged runs the program over a folder: what it prints, the files by kind, and
// its error.
func judged(t *testing.T, in string) (string, map[string]int, error) {
	t.Helper()
	out := t.TempDir()
	var printed bytes.Buffer
	err := run(in, out, &printed)
	files := map[string]int{}
	dirs, readErr := os.ReadDir(out)
	if readErr != nil {
		t.Fatal(readErr)
	}
	for _, d := range dirs {
		inside, readErr := os.ReadDir(filepath.Join(out, d.Name()))
		if readErr != nil {
			t.Fatal(readErr)
		}
		files[d.Name()] = len(inside)
	}
	return printed.String(), files, err
}

func TestEachPayloadGoesToTheJudgesOfItsKind(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		call sandbox.Recorded
		want []string
	}{
		"post":       {said("chat.postMessage", `{"channel":"C1","text":"hi"}`), []string{"call.chat.postMessage", "message"}},
		"update":     {said("chat.update", `{"channel":"C1","ts":"1.2","text":"hi"}`), []string{"message"}},
		"answer":     {said("response_url", `{"text":"hi"}`), []string{"message"}},
		"ack":        {said("socket.ack", `{"type":"slash_commands","payload":{"text":"hi"}}`), []string{"message"}},
		"signed":     {said("http.ack", `{"type":"slash_commands","payload":{"text":"hi"}}`), []string{"message"}},
		"ack a view": {said("socket.ack", `{"type":"view_submission","payload":{"response_action":"update","view":{"type":"modal"}}}`), []string{"modal"}},
		"modal":      {said("views.open", `{"trigger_id":"1","view":{"type":"modal"}}`), []string{"call.views.open", "modal"}},
		"home":       {said("views.publish", `{"user_id":"U1","view":{"type":"home"}}`), []string{"call.views.publish", "home"}},
		"pushed":     {said("views.push", `{"trigger_id":"1","view":{"type":"modal"}}`), []string{"modal"}},
		"file":       {said("files.completeUploadExternal", `{"files":[{"id":"F1"}]}`), []string{"call.files.completeUploadExternal"}},
		"blocks":     {said("blocks.validate", `{"blocks":[]}`), []string{"message"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := t.TempDir()
			recording(t, in, "leadpact.test", c.call)
			_, files, err := judged(t, in)
			if err != nil || len(files) != len(c.want) {
				t.Fatal(files, err)
			}
			for _, kind := range c.want {
				if files[kind] != 1 {
					t.Errorf("%s: %v", kind, files)
				}
			}
		})
	}
}

func TestWhatIsNoPayloadIsCountedAlone(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	recording(t, in, "leadpact.test",
		said("auth.test", `{}`), said("auth.test", `{}`), said("chat.update", `{"text":"a"}`),
		said("socket.ack", `{"type":"view_submission","payload":{"response_action":"errors","errors":{"b":"no"}}}`))
	printed, files, err := judged(t, in)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	for _, want := range []string{"auth.test    2         0", "chat.update  1         1               1", "socket.ack   1         0               0                 an ack that names the errors of fields"} {
		if !strings.Contains(printed, want) {
			t.Errorf("it does not print %q, but:\n%s", want, printed)
		}
	}
}

func TestTheWorkspacesOwnTestsAreNotTheBot(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	recording(t, in, "sandbox.test", refusal("chat.postMessage", "no_text"), said("nobody.knows", `{}`))
	recording(t, in, "leadpact.test", said("chat.update", `{"text":"a"}`))
	printed, _, err := judged(t, in)
	if err != nil || !strings.Contains(printed, "left out, sandbox.test: 2 calls: the workspace's own tests") {
		t.Errorf("%v\n%s", err, printed)
	}
}

func TestRefusalsForWhatACallHoldsAreFaults(t *testing.T) {
	t.Parallel()
	planned := refusal("chat.update", "internal_error")
	planned.Fault = "error"
	for name, c := range map[string]struct {
		call sandbox.Recorded
		bad  bool
	}{
		"content": {refusal("chat.update", "invalid_blocks"), true},
		"no text": {refusal("response_url", "no_text"), true},
		"unknown": {said("chat.brandNew", `{"text":"x"}`), true},
		"world":   {refusal("chat.update", "message_not_found"), false},
		"planned": {planned, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := t.TempDir()
			recording(t, in, "leadpact.test", said("chat.update", `{"text":"fine"}`), c.call)
			printed, _, err := judged(t, in)
			if (err != nil) != c.bad || strings.Contains(printed, "FAULT "+c.call.Method) != c.bad {
				t.Errorf("%v\n%s", err, printed)
			}
		})
	}
}

func TestNothingRecordedIsNoPass(t *testing.T) {
	t.Parallel()
	in := t.TempDir()
	recording(t, in, "leadpact.test", said("auth.test", `{}`))
	if _, _, err := judged(t, in); err == nil {
		t.Error("an empty recording passes")
	}
	if _, _, err := judged(t, t.TempDir()); err == nil {
		t.Error("an empty folder passes")
	}
}

func TestACutOffLastLineIsForgivenABrokenOneIsNot(t *testing.T) {
	t.Parallel()
	for tail, fine := range map[string]bool{`{"method":"chat.upd`: true, "}{\n": false} {
		in := t.TempDir()
		recording(t, in, "leadpact.test", said("chat.update", `{"text":"a"}`))
		path := filepath.Join(in, "leadpact.test-42-aBcDeFgH.jsonl")
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, append(content, tail...), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := judged(t, in); (err == nil) != fine {
			t.Errorf("%q: %v", tail, err)
		}
	}
}
