package sandbox

import "context"

// carrier brings envelopes to the app and what it answers back: over sockets
// (link) or as signed requests (poster).
type carrier interface {
	// send begins to deliver a new envelope and does not wait.
	send(e *envelope)
	// await returns the app's answer; ok is false if none came in Slack's three seconds.
	await(ctx context.Context, e *envelope) (slip ackSlip, ok bool)
	// again delivers the last envelope once more, as Slack does when it believes it lost.
	again() (*envelope, error)
	// waitingEnvelopes is the number of envelopes without an answer.
	waitingEnvelopes() int
	// ackMethod is the journal's name for what comes with an answer.
	ackMethod() string
	close()
}

func (l *link) ackMethod() string   { return "socket.ack" }
func (p *poster) ackMethod() string { return "http.ack" }
