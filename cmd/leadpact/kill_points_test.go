package main

import (
	"net/http"
	"sync"
)

// The points at which a process is killed, besides any odd moment.
const (
	oddMoment     = "at an odd moment"
	socketOpened  = "when a socket was asked for"
	postArrived   = "when a message has reached Slack"
	postDone      = "when a message is shown and its answer not yet out"
	postAnswered  = "when a message is shown and not yet marked"
	updateDone    = "when a card is redrawn and its answer not yet out"
	updateAnswerd = "when a card is redrawn and not yet marked"
	leadSent      = "when a lead is sent and not yet saved"
	leadSaved     = "when a lead was acknowledged"
	clickSent     = "when a click is sent and not yet saved"
	clickAcked    = "when a click was acknowledged"
)

var killPoints = []string{
	oddMoment, socketOpened, postArrived, postDone, postAnswered, updateDone, updateAnswerd, leadSent, leadSaved, clickSent, clickAcked,
}

// tripwire tells when a process reaches a point, and where it can, holds it
// there until it is dead.
type tripwire struct {
	mu    sync.Mutex
	point string
	after int           // how many times the point is passed first
	hit   chan struct{} // closed at the point
	dead  chan struct{} // closed when the process is dead
}

// set waits for the point, after it was passed so many times.
func (w *tripwire) set(point string, after int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.point, w.after = point, after
	w.hit, w.dead = make(chan struct{}), make(chan struct{})
}

// pass says that the point is reached; the result is closed when whatever stands
// there may go on.
func (w *tripwire) pass(point string) <-chan struct{} {
	w.mu.Lock()
	defer w.mu.Unlock()
	goOn := make(chan struct{})
	if w.point != point {
		close(goOn)
		return goOn
	}
	if w.after--; w.after >= 0 {
		close(goOn)
		return goOn
	}
	w.point = ""
	close(w.hit)
	return w.dead
}

// killed lets go of what is held.
func (w *tripwire) killed() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.point = ""
	close(w.dead)
}

// around stands before Slack's Web API.
func (w *tripwire) around(slack http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/api/" + post:
			<-w.pass(postArrived)
			slack.ServeHTTP(rw, r)
			<-w.pass(postDone)
			_ = http.NewResponseController(rw).Flush()
			w.pass(postAnswered)
		case "/api/" + update:
			slack.ServeHTTP(rw, r)
			<-w.pass(updateDone)
			_ = http.NewResponseController(rw).Flush()
			w.pass(updateAnswerd)
		case "/api/apps.connections.open":
			slack.ServeHTTP(rw, r)
			<-w.pass(socketOpened)
		default:
			slack.ServeHTTP(rw, r)
		}
	})
}
