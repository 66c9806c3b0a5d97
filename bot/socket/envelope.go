package socket

import (
	"encoding/json"
	"sync"
	"time"
)

// Envelope is one delivery as it came, its payload unread.
type Envelope struct {
	ID           string          // envelope_id
	Type         string          // slash_commands, interactive, events_api, or whatever new
	Payload      json.RawMessage // Slack's payload, untouched; nil when there was none
	AcceptsReply bool            // accepts_response_payload: an ack may carry a reply
	RetryAttempt int             // 0 for the first delivery
	RetryReason  string          // why Slack sends it again
	Received     time.Time       // when the whole frame had been read, with its monotonic reading
}

// Ack answers the envelope, at once and on the socket by which it came; a nil reply is an empty ack. Only the first call
// writes; later calls return what the first one did. It returns [ErrGone] when the socket is gone: Slack then delivers
// events again, on another socket, while a click or a command is shown to the person as failed. Where a reply cannot be
// sent, an empty ack is written instead and the error says so: [ErrTooLarge], [ErrNoReply], or the reply's own fault in
// encoding. A nil error means written, not read by Slack.
type Ack func(reply any) error

// deliver hands an envelope over. One that comes after the client has stopped listening is left unanswered: Slack then
// gives it to another socket, or tells the person.
func (n *conn) deliver(f frame, at time.Time) {
	n.owed.Add(1)
	e := Envelope{
		ID: f.EnvelopeID, Type: f.Type, Payload: f.Payload, AcceptsReply: f.AcceptsReply,
		RetryAttempt: f.RetryAttempt, RetryReason: f.RetryReason, Received: at,
	}
	if n.client.handOver(e, n.ackOnce(e)) {
		return
	}
	n.settle()
	n.log.Debug("socket: left an envelope to others", "envelope_id", e.ID)
}

func (n *conn) ackOnce(e Envelope) Ack {
	var once sync.Once
	var err error
	return func(reply any) error {
		once.Do(func() {
			defer n.settle()
			err = n.answer(e, reply)
		})
		return err
	}
}

// settle counts one envelope as dealt with, and wakes whoever waits for the last.
func (n *conn) settle() {
	if n.owed.Add(-1) > 0 {
		return
	}
	select {
	case n.paid <- struct{}{}:
	default:
	}
}
