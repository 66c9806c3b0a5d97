package socket

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// ticketFor asks for an address.
func ticketFor(t *testing.T, s *slack) string {
	t.Helper()
	ticket, err := s.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ticket
}

func TestGreetHearsTheHelloAndSaysGoodbye(t *testing.T) {
	t.Parallel()
	s := newSlack(t)
	s.greets(func(p *peer) {
		p.send(`{"type":"events_api","envelope_id":"E1","payload":{}}`)
		p.send(`{"type":"hello","num_connections":3,"connection_info":{"app_id":"A1"}}`)
	})
	got, err := Greet(t.Context(), ticketFor(t, s))
	if err != nil || got != (Hello{App: "A1", Connections: 3}) {
		t.Fatalf("%+v %v", got, err)
	}
	p := <-s.joined
	select {
	case <-p.gone:
	case <-time.After(patience):
		t.Fatal("the socket stays open")
	}
	if p.code != 1000 || len(p.acks) > 0 {
		t.Errorf("it left with %d and acked %d envelopes", p.code, len(p.acks))
	}
}

func TestGreetTellsWhySlackWantsItNot(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"link_disabled", "too_many_websockets"} {
		s := newSlack(t)
		s.greets(func(p *peer) { p.disconnect(reason) })
		_, err := Greet(t.Context(), ticketFor(t, s))
		if d, ok := errors.AsType[*Dismissal](err); !ok || d.Reason != reason {
			t.Errorf("%v", err)
		}
	}
}

func TestGreetDoesNotWaitForever(t *testing.T) {
	t.Parallel()
	s := newSlack(t)
	s.greets(func(*peer) {})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Greet(ctx, ticketFor(t, s)); err == nil || !strings.Contains(err.Error(), "no hello") {
		t.Errorf("%v", err)
	}
}

func TestGreetKeepsTheAddressToItself(t *testing.T) {
	t.Parallel()
	for _, ticket := range []string{"ws://127.0.0.1:1/link?ticket=tckt-secret", "http://127.0.0.1:1/?ticket=tckt-secret", "tckt-secret:", "ws://127.0.0.1:1/tckt-secret"} {
		_, err := Greet(t.Context(), ticket)
		if err == nil || strings.Contains(err.Error(), "tckt-secret") {
			t.Errorf("%v", err)
		}
	}
}
