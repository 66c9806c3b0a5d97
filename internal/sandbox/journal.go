package sandbox

import (
	"bufio"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

const (
	journalCalls = 100_000
	journalBytes = 128 << 20
)

// Call is one call as the journal keeps it.
type Call struct {
	Time          time.Time       `json:"time"` // real time, when the call came in
	WorkspaceTime time.Time       `json:"workspace_time"`
	Method        string          `json:"method"`
	Arguments     json.RawMessage `json:"arguments"`
	Answer        json.RawMessage `json:"answer"` // what was done, also when the answer was cut off
	Status        int             `json:"status"` // 0: cut before anything was done
	DurationMS    float64         `json:"duration_ms"`
	RetryAfter    int             `json:"retry_after,omitempty"` // seconds of patience that the answer asks for
	Fault         string          `json:"fault,omitempty"`       // the mode of the fault that hit it
	Cut           bool            `json:"cut,omitempty"`         // the connection was killed instead of an answer
	Lost          bool            `json:"lost,omitempty"`        // the caller had gone before the answer was out

	arguments args // turned into Arguments when somebody looks
}

func (c *Call) size() int {
	n := len(c.Answer) + 200
	for k, v := range c.arguments {
		n += len(k) + len(v)
	}
	return n
}

// shown is the call with everything written out.
func (c *Call) shown() Call {
	out := *c
	out.Arguments = c.arguments.journal().bytes()
	out.arguments = nil
	if len(out.Answer) == 0 {
		out.Answer = nil
	} else if !json.Valid(out.Answer) {
		out.Answer = encode(string(out.Answer))
	}
	return out
}

// journal keeps the last calls, bounded in number and in size.
type journal struct {
	mu     sync.Mutex
	calls  []*Call
	bytes  int
	record *recorder
}

func (j *journal) add(c Call) *Call {
	j.record.note(&c)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.calls = append(j.calls, &c)
	j.bytes += c.size()
	if len(j.calls) > journalCalls || j.bytes > journalBytes {
		j.trim()
	}
	return &c
}

// trim drops the older tenth, so that it need not run for every call.
func (j *journal) trim() {
	drop := len(j.calls)/10 + 1
	for _, c := range j.calls[:drop] {
		j.bytes -= c.size()
	}
	j.calls = append([]*Call(nil), j.calls[drop:]...)
}

func (j *journal) lost(c *Call) {
	j.mu.Lock()
	defer j.mu.Unlock()
	c.Lost = true
}

func (j *journal) list() []Call {
	j.mu.Lock()
	defer j.mu.Unlock()
	out := make([]Call, len(j.calls))
	for i, c := range j.calls {
		out[i] = *c
	}
	return out
}

// Calls are the calls that the workspace got, oldest first: those of the Web
// API, posts to a response_url ("response_url"), uploads ("upload") and answers
// that came with an ack ("socket.ack", "http.ack"). The last hundred thousand are kept.
func (w *Workspace) Calls() []Call {
	calls := w.journal.list()
	for i := range calls {
		calls[i] = calls[i].shown()
	}
	return calls
}

// serveCalls writes the journal as JSON lines.
func (w *Workspace) serveCalls(rw http.ResponseWriter, r *http.Request) {
	only := r.URL.Query().Get("method")
	rw.Header().Set("Content-Type", "application/x-ndjson")
	out := bufio.NewWriterSize(rw, 64<<10)
	for _, c := range w.journal.list() {
		if only != "" && c.Method != only {
			continue
		}
		_, _ = out.Write(append(encode(c.shown()), '\n'))
	}
	_ = out.Flush()
}
