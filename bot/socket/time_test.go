package socket

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// Everything here runs on virtual time: an hour costs nothing, and every span is exact.

func wait(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// mostPerMinute is the largest number of openings in any span of a minute.
func mostPerMinute(opens []time.Time) int {
	most := 0
	for i := range opens {
		n := 0
		for _, at := range opens[i:] {
			if at.Sub(opens[i]) < time.Minute {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func gaps(opens []time.Time) []time.Duration {
	var all []time.Duration
	for i := 1; i < len(opens); i++ {
		all = append(all, opens[i].Sub(opens[i-1]))
	}
	return all
}

func TestAReplacementComesBeforeTheOldSocketGoes(t *testing.T) {
	for _, reason := range []string{"warning", "refresh_requested", "of_tomorrow"} {
		t.Run(reason, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := startPiped(t, two)
				a, b := r.next(), r.next()
				wait(time.Hour)
				least := 2
				watch := time.NewTicker(time.Millisecond)
				r.greets(func(*peer) {}) // the replacement is slow to say hello
				a.disconnect(reason)
				c := r.next()
				for range 3000 {
					<-watch.C
					least = min(least, r.Health().Live)
				}
				if a.isGone() {
					t.Fatal("the old socket went before the new one had said hello")
				}
				c.hello()
				for range 3000 {
					<-watch.C
					least = min(least, r.Health().Live)
				}
				if !a.isGone() || b.isGone() || c.isGone() || a.code != websocket.CloseNormalClosure {
					t.Fatalf("old gone %t (%d), other gone %t, new gone %t", a.isGone(), a.code, b.isGone(), c.isGone())
				}
				if least < 2 || r.Health().Live != 2 {
					t.Fatalf("as few as %d were live, now %+v", least, r.Health())
				}
			})
		})
	}
}

func TestAnOldSocketWaitsForTheAcksItIsOwed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startPiped(t, nil)
		old := r.next()
		wait(time.Hour)
		old.command("slow")
		slow := <-r.got
		old.disconnect("warning")
		r.next()
		wait(2 * time.Second)
		if old.isGone() {
			t.Fatal("the socket was closed while an ack was owed on it")
		}
		if err := slow.ack(nil); err != nil {
			t.Fatal(err)
		}
		sameJSON(t, old.ack(), `{"envelope_id":"slow"}`)
		wait(time.Millisecond)
		if !old.isGone() {
			t.Fatal("the socket stayed although nothing was owed any more")
		}
	})
}

func TestAnOldSocketDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startPiped(t, nil)
		old := r.next()
		wait(time.Hour)
		old.command("forgotten")
		forgotten := <-r.got
		code := "internal_error"
		r.refuse.Store(&code)
		old.disconnect("warning")
		wait(9 * time.Second)
		if r.Health().Live != 1 {
			t.Fatalf("after 9 s: %+v", r.Health())
		}
		wait(5 * time.Second)
		if !old.isGone() || r.Health().Live != 0 || !strings.Contains(r.Health().Why, code) {
			t.Fatalf("after 14 s: gone %t, %+v", old.isGone(), r.Health())
		}
		if err := forgotten.ack(nil); !errors.Is(err, ErrGone) {
			t.Fatalf("got %v, want ErrGone", err)
		}
	})
}

func TestASwitchedOffAppIsAskedSeldom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startPiped(t, two)
		r.next()
		r.next()
		wait(time.Hour)
		r.greets(func(p *peer) { p.hello(); p.disconnect("link_disabled") })
		off := time.Now()
		r.slack.mu.Lock()
		r.opens = nil
		r.slack.mu.Unlock()
		r.tellAll("link_disabled")
		wait(time.Second)
		if got := r.Health(); got.Live != 0 || !strings.Contains(got.Why, "(link_disabled)") {
			t.Fatalf("health is %+v", got)
		}
		wait(59 * time.Second)
		if n := len(r.opened()); n > 2 {
			t.Fatalf("%d openings in the first minute", n)
		}
		wait(time.Hour)
		if most := mostPerMinute(r.opened()); most > 4 {
			t.Errorf("as many as %d openings in a minute", most)
		}
		if n := len(r.opened()); n < 2*8 || n > 2*16 {
			t.Errorf("%d openings in an hour", n)
		}
		for _, at := range r.opened() {
			if at.Sub(off) < time.Minute {
				t.Errorf("asked again after %s", at.Sub(off))
			}
		}
		r.greets((*peer).hello)
		wait(7 * time.Minute)
		if got := r.Health(); got.Live != 2 {
			t.Fatalf("after the app was switched on again: %+v", got)
		}
	})
}

func TestARefusedTokenIsTriedSeldomAndNamed(t *testing.T) {
	for code, want := range map[string]string{
		"invalid_auth":                           "the app token was refused: invalid_auth",
		"opening: missing_scope [needs x]":       "the app token was refused: missing_scope (it needs the scope connections:write)",
		"socket_mode_not_enabled":                linkDisabled,
		"slack: post: link_disabled":             linkDisabled,
		"account_inactive, said apps.connection": "the app token was refused: account_inactive (the app was removed from the workspace, or its owner was deactivated)",
	} {
		t.Run(code, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, l := newPipedSlack(t)
				s.refuse.Store(&code)
				r := run(t, s, l, nil)
				wait(59 * time.Second)
				if n := len(r.opened()); n != 1 {
					t.Fatalf("%d openings in the first minute", n)
				}
				if got := r.Health(); got.Live != 0 || got.Why != want {
					t.Fatalf("health is %+v, want %q", got, want)
				}
				wait(time.Hour)
				for i, gap := range gaps(r.opened()) {
					low := min(time.Minute<<i, 5*time.Minute)
					if gap < low || gap > low*5/4+time.Second {
						t.Errorf("attempt %d came after %s, want about %s", i+2, gap, low)
					}
				}
				s.refuse.Store(nil)
				wait(7 * time.Minute)
				if got := r.Health(); got.Live != 1 {
					t.Fatalf("after the token was mended: %+v", got)
				}
				r.Close()
				if got := r.Health(); got.Live != 0 || got.Why == want {
					t.Fatalf("a trouble that is over is still told: %+v", got)
				}
			})
		})
	}
}

func TestTooManySocketsMakesItWaitLongerEachTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := newPipedSlack(t)
		s.greets(func(p *peer) { p.disconnect("too_many_websockets") })
		r := run(t, s, l, nil)
		wait(time.Hour)
		for i, gap := range gaps(r.opened()) {
			low := min(5*time.Second<<min(i, 20), 5*time.Minute)
			if gap < low || gap > low*5/4+12*time.Second {
				t.Errorf("attempt %d came after %s, want about %s", i+2, gap, low)
			}
		}
		if got := r.Health(); !strings.Contains(got.Why, "too_many_websockets") {
			t.Errorf("health is %+v", got)
		}
	})
}

func TestADroppedSocketIsReplacedAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startPiped(t, nil)
		p := r.next()
		wait(time.Minute)
		at := time.Now()
		p.drop()
		r.next()
		synctest.Wait()
		if took := time.Since(at); took > 0 || r.Health().Live != 1 {
			t.Fatalf("replaced after %s, %+v", took, r.Health())
		}
	})
}

func TestSocketsThatDieYoungAreReplacedSlowly(t *testing.T) {
	for name, greet := range map[string]func(*peer){
		"dropped":   func(p *peer) { p.hello(); p.drop() },
		"warned":    func(p *peer) { p.hello(); p.disconnect("warning") },
		"no hello":  func(*peer) {},
		"cut early": func(p *peer) { p.drop() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, l := newPipedSlack(t)
				s.greets(greet)
				r := run(t, s, l, two)
				wait(time.Hour)
				n := len(r.opened())
				if open := s.stillOpen(); open > 2*2 {
					t.Errorf("%d sockets are open", open)
				}
				if most := mostPerMinute(r.opened()); most > 10 {
					t.Errorf("as many as %d openings in a minute", most)
				}
				if n < 60 || n > 310 {
					t.Errorf("%d openings in an hour", n)
				}
			})
		})
	}
}

func TestTheThrottleSitsUnderEveryOpening(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := newPipedSlack(t)
		r := run(t, s, l, func(o *Options, c *Client) {
			o.Connections = 4
			o.Open = func(ctx context.Context) (string, error) { _, _ = s.open(ctx); return "", errors.New("no") }
			if c != nil {
				c.pace.again = [kinds]growth{}
			}
		})
		wait(time.Hour)
		if most := mostPerMinute(r.opened()); most > 10 || most < 5 {
			t.Errorf("as many as %d openings in a minute", most)
		}
		if n := len(r.opened()); n < 590 || n > 610 {
			t.Errorf("%d openings in an hour", n)
		}
		if got := r.Stats().Opens; got != uint64(len(r.opened())) {
			t.Errorf("counted %d", got)
		}
	})
}

// asks is Slack's 429, as a caller may wrap it.
type asks struct{ patience time.Duration }

func (a asks) Error() string           { return "ratelimited" }
func (a asks) Patience() time.Duration { return a.patience }

func TestAllConnectionsKeepThePauseThatSlackAsksOneFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := newPipedSlack(t)
		var strict atomic.Bool
		r := run(t, s, l, func(o *Options, _ *Client) {
			o.Connections = 2
			o.Open = func(ctx context.Context) (string, error) {
				at, err := s.open(ctx)
				if strict.CompareAndSwap(true, false) {
					return "", fmt.Errorf("opening: %w", asks{40 * time.Second})
				}
				return at, err
			}
		})
		a, b := r.next(), r.next()
		wait(time.Minute)
		strict.Store(true)
		a.drop()
		synctest.Wait()
		b.drop()
		wait(39 * time.Second)
		if n := len(r.opened()); n != 3 {
			t.Fatalf("%d openings before the pause was over, not 3", n)
		}
		wait(2 * time.Second)
		if got := r.Health(); got.Live != 2 {
			t.Fatalf("after the pause: %+v", got)
		}
	})
}

func TestWhenASocketCountsAsOldIsASetting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startPiped(t, func(o *Options, _ *Client) {
			o.Young, o.OpenMost = time.Nanosecond, 100
		})
		for range 50 {
			p := r.next()
			wait(time.Millisecond)
			at := time.Now()
			p.drop()
			synctest.Wait()
			if took := time.Since(at); took > 0 {
				t.Fatalf("replaced after %s", took)
			}
		}
	})
}

func TestASilentSocketIsDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := newPipedSlack(t)
		s.greets(func(p *peer) {
			p.ws.SetPingHandler(func(string) error { p.pings.Add(1); return nil })
			p.hello()
		})
		r := run(t, s, l, nil)
		p := r.next()
		wait(29 * time.Second)
		if p.isGone() || r.Health().Live != 1 || p.pings.Load() != 2 {
			t.Fatalf("after 29 s: gone %t, %d pings, %+v", p.isGone(), p.pings.Load(), r.Health())
		}
		s.greets(func(*peer) {})
		wait(2 * time.Second)
		if got := r.Health(); !p.isGone() || got.Live != 0 || !strings.Contains(got.Why, "nothing was heard from Slack for 30s") {
			t.Fatalf("after 31 s: gone %t, %+v", p.isGone(), got)
		}
		r.next()
	})
}

func TestPingsOfEitherSideKeepASocket(t *testing.T) {
	for name, quiet := range map[string]bool{"Slack pings": true, "Slack answers": false} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, l := newPipedSlack(t)
				if quiet {
					s.greets(func(p *peer) {
						p.ws.SetPingHandler(func(string) error { return nil })
						p.hello()
					})
				}
				r := run(t, s, l, nil)
				p := r.next()
				for range 360 {
					wait(10 * time.Second)
					if quiet {
						_ = p.ws.WriteControl(websocket.PingMessage, nil, time.Time{})
					}
				}
				if n := len(r.opened()); n != 1 || r.Health().Live != 1 {
					t.Fatalf("%d openings, %+v", n, r.Health())
				}
			})
		})
	}
}

func TestAnAckThatCannotBeWrittenGivesTheSocketUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, l := newPipedSlack(t)
		stuck := make(chan struct{})
		s.greets(func(p *peer) {
			p.ws.SetPingHandler(func(string) error { <-stuck; return errors.New("enough") }) // the far side stops reading
			p.hello()
		})
		r := run(t, s, l, nil)
		p := r.next()
		wait(time.Second)
		p.command("e1")
		p.command("e2")
		one, two := <-r.got, <-r.got
		wait(11 * time.Second)
		at := time.Now()
		for _, d := range []delivery{one, two} {
			if err := d.ack(nil); !errors.Is(err, ErrGone) {
				t.Fatalf("got %v, want ErrGone", err)
			}
		}
		if took := time.Since(at); took > 2*time.Second {
			t.Errorf("two acks took %s", took)
		}
		r.next()
		if took := time.Since(at); took > 2*time.Second {
			t.Errorf("the next socket came after %s", took)
		}
		close(stuck)
		synctest.Wait()
		if got := r.Health(); got.Live != 1 {
			t.Errorf("health is %+v", got)
		}
	})
}

func TestNothingIsHandedOverOnceRunHasReturned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := startPiped(t, nil)
		p := r.next()
		wait(time.Second)
		r.stop()
		if err := <-r.ran; err != nil {
			t.Fatal(err)
		}
		p.command("late")
		p.disconnect("warning")
		wait(5 * time.Second)
		if len(r.got) > 0 || len(p.acks) > 0 || r.Stats() != (Stats{Opens: 1}) {
			t.Fatalf("%d handed over, %d acked, %+v", len(r.got), len(p.acks), r.Stats())
		}
	})
}

func TestAHelloCountsEvenWhenTheEndComesAtOnce(t *testing.T) {
	n := &conn{client: New(Options{}), greeted: make(chan struct{}), leaving: make(chan struct{})}
	close(n.greeted)
	close(n.leaving)
	for range 100 {
		if err := n.awaitHello(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
