package socket

import (
	"encoding/json"
	"errors"
	"regexp"
	"time"
)

// frame is what Slack sends: an envelope, or one of its own two words, hello and disconnect.
type frame struct {
	Type         string          `json:"type"`
	Reason       string          `json:"reason"`
	EnvelopeID   string          `json:"envelope_id"`
	Payload      json.RawMessage `json:"payload"`
	AcceptsReply bool            `json:"accepts_response_payload"`
	RetryAttempt int             `json:"retry_attempt"`
	RetryReason  string          `json:"retry_reason"`
}

// envelopeID finds the id in a frame that is no JSON as a whole. Inside a JSON string the quotes would be escaped, so
// text that a person typed is never mistaken for it.
var envelopeID = regexp.MustCompile(`"envelope_id"\s*:\s*"([^"\\]{1,200})"`)

// parse reads a frame. A minor field of an unexpected type is left empty, because the payload may be good all the same;
// false means that the frame cannot be used, and then only its EnvelopeID may be set.
func parse(data []byte) (frame, bool) {
	var f frame
	err := json.Unmarshal(data, &f)
	if _, minor := errors.AsType[*json.UnmarshalTypeError](err); err == nil || minor {
		return f, f.Type != ""
	}
	if m := envelopeID.FindSubmatch(data); m != nil {
		return frame{EnvelopeID: string(m[1])}, false
	}
	return frame{}, false
}

// take does what one frame asks for.
func (n *conn) take(data []byte, at time.Time) {
	f, ok := parse(data)
	switch {
	case !ok:
		n.misread(f.EnvelopeID, len(data))
	case f.EnvelopeID != "":
		n.deliver(f, at)
	case f.Type == "hello":
		n.hello()
	case f.Type == "disconnect":
		n.end(dismissal(f.Reason))
	default:
		n.client.board.ignored.Add(1)
		n.log.Debug("socket: ignored a frame without envelope", "bytes", len(data))
	}
}

// misread acknowledges a frame that nobody can use, so that Slack does not send it over and over. What it holds is not
// logged: it may be anything that a person typed.
func (n *conn) misread(id string, size int) {
	n.client.board.malformed.Add(1)
	n.log.Warn("socket: a frame could not be read", "envelope_id", id, "bytes", size)
	if id == "" {
		return
	}
	if err := n.writeAck(id, nil); err != nil {
		n.log.Warn("socket: an unreadable frame could not be acknowledged", "envelope_id", id, "error", err)
	}
}
