package socket

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func two(o *Options, _ *Client) { o.Connections = 2 }

func TestAnEnvelopeIsHandedOverWhole(t *testing.T) {
	r := start(t, nil)
	before := time.Now()
	r.next().send(`{"envelope_id":"e1","type":"events_api","accepts_response_payload":false,` +
		`"retry_attempt":2,"retry_reason":"timeout","payload":{"event":{"type":"app_home_opened"}}}`)

	got := receive(t, r.got, "the envelope").Envelope
	if got.Received.Before(before) || time.Since(got.Received) > patience {
		t.Errorf("received at %s", got.Received)
	}
	got.Received = time.Time{}
	want := Envelope{
		ID: "e1", Type: "events_api", Payload: []byte(`{"event":{"type":"app_home_opened"}}`),
		RetryAttempt: 2, RetryReason: "timeout",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAnAckGoesByTheSocketOfItsEnvelope(t *testing.T) {
	r := start(t, two)
	a, b := r.next(), r.next()
	r.live(2)
	for i := range 10 {
		p, other := a, b
		if i%2 == 1 {
			p, other = b, a
		}
		id := fmt.Sprintf("e%d", i)
		p.command(id)
		if err := receive(t, r.got, "the envelope").ack(map[string]string{"text": "a & <b>"}); err != nil {
			t.Fatal(err)
		}
		if got, want := p.ack(), `{"envelope_id":"`+id+`","payload":{"text":"a & <b>"}}`; got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		if len(other.acks) > 0 {
			t.Fatal("the other socket got something too")
		}
	}
}

func TestAnAckAfterAReconnectIsRefused(t *testing.T) {
	r := start(t, nil)
	first := r.next()
	first.command("late")
	late := receive(t, r.got, "the envelope")
	first.drop()
	second := r.next()
	r.live(1)
	if err := late.ack(nil); !errors.Is(err, ErrGone) {
		t.Fatalf("got %v, want ErrGone", err)
	}
	second.command("next")
	if err := receive(t, r.got, "the envelope").ack(nil); err != nil {
		t.Fatal(err)
	}
	sameJSON(t, second.ack(), `{"envelope_id":"next"}`)
}

func TestOnlyTheFirstAckWrites(t *testing.T) {
	r := start(t, nil)
	p := r.next()
	p.command("e1")
	d := receive(t, r.got, "the envelope")
	for range 3 {
		if err := d.ack(nil); err != nil {
			t.Fatal(err)
		}
	}
	p.command("e2")
	_ = receive(t, r.got, "the envelope").ack(nil)
	sameJSON(t, p.ack(), `{"envelope_id":"e1"}`)
	sameJSON(t, p.ack(), `{"envelope_id":"e2"}`)
}

func TestAReplyThatCannotTravelLeavesAnEmptyAck(t *testing.T) {
	overhead := len(`{"envelope_id":"e","payload":""}`)
	var nothing *struct{}
	for name, c := range map[string]struct {
		accepts bool
		reply   any
		want    error
		payload bool
	}{
		"just small enough": {true, strings.Repeat("x", frameLimit-1-overhead), nil, true},
		"just too large":    {true, strings.Repeat("x", frameLimit-overhead), ErrTooLarge, false},
		"twice too large":   {true, strings.Repeat("x", 2*frameLimit), ErrTooLarge, false},
		"not accepted":      {false, "hi", ErrNoReply, false},
		"not accepted, nil": {false, nil, nil, false},
		"typed nil":         {false, nothing, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := start(t, nil)
			p := r.next()
			p.send(`{"envelope_id":"e","type":"interactive","payload":{},"accepts_response_payload":%t}`, c.accepts)
			if err := receive(t, r.got, "the envelope").ack(c.reply); !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			got := p.ack()
			if len(got) >= frameLimit || strings.Contains(got, `"payload"`) != c.payload {
				t.Fatalf("%d bytes were written: %.60s", len(got), got)
			}
		})
	}
}

func TestAReplyThatCannotBeEncodedLeavesAnEmptyAck(t *testing.T) {
	r := start(t, nil)
	p := r.next()
	p.command("e")
	if err := receive(t, r.got, "the envelope").ack(func() {}); err == nil {
		t.Fatal("a function was encoded")
	}
	sameJSON(t, p.ack(), `{"envelope_id":"e"}`)
}

func TestAnUnknownTypeIsHandedOver(t *testing.T) {
	r := start(t, nil)
	r.next().send(`{"envelope_id":"e1","type":"of_tomorrow","payload":[1],"retry_attempt":"one","accepts_response_payload":"true"}`)
	got := receive(t, r.got, "the envelope")
	if got.Type != "of_tomorrow" || string(got.Payload) != "[1]" {
		t.Fatalf("got %+v", got.Envelope)
	}
}

func TestUnreadableFramesAreAckedCountedAndSurvived(t *testing.T) {
	r := start(t, nil)
	p := r.next()
	for _, frame := range []string{
		`{"envelope_id":"broken","type":"slash_commands","payload":{"text":"hush-hush"`,
		`{"payload":{"text":"say \"envelope_id\":\"typed\" hush-hush", "envelope_id" : "behind"`,
		`{"envelope_id":"no type","payload":{}}`,
		`{"envelope_id":"type is a number","type":7}`,
		`hush-hush`, ``, `[]`, `null`,
		`{"type":"goodbye","text":"hush-hush"}`,
		`{"type":"events_api","envelope_id":null}`,
	} {
		p.send("%s", frame)
	}
	for _, id := range []string{"broken", "behind", "no type", "type is a number"} {
		sameJSON(t, p.ack(), fmt.Sprintf(`{"envelope_id":%q}`, id))
	}
	p.command("good")
	if got := receive(t, r.got, "the good envelope").ID; got != "good" {
		t.Fatalf("got %s", got)
	}
	want := Stats{Opens: 1, Envelopes: 1, Malformed: 8, Ignored: 2}
	if diff := cmp.Diff(want, r.Stats()); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(r.log.String(), "hush-hush") {
		t.Error("what a frame held is in the log")
	}
}
