package sandbox

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// RecordingsVariable names the environment's variable that has every workspace
// of this process write down what it is sent: the path of a folder.
const RecordingsVariable = "LEADPACT_RECORDINGS"

// Recorded is one call as a recording keeps it, a line of JSON: what was sent,
// without the token, and what the workspace made of it.
type Recorded struct {
	Method    string          `json:"method"`
	Arguments json.RawMessage `json:"arguments"`
	OK        bool            `json:"ok"`
	Error     string          `json:"error,omitempty"` // Slack's word for why not
	Status    int             `json:"status"`          // of HTTP; 0: cut before anything was done
	Fault     string          `json:"fault,omitempty"` // the mode of the fault that hit it
}

// recorder appends the calls of one workspace to a file of its own. The file is
// named after the program, so that a reader knows who spoke. A nil recorder
// does nothing.
type recorder struct {
	log  *slog.Logger
	mu   sync.Mutex
	path string
}

// newRecorder returns nil unless the environment names a folder. The file is
// made with the first call and never held open, so nothing has to be closed.
func newRecorder(o Options) *recorder {
	dir := os.Getenv(RecordingsVariable)
	if dir == "" || o.Unrecorded {
		return nil
	}
	name := fmt.Sprintf("%s-%d-%s.jsonl", filepath.Base(os.Args[0]), os.Getpid(), randomID("", mixed, 8))
	return &recorder{log: o.Log, path: filepath.Join(dir, name)}
}

func (r *recorder) note(c *Call) {
	if r == nil {
		return
	}
	if err := r.append(append(encode(recorded(c)), '\n')); err != nil {
		r.log.Error("a call could not be recorded", "method", c.Method, "error", err)
	}
}

func (r *recorder) append(line []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, err := os.OpenFile(r.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

// recorded leaves the token out altogether: a judge of arguments would take it
// for one that does not belong there.
func recorded(c *Call) Recorded {
	said := struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}{}
	if json.Unmarshal(c.Answer, &said) != nil {
		said.OK = c.Status == 200 // an upload is answered in plain words
	}
	sent := c.arguments.journal()
	delete(sent, "token")
	return Recorded{Method: c.Method, Arguments: sent.bytes(), OK: said.OK, Error: said.Error, Status: c.Status, Fault: c.Fault}
}
