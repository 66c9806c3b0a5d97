package signed

import (
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"
)

// errGone says that nobody waits for the answer any more.
var errGone = errors.New("Slack no longer waits for the answer") //nolint:staticcheck // Slack is a name

// hand gives the envelope to the handlers and waits for their answer: it is the
// response.
func (d *Door) hand(w http.ResponseWriter, r *http.Request, env Envelope) {
	h := &handshake{answers: make(chan []byte, 1)}
	d.o.Handle(env, h.ack)
	t := time.NewTimer(d.o.Wait)
	defer t.Stop()
	select {
	case body := <-h.answers:
		respond(w, body)
	case <-t.C:
		if body, ok := h.giveUp(); ok {
			respond(w, body)
			return
		}
		d.o.Log.Error("a request of Slack's was not answered in time", "type", env.Type)
		http.Error(w, "No answer in time.", http.StatusServiceUnavailable)
	case <-r.Context().Done():
		h.giveUp()
	}
}

func respond(w http.ResponseWriter, body []byte) {
	if len(body) > 0 {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body)
}

// handshake passes the first answer from a handler to the waiting request.
type handshake struct {
	answers chan []byte

	mu   sync.Mutex
	done bool  // an answer was given, or is no longer waited for
	err  error // what the first call returned
}

func (h *handshake) ack(reply any) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.done {
		return h.err
	}
	h.done = true
	var body []byte
	if reply != nil {
		body, h.err = json.Marshal(reply)
	}
	h.answers <- body
	return h.err
}

// giveUp ends the wait, unless the answer has just been given.
func (h *handshake) giveUp() ([]byte, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.done {
		return <-h.answers, true
	}
	h.done, h.err = true, errGone
	return nil, false
}
