package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// change says what is new, so that a page knows what to fetch again.
type change struct {
	Changed string `json:"changed"` // messages, views, home, state, or all after a gap
	Channel string `json:"channel,omitempty"`
	User    string `json:"user,omitempty"`
}

// hub spreads changes to the pages that listen.
type hub struct {
	mu   sync.Mutex
	subs map[chan change]bool // true: the listener was too slow and missed something
}

func newHub() *hub { return &hub{subs: map[chan change]bool{}} }

func (h *hub) publish(c change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for sub := range h.subs {
		select {
		case sub <- c:
		default:
			h.subs[sub] = true
		}
	}
}

func (h *hub) subscribe() chan change {
	sub := make(chan change, 256)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.subs[sub] = false
	return sub
}

func (h *hub) unsubscribe(sub chan change) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.subs, sub)
}

// missed tells once whether the listener lost changes.
func (h *hub) missed(sub chan change) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	was := h.subs[sub]
	h.subs[sub] = false
	return was
}

func (w *Workspace) changed(c change) { w.hub.publish(c) }

// serveStream sends changes as server-sent events until the listener leaves.
func (w *Workspace) serveStream(rw http.ResponseWriter, r *http.Request) {
	out := http.NewResponseController(rw)
	rw.Header().Set("Content-Type", "text/event-stream")
	rw.Header().Set("Cache-Control", "no-store")
	sub := w.hub.subscribe()
	defer w.hub.unsubscribe(sub)
	beat := time.NewTicker(15 * time.Second)
	defer beat.Stop()
	_, err := fmt.Fprint(rw, ": hello\n\n")
	for err == nil && out.Flush() == nil {
		select {
		case c := <-sub:
			if w.hub.missed(sub) {
				c = change{Changed: "all"}
			}
			body, _ := json.Marshal(c)
			_, err = fmt.Fprintf(rw, "data: %s\n\n", body)
		case <-beat.C:
			_, err = fmt.Fprint(rw, ": still here\n\n")
		case <-r.Context().Done():
			return
		case <-w.done:
			return
		}
	}
}
