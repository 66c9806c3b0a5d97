package sandbox

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recordings reads what was recorded in a folder: the lines, and the files' names.
func recordings(t *testing.T, dir string) (lines []Recorded, names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		names = append(names, filepath.Base(path))
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for dec := json.NewDecoder(bytes.NewReader(content)); dec.More(); {
			var r Recorded
			if err := dec.Decode(&r); err != nil {
				t.Fatal(err)
			}
			lines = append(lines, r)
		}
	}
	return lines, names
}

func TestEveryCallIsRecordedWithoutItsToken(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(RecordingsVariable, dir)
	w := open(t)
	w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "hello", "token", BotToken, "blocks", `[{"type":"divider"}]`)
	w.api("chat.postMessage", "channel", "C0NOWHERE1", "text", "hello")
	w.fault(Fault{Method: "chat.postMessage", Mode: "ratelimit"})
	w.api("chat.postMessage", "channel", "C0SALESLEADS", "text", "too many")
	got, names := recordings(t, dir)
	if len(got) != 3 || len(names) != 1 || !strings.HasPrefix(names[0], "sandbox.test-") {
		t.Fatalf("%d calls in %v", len(got), names)
	}
	if !got[0].OK || !strings.Contains(string(got[0].Arguments), `"blocks":[{"type":"divider"}]`) {
		t.Errorf("%+v %s", got[0], got[0].Arguments)
	}
	if strings.Contains(string(got[0].Arguments), "token") {
		t.Errorf("the token is recorded: %s", got[0].Arguments)
	}
	if got[1].OK || got[1].Error != "channel_not_found" {
		t.Errorf("%+v", got[1])
	}
	if got[2].OK || got[2].Fault != "ratelimit" || got[2].Status != 429 {
		t.Errorf("%+v", got[2])
	}
}

func TestWhatComesByOtherWaysIsRecordedToo(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(RecordingsVariable, dir)
	w := open(t)
	w.noteAck(kindCommand, json.RawMessage(`{"text":"hi"}`), answer{"ok": true})
	w.post("/response/unknown", map[string]string{"text": "late"})
	got, _ := recordings(t, dir)
	if len(got) != 2 || got[0].Method != "socket.ack" || string(got[0].Arguments) != `{"payload":{"text":"hi"},"type":"slash_commands"}` {
		t.Fatalf("%+v", got)
	}
	if got[1].Method != "response_url" || got[1].Error != "expired_url" || !strings.Contains(string(got[1].Arguments), "late") {
		t.Errorf("%+v", got[1])
	}
}

func TestNothingIsRecordedUnlessAskedFor(t *testing.T) {
	dir := t.TempDir()
	t.Setenv(RecordingsVariable, dir)
	open(t, func(o *Options) { o.Unrecorded = true }).api("auth.test")
	t.Setenv(RecordingsVariable, "")
	open(t).api("auth.test")
	if got, names := recordings(t, dir); len(got)+len(names) > 0 {
		t.Errorf("%v %v", got, names)
	}
}

func TestARecordingThatCannotBeWrittenIsLogged(t *testing.T) {
	t.Setenv(RecordingsVariable, filepath.Join(t.TempDir(), "not", "there"))
	var heard bytes.Buffer
	r := newRecorder(Options{Log: slog.New(slog.NewTextHandler(&heard, nil))})
	r.note(&Call{Method: "auth.test"})
	if !strings.Contains(heard.String(), "could not be recorded") || !strings.Contains(heard.String(), "auth.test") {
		t.Errorf("it says %q", heard.String())
	}
}
