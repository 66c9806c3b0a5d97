package socket

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestHelloMakesASocketCount(t *testing.T) {
	s := newSlack(t)
	s.greets(func(*peer) {})
	r := run(t, s, nil, two)
	a, b := r.next(), r.next()
	if got := r.Health(); got.Live != 0 || got.Why == "" {
		t.Fatalf("before hello: %+v", got)
	}
	a.hello()
	r.live(1)
	b.hello()
	r.live(2)
	if got := r.Health(); got.Why != "" {
		t.Fatalf("after hello: %+v", got)
	}
}

func TestAnAckWrittenBetweenTheEndOfRunAndCloseArrives(t *testing.T) {
	for i := range 20 {
		r := start(t, nil)
		p := r.next()
		p.command("last")
		d := receive(t, r.got, "the envelope")
		r.stop()
		if err := receive(t, r.ran, "the end of Run"); err != nil {
			t.Fatal(err)
		}
		if i%2 == 0 {
			p.command("too late") // unread bytes must not cost the ack either
		}
		if err := d.ack(map[string]string{"text": "bye"}); err != nil {
			t.Fatal(err)
		}
		r.Close()
		sameJSON(t, p.ack(), `{"envelope_id":"last","payload":{"text":"bye"}}`)
		p.closes()
		if len(r.got) > 0 || len(p.acks) > 0 {
			t.Fatal("an envelope was taken after Run had returned")
		}
	}
}

func TestASocketThatOwesNothingSaysGoodbyeOnceNobodyListens(t *testing.T) {
	r := start(t, two)
	a, b := r.next(), r.next()
	r.live(2)
	r.stop()
	if err := receive(t, r.ran, "the end of Run"); err != nil {
		t.Fatal(err)
	}
	for _, p := range []*peer{a, b} {
		p.closes()
		if p.code != 1000 {
			t.Errorf("closed with %d, want a normal closure", p.code)
		}
	}
	if got := r.Health().Live; got != 0 {
		t.Errorf("%d live after Close", got)
	}
}

func TestCloseMayComeAtAnyTimeAndOften(t *testing.T) {
	never := New(Options{})
	never.Close()
	never.Close()

	r := start(t, two)
	r.next()
	var all sync.WaitGroup
	for range 5 {
		all.Go(r.Close)
	}
	all.Wait()
	if err := receive(t, r.ran, "the end of Run"); err != nil {
		t.Fatal(err)
	}
	if err := r.Run(t.Context()); err == nil {
		t.Fatal("a closed client ran")
	}
}

func TestRunRefusesToStartTwiceOrIncomplete(t *testing.T) {
	r := start(t, nil)
	r.next()
	if err := r.Run(t.Context()); err == nil {
		t.Error("ran twice at once")
	}
	open := func(context.Context) (string, error) { return "", nil }
	for _, o := range []Options{{}, {Open: open}, {Handle: func(Envelope, Ack) {}}} {
		c := New(o)
		if err := c.Run(t.Context()); err == nil {
			t.Error("ran without Open or Handle")
		}
		c.Close()
	}
}

func TestCloseEndsAnOpeningThatHangs(t *testing.T) {
	called := make(chan struct{})
	c := New(Options{
		Connections: 1, Handle: func(Envelope, Ack) {},
		Open: func(ctx context.Context) (string, error) {
			close(called)
			<-ctx.Done()
			return "", ctx.Err()
		},
	})
	ran := make(chan error, 1)
	go func() { ran <- c.Run(context.Background()) }()
	receive(t, called, "Open")
	c.Close()
	if err := receive(t, ran, "the end of Run"); err != nil {
		t.Fatal(err)
	}
}

// brisk takes the waiting out of reconnecting.
func brisk(o *Options, c *Client) {
	o.OpenWithin, o.OpenMost = time.Nanosecond, 1000
	if c != nil {
		c.pace.again[lost], c.pace.again[replaced] = growth{}, growth{}
	}
}

func TestTwoHundredReconnectsLeaveNoGoroutineBehind(t *testing.T) {
	r := start(t, brisk)
	p := r.next()
	r.live(1)
	before := runtime.NumGoroutine()
	for i := range 200 {
		p.command(fmt.Sprint("e", i))
		d := receive(t, r.got, "the envelope")
		if i%2 == 0 {
			p.drop()
		} else {
			if err := d.ack(nil); err != nil {
				t.Fatal(err)
			}
			p.ack()
			p.disconnect("warning")
		}
		next := r.next()
		p.closes()
		p = next
	}
	r.live(1)
	settles(t, func() bool { return runtime.NumGoroutine() <= before })
	if got := r.Stats(); got.Opens != 201 || got.Envelopes != 200 {
		t.Errorf("counted %+v", got)
	}
}

func settles(t *testing.T, done func() bool) {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("did not settle: %d goroutines", runtime.NumGoroutine())
		}
	}
}

func TestSecureSockets(t *testing.T) {
	s := bareSlack(t)
	server := httptest.NewTLSServer(s)
	t.Cleanup(server.Close)
	s.base = strings.Replace(server.URL, "https", "wss", 1)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	r := run(t, s, nil, func(_ *Options, c *Client) {
		if c != nil {
			c.dialer.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
		}
	})
	p := r.next()
	p.command("e1")
	d := receive(t, r.got, "the envelope")
	r.stop()
	if err := receive(t, r.ran, "the end of Run"); err != nil {
		t.Fatal(err)
	}
	if err := d.ack(nil); err != nil {
		t.Fatal(err)
	}
	r.Close()
	sameJSON(t, p.ack(), `{"envelope_id":"e1"}`)
}

func TestTheAddressIsNeverTold(t *testing.T) {
	closed := httptest.NewServer(nil)
	host := strings.TrimPrefix(closed.URL, "http://")
	plain := httptest.NewServer(nil) // answers 404 to the handshake
	t.Cleanup(plain.Close)
	closed.Close()
	for _, address := range []string{
		"ws://" + host + "/link?ticket=tckt-1",
		"ws://" + strings.TrimPrefix(plain.URL, "http://") + "/link?ticket=tckt-1",
		"wss://" + strings.TrimPrefix(plain.URL, "http://") + "/link?ticket=tckt-1",
		"ws://%zz/?ticket=tckt-1", "tckt-1", "https://h/?ticket=tckt-1", "ws://user:tckt-1@" + host + "/",
	} {
		t.Run(address, func(t *testing.T) {
			r := start(t, func(o *Options, c *Client) {
				brisk(o, c)
				o.OpenWithin, o.OpenMost = time.Hour, 3
				o.Open = func(context.Context) (string, error) { return address, nil }
			})
			settles(t, func() bool { return strings.Count(r.log.String(), "is missing") == 3 })
			if told := r.log.String() + r.Health().Why; strings.Contains(told, "tckt") {
				t.Error(told)
			}
			if got := r.Health(); got.Live != 0 || got.Why == "" {
				t.Errorf("health is %+v", got)
			}
		})
	}
}

func TestANilLoggerDiscards(t *testing.T) {
	r := start(t, func(o *Options, _ *Client) { o.Log = nil })
	r.next().send(`broken`)
	settles(t, func() bool { return r.Stats().Malformed == 1 })
}
