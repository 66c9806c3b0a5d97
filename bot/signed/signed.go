// Package signed takes what Slack sends over HTTP: signed requests for buttons,
// windows, slash commands and events. It is the other transport beside Socket
// Mode; both hand the same raw envelopes to the same handlers.
package signed

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"
)

// Envelope is one delivery, its payload as JSON whatever it came as.
type Envelope struct {
	ID       string // the same for every delivery of the same request
	Type     string // slash_commands, interactive or events_api
	Payload  json.RawMessage
	Received time.Time // with a monotonic reading
}

// Ack answers the envelope, at once; a nil reply is an empty answer. Only the
// first call counts. It fails if Slack has stopped waiting.
type Ack func(reply any) error

// Options of a Door.
type Options struct {
	Secret string              // the app's signing secret; without one everything is refused
	Now    func() time.Time    // the machine's clock: requests older or younger than five minutes are refused
	Handle func(Envelope, Ack) // must not block
	Wait   time.Duration       // how long an answer may take; 3 s by default, after which Slack gives up
	Log    *slog.Logger
}

// bodyMost is the largest request that is read; Slack's are far smaller.
const bodyMost = 1 << 20

// Door is the HTTP handler for everything that Slack sends.
type Door struct{ o Options }

// New returns the door.
func New(o Options) *Door {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Wait == 0 {
		o.Wait = 3 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Door{o: o}
}

// ServeHTTP checks the signature on the raw body, before anything is read from
// it, and hands the envelope over.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	received := time.Now()
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Slack sends POST requests only.", http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyMost))
	if err != nil {
		refuseBody(w, err)
		return
	}
	if err := verify(d.o.Secret, r.Header, body, d.o.Now()); err != nil {
		d.o.Log.Warn("a request that claims to be Slack's is refused", "why", err)
		http.Error(w, advice(err), http.StatusUnauthorized)
		return
	}
	env, answer, err := read(r.Header.Get("Content-Type"), body)
	switch {
	case err != nil:
		d.o.Log.Warn("a signed request cannot be understood", "why", err)
		http.Error(w, "The body cannot be understood.", http.StatusBadRequest)
	case answer != "":
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, answer)
	case env.Type == "":
		w.WriteHeader(http.StatusOK)
	default:
		env.Received = received
		d.hand(w, r, env)
	}
}

// advice is what to check when a request is refused.
func advice(why error) string {
	if errors.Is(why, errTimestamp) {
		return "The request's time is missing, or more than five minutes from this machine's: check the clock."
	}
	return "The signature is missing or wrong: check the signing secret."
}

func refuseBody(w http.ResponseWriter, err error) {
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		http.Error(w, "The body is larger than 1 MiB.", http.StatusRequestEntityTooLarge)
		return
	}
	http.Error(w, "The body could not be read.", http.StatusBadRequest)
}
