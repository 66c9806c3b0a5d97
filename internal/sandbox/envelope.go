package sandbox

import (
	"encoding/json"
	"sync/atomic"
	"time"
)

// Kinds of envelopes.
const (
	kindEvent       = "events_api"
	kindInteractive = "interactive"
	kindCommand     = "slash_commands"
)

const (
	maxTimeouts = 3      // a consumer that never acks gets three more tries
	maxDeaths   = 20     // sockets that may die under one envelope
	maxQueued   = 10_000 // envelopes kept while nobody is connected
)

// envelope is one thing that Slack tells the app. Fields without a note belong
// to the link's lock.
type envelope struct {
	id      string
	kind    string
	accepts bool
	payload json.RawMessage

	attempt  int
	timeouts int
	deaths   int
	socket   *socket
	sent     atomic.Int64  // unix nanoseconds of the last write, 0: not written
	acked    chan struct{} // closed by the first ack, after slip was set
	slip     ackSlip
	waiting  bool      // in the queue for a socket
	finished bool      // acked or given up
	due      time.Time // when it is sent again unless acked
}

// ackSlip is what came back for an envelope.
type ackSlip struct {
	took    time.Duration
	payload json.RawMessage
}

func newEnvelope(kind string, accepts bool, payload json.RawMessage) *envelope {
	return &envelope{id: uuid(), kind: kind, accepts: accepts, payload: payload, acked: make(chan struct{})}
}

// frame is the envelope as it goes over the socket.
func (e *envelope) frame() []byte {
	out := answer{
		"envelope_id": e.id, "type": e.kind, "payload": e.payload,
		"accepts_response_payload": e.accepts,
	}
	if e.kind == kindEvent {
		out["retry_attempt"], out["retry_reason"] = e.attempt, ""
	}
	if e.attempt > 0 {
		out["retry_attempt"] = e.attempt
		if e.kind == kindEvent {
			out["retry_reason"] = "timeout"
		}
	}
	return out.bytes()
}
