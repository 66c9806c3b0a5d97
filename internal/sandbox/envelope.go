package sandbox

import (
	"encoding/json"
	"strconv"
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
	acked    chan struct{} // closed by the first ack, or by a request that failed, after slip was set
	slip     ackSlip
	waiting  bool      // in the queue for a socket
	finished bool      // acked or given up
	due      time.Time // when it is sent again unless acked
}

// ackSlip is what came back for an envelope.
type ackSlip struct {
	took    time.Duration
	payload json.RawMessage

	// Over HTTP alone: why the app did not take it, the status if that was why, and
	// whether the app asked not to be tried again.
	failure string
	status  int
	final   bool
}

func newEnvelope(kind string, accepts bool, payload json.RawMessage) *envelope {
	return &envelope{id: uuid(), kind: kind, accepts: accepts, payload: payload, acked: make(chan struct{})}
}

// frame is the envelope as it goes over the socket. The payload is JSON already
// and may be large, so it is put in as it is.
func (e *envelope) frame() []byte {
	out := make([]byte, 0, len(e.payload)+256)
	out = append(out, `{"envelope_id":"`...)
	out = append(out, e.id...)
	out = append(out, `","type":`...)
	out = append(out, encode(e.kind)...)
	out = append(out, `,"accepts_response_payload":`...)
	out = strconv.AppendBool(out, e.accepts)
	if e.kind == kindEvent || e.attempt > 0 {
		out = append(out, `,"retry_attempt":`...)
		out = strconv.AppendInt(out, int64(e.attempt), 10)
	}
	if e.kind == kindEvent {
		reason := ""
		if e.attempt > 0 {
			reason = "timeout"
		}
		out = append(out, `,"retry_reason":"`+reason+`"`...)
	}
	out = append(out, `,"payload":`...)
	out = append(out, e.payload...)
	return append(out, '}')
}
