package socket

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/gorilla/websocket"
)

// frameLimit is the size at which Slack drops an ack, or closes the socket over it.
const frameLimit = 20 << 10

// What an [Ack] may return; all but ErrGone mean that an empty ack was written.
var (
	// ErrGone means that the envelope's socket is gone, so that nothing was acknowledged.
	ErrGone = errors.New("socket: the envelope's connection is gone")
	// ErrTooLarge means that the frame would have been 20 KiB or more.
	ErrTooLarge = errors.New("socket: the reply is too large for an ack")
	// ErrNoReply means that the envelope does not accept a reply; Slack would have dropped it in silence.
	ErrNoReply = errors.New("socket: the envelope accepts no reply in its ack")
)

type ackFrame struct {
	EnvelopeID string          `json:"envelope_id"`
	Payload    json.RawMessage `json:"payload,omitempty"`
}

// answer writes the ack with its reply, or without where the reply cannot travel.
func (n *conn) answer(e Envelope, reply any) error {
	payload, err := encodeReply(e, reply)
	if wrote := n.writeAck(e.ID, payload); wrote != nil {
		return wrote
	}
	return err
}

// encodeReply returns a nil payload with every error.
func encodeReply(e Envelope, reply any) (json.RawMessage, error) {
	if reply == nil {
		return nil, nil
	}
	payload, err := encode(reply)
	switch {
	case err != nil:
		return nil, fmt.Errorf("socket: encoding a reply: %w", err)
	case string(payload) == "null":
		return nil, nil
	case !e.AcceptsReply:
		return nil, ErrNoReply
	}
	whole, err := encode(ackFrame{e.ID, payload})
	if err == nil && len(whole) >= frameLimit {
		err = ErrTooLarge
	}
	if err != nil {
		return nil, err
	}
	return payload, nil
}

// encode leaves & < > as they are: Slack's own escapes are full of them, and six bytes for each would waste the limit.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	e := json.NewEncoder(&buf)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

// writeAck writes one frame at once. A write that fails leaves half a frame behind, so the socket is given up with it.
func (n *conn) writeAck(id string, payload json.RawMessage) error {
	data, err := encode(ackFrame{id, payload})
	if err != nil {
		return fmt.Errorf("socket: encoding an ack: %w", err)
	}
	n.writeMu.Lock()
	defer n.writeMu.Unlock()
	select {
	case <-n.done:
		return ErrGone
	default:
	}
	_ = n.ws.SetWriteDeadline(time.Now().Add(n.client.pace.write)) // only keeps the time for the next line
	if err := n.ws.WriteMessage(websocket.TextMessage, data); err != nil {
		if !errors.Is(err, websocket.ErrCloseSent) {
			n.abandon(trouble{lost, "an ack could not be written: " + err.Error()})
		}
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	return nil
}
