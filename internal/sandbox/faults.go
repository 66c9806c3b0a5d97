package sandbox

import (
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Modes of faults on calls.
const (
	FaultRateLimit    = "ratelimit"      // 429 with Retry-After
	FaultError        = "error"          // an error of Slack's, or a bare HTTP status ("http_500")
	FaultDelay        = "delay"          // does the work, answers late
	FaultCutAfterBody = "cut_after_body" // does the work, then the connection dies without an answer
	FaultCutBefore    = "cut_before"     // the connection dies before anything was done
	FaultGarbage      = "garbage"        // does the work, answers 200 with what is no answer: a page ("html"), nothing ("empty"), half of it ("half")
)

// What an answer can be garbled to.
const (
	garbageHTML  = "html"
	garbageEmpty = "empty"
	garbageHalf  = "half"
)

// Fault is one order to the workspace to misbehave. Either Method and Mode, or
// Socket, or Redeliver, or Clear is set.
type Fault struct {
	Method     string `json:"method,omitempty"` // "*": every method
	Mode       string `json:"mode,omitempty"`
	Times      int    `json:"times,omitempty"`       // default 1; negative: until cleared
	RetryAfter int    `json:"retry_after,omitempty"` // seconds; negative: no such header
	DelayMS    int    `json:"delay_ms,omitempty"`
	Error      string `json:"error,omitempty"`
	Socket     string `json:"socket,omitempty"`
	All        bool   `json:"all,omitempty"` // the socket fault hits all sockets, not the oldest alone
	Redeliver  bool   `json:"redeliver,omitempty"`
	Clear      bool   `json:"clear,omitempty"`
}

// faultTable holds the faults that are laid, first come first served.
type faultTable struct {
	mu      sync.Mutex
	items   []*Fault
	hits    int
	failing []string
}

func (t *faultTable) lay(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.items = append(t.items, &f)
}

func (t *faultTable) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.items, t.failing = nil, nil
}

// take uses up one turn of the first fault laid for a method.
func (t *faultTable) take(name string) *Fault {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, f := range t.items {
		if f.Method != "*" && f.Method != name {
			continue
		}
		hit := *f
		if f.Times > 0 {
			f.Times--
			if f.Times == 0 {
				t.items = append(t.items[:i:i], t.items[i+1:]...)
			}
		}
		return &hit
	}
	return nil
}

// underFaults runs work as the fault laid for name wants it.
func (w *Workspace) underFaults(name string, work func() outcome) outcome {
	f := w.faults.take(name)
	if f == nil {
		if w.faults.met(name, "") {
			w.changed(change{Changed: "state"})
		}
		return work()
	}
	w.faults.met(name, f.Mode)
	w.changed(change{Changed: "state"})
	var out outcome
	switch f.Mode {
	case FaultRateLimit:
		out = f.rateLimited()
	case FaultError:
		out = f.errored(w)
	case FaultCutBefore:
		out = outcome{cut: true}
	case FaultCutAfterBody:
		out = work()
		out.cut = true
	case FaultDelay:
		out = work()
		out.delay = time.Duration(f.DelayMS) * time.Millisecond
	case FaultGarbage:
		out = work()
		out.body = f.garbled(out.body)
	}
	out.fault = f.Mode
	return out
}

func (f *Fault) rateLimited() outcome {
	out := outcome{status: http.StatusTooManyRequests, body: failed("ratelimited").answer().bytes()}
	if f.RetryAfter >= 0 {
		out.header = map[string]string{"Retry-After": strconv.Itoa(max(1, f.RetryAfter))}
	}
	return out
}

func (f *Fault) errored(w *Workspace) outcome {
	if code, ok := strings.CutPrefix(f.Error, "http_"); ok {
		if status, err := strconv.Atoi(code); err == nil && status >= 400 && status < 600 {
			return outcome{status: status, body: []byte(http.StatusText(status))}
		}
	}
	err := failed(f.Error)
	switch f.Error {
	case "":
		err.code = "internal_error"
	case "missing_scope":
		err.extra = answer{"needed": methods[f.Method].scope, "provided": w.grantedList()}
	}
	return outcome{status: http.StatusOK, body: err.answer().bytes()}
}

// garbled is what stands in the way of an answer, as a gateway between the bot
// and Slack would leave it.
func (f *Fault) garbled(body []byte) []byte {
	switch f.Error {
	case garbageEmpty:
		return nil
	case garbageHalf:
		return body[:len(body)/2]
	default:
		return []byte("<!DOCTYPE html><title>Sign in to this network</title>")
	}
}

// cutConnection kills the connection under an answer.
func cutConnection(rw http.ResponseWriter) {
	conn, _, err := http.NewResponseController(rw).Hijack()
	if err != nil {
		rw.WriteHeader(http.StatusBadGateway) // not a real connection; the nearest thing
		return
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = conn.Close()
}
