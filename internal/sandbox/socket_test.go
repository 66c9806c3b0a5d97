package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func (w *world) event() *envelope {
	e := newEnvelope(kindEvent, false, json.RawMessage(`{"n":1}`))
	w.link.send(e)
	return e
}

func TestHello(t *testing.T) {
	w := open(t)
	if w.State().Sockets != 0 {
		t.Error("sockets before hello")
	}
	first := w.dialRaw("").next()
	second := w.dialRaw("").next()
	if first.Type != "hello" || first.NumConns != 1 || second.NumConns != 2 || first.ID != "" {
		t.Errorf("%+v %+v", first, second)
	}
	if first.ConnInfo["app_id"] != appID || first.DebugInfo["approximate_connection_time"] == nil || first.DebugInfo["host"] == "" {
		t.Errorf("%+v", first)
	}
	eventually(t, "two sockets in state", func() bool { return w.State().Sockets == 2 })
}

func TestTicketIsGoodForOneUse(t *testing.T) {
	w := open(t)
	url := w.wantOK(w.apiAs(AppToken, "apps.connections.open"))["url"].(string)
	conn, _, err := knock(url, "")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	for _, u := range []string{url, strings.Split(url, "?")[0]} {
		if _, status, err := knock(u, ""); err == nil || status != http.StatusForbidden {
			t.Errorf("%s opened again", u)
		}
	}
}

func TestForeignOriginGetsNoSocket(t *testing.T) {
	w := open(t)
	url := w.wantOK(w.apiAs(AppToken, "apps.connections.open"))["url"].(string)
	_, status, err := knock(url, "https://evil.example")
	if err == nil || status != http.StatusForbidden {
		t.Errorf("%v %v", status, err)
	}
}

func TestEnvelopesAreSpread(t *testing.T) {
	w := open(t)
	a, b := w.dial(), w.dial()
	for range 10 {
		w.event()
	}
	for range 5 {
		a.ack(a.next(), "")
		b.ack(b.next(), "")
	}
	eventually(t, "all acked", func() bool { return w.State().PendingEnvelopes == 0 })
	a.none(300 * time.Millisecond)
	b.none(0)
}

func TestUnackedIsRedelivered(t *testing.T) {
	w := open(t)
	a, b := w.dial(), w.dial()
	e := w.event()
	first := a.next()
	if first.Attempt != 0 || first.RetryWhy != "" || first.Type != kindEvent || first.Accepts {
		t.Errorf("first %+v", first)
	}
	second := b.next()
	if second.ID != first.ID || second.Attempt != 1 || second.RetryWhy != "timeout" || string(second.Payload) != `{"n":1}` {
		t.Errorf("second %+v", second)
	}
	b.ack(first, "") // an ack is good on any socket
	<-e.acked
	a.none(500 * time.Millisecond)
}

func TestGivesUpWithoutAcks(t *testing.T) {
	w := open(t)
	a := w.dial()
	w.event()
	for want := range maxTimeouts + 1 {
		if f := a.next(); f.Attempt != want {
			t.Errorf("attempt %d, want %d", f.Attempt, want)
		}
	}
	eventually(t, "given up", func() bool { return w.State().PendingEnvelopes == 0 })
}

func TestInteractiveIsRedeliveredToo(t *testing.T) {
	w := open(t)
	a := w.dial()
	w.link.send(newEnvelope(kindInteractive, true, json.RawMessage(`{}`)))
	if f := a.next(); !f.Accepts || f.RetryWhy != "" {
		t.Errorf("%+v", f)
	}
	f := a.next()
	if f.Attempt != 1 || f.RetryWhy != "" {
		t.Errorf("%+v", f)
	}
	a.ack(f, "")
}

func TestDeadSocketHandsOver(t *testing.T) {
	w := open(t, func(o *Options) { o.Redeliver = time.Hour })
	a, b := w.dial(), w.dial()
	e := w.event()
	f := a.next()
	if n := w.link.fault(socketDrop, false); n != 1 {
		t.Fatalf("dropped %d", n)
	}
	if code := a.waitClosed(); code == websocket.CloseNormalClosure {
		t.Error("a drop said goodbye")
	}
	again := b.next()
	if again.ID != f.ID || again.Attempt != 1 {
		t.Errorf("%+v", again)
	}
	b.ack(again, "")
	<-e.acked
}

func TestKeptWhileNobodyIsConnected(t *testing.T) {
	w := open(t)
	e := w.event()
	if w.State().PendingEnvelopes != 1 {
		t.Error("not kept")
	}
	a := w.dial()
	a.ack(a.next(), "")
	<-e.acked
}

func TestQueueIsBounded(t *testing.T) {
	w := open(t)
	for range maxQueued + 5 {
		w.event()
	}
	if n := w.State().PendingEnvelopes; n != maxQueued {
		t.Errorf("%d kept", n)
	}
}

func TestUnknownAcksAreIgnored(t *testing.T) {
	w := open(t)
	a := w.dial()
	for _, text := range []string{`{"envelope_id":"nope"}`, `{}`, `not json`, `[]`, `{"envelope_id":7}`} {
		a.send(text)
	}
	e := w.event()
	f := a.next()
	a.ack(f, "")
	a.ack(f, "")
	<-e.acked
}

func TestLongFrameClosesTheSocket(t *testing.T) {
	w := open(t)
	a := w.dial()
	a.long(maxFrame - 40)
	e := w.event()
	a.ack(a.next(), "")
	<-e.acked
	a.long(maxFrame)
	if code := a.waitClosed(); code != websocket.CloseMessageTooBig {
		t.Errorf("close code %d, want 1009", code)
	}
	eventually(t, "it is counted", func() bool { return w.State().OversizedFrames == 1 })
}

func TestElevenSockets(t *testing.T) {
	w := open(t)
	for range maxSockets {
		w.dial()
	}
	late := w.dialRaw("")
	if f := late.next(); f.Type != "disconnect" || f.Reason != "too_many_websockets" {
		t.Errorf("%+v", f)
	}
	late.waitClosed()
	eventually(t, "ten sockets", func() bool { return w.State().Sockets == maxSockets })
}

func TestDisconnects(t *testing.T) {
	w := open(t)
	for _, reason := range []string{socketRefresh, socketTooMany} {
		t.Run(reason, func(t *testing.T) {
			w.t = t
			a := w.dial()
			eventually(t, "ready", func() bool { return w.State().Sockets == 1 })
			if n := w.link.fault(reason, false); n != 1 {
				t.Fatalf("hit %d", n)
			}
			if f := a.next(); f.Type != "disconnect" || f.Reason != reason || f.ID != "" || f.DebugInfo["host"] == "" {
				t.Errorf("%+v", f)
			}
			a.waitClosed()
			eventually(t, "gone", func() bool { return w.State().Sockets == 0 })
		})
	}
}

// A warned socket still serves; it goes when the app closes it.
func TestWarningLeavesTime(t *testing.T) {
	w := open(t)
	a := w.dial()
	eventually(t, "ready", func() bool { return w.State().Sockets == 1 })
	w.link.fault(socketWarning, false)
	if f := a.next(); f.Reason != "warning" {
		t.Errorf("%+v", f)
	}
	e := w.event()
	a.ack(a.next(), "")
	<-e.acked
	b := w.dial()
	e = w.event()
	b.ack(b.next(), "")
	<-e.acked
	if n := w.link.fault(socketWarning, false); n != 1 {
		t.Errorf("hit %d", n)
	}
	if f := b.next(); f.Reason != "warning" {
		t.Errorf("the second warning went to the wrong socket: %+v", f)
	}
}

func TestLinkDisabled(t *testing.T) {
	w := open(t)
	a, b := w.dial(), w.dial()
	eventually(t, "ready", func() bool { return w.State().Sockets == 2 })
	ctx := context.Background()
	if got, err := w.Faults(ctx, Fault{Socket: socketDisabled}); err != nil || got.Sockets != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	for _, x := range []*app{a, b} {
		if f := x.next(); f.Reason != socketDisabled {
			t.Errorf("%+v", f)
		}
		x.waitClosed()
	}
	w.wantError(w.apiAs(AppToken, "apps.connections.open"), "link_disabled")
	if _, err := w.Faults(ctx, Fault{Socket: socketEnabled}); err != nil {
		t.Fatal(err)
	}
	w.dial()
}

func TestAllSocketsAtOnce(t *testing.T) {
	w := open(t)
	a, b := w.dial(), w.dial()
	eventually(t, "ready", func() bool { return w.State().Sockets == 2 })
	if n := w.link.fault(socketDrop, true); n != 2 {
		t.Errorf("hit %d", n)
	}
	a.waitClosed()
	b.waitClosed()
}

func TestPings(t *testing.T) {
	w := open(t, func(o *Options) { o.Ping = 30 * time.Millisecond })
	out := w.wantOK(w.apiAs(AppToken, "apps.connections.open"))
	conn, _, err := knock(out["url"].(string), "")
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	pings := make(chan struct{}, 100)
	answering := true
	answer := conn.PingHandler()
	conn.SetPingHandler(func(text string) error {
		pings <- struct{}{}
		if answering {
			if len(pings) >= 10 {
				answering = false
			}
			return answer(text)
		}
		return nil
	})
	// Ten pings are answered and keep the socket open; then silence ends it.
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
	if len(pings) < 10 {
		t.Errorf("ended after %d pings: %v", len(pings), err)
	}
}

func TestCloseEndsSockets(t *testing.T) {
	w := open(t)
	a := w.dial()
	w.Close()
	a.waitClosed()
	w.Close()
	if _, ok := w.link.await(context.Background(), newEnvelope(kindEvent, false, nil)); ok {
		t.Error("acked after the end")
	}
}

func TestRedeliverOnDemand(t *testing.T) {
	w := open(t)
	ctx := context.Background()
	if _, err := w.Faults(ctx, Fault{Redeliver: true}); err == nil {
		t.Error("redelivered nothing")
	}
	a := w.dial()
	e := w.event()
	first := a.next()
	a.ack(first, "")
	<-e.acked
	done := make(chan Faulted, 1)
	go func() {
		got, _ := w.Faults(ctx, Fault{Redeliver: true})
		done <- got
	}()
	second := a.next()
	if second.ID != first.ID || second.Attempt != 1 || string(second.Payload) != string(first.Payload) {
		t.Errorf("%+v after %+v", second, first)
	}
	a.ack(second, "")
	if got := <-done; !got.Acked {
		t.Errorf("%+v", got)
	}
}

func TestRawEnvelope(t *testing.T) {
	w := open(t)
	a := w.dial()
	a.serve(nil)
	ctx := context.Background()
	got, err := w.Envelope(ctx, "brand_new", json.RawMessage(`[1]`))
	if err != nil || !got.OK {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := w.Envelope(ctx, "", nil); err == nil {
		t.Error("sent an envelope without a type")
	}
	if _, err := w.Envelope(ctx, "x", json.RawMessage(`{`)); err == nil {
		t.Error("sent broken JSON")
	}
	if got, err := w.Envelope(ctx, "empty", nil); err != nil || !got.OK {
		t.Errorf("%+v %v", got, err)
	}
}
