package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot"
	"leadpact/bot/view"
	"leadpact/sla"
)

func TestNotRecorded(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.update = func(ctx context.Context, _ func() error) error {
			<-ctx.Done()
			return sla.ErrNotRecorded
		}
		env := claimBy("ANA", mara).envelope()
		s.hand(env)
		if took := time.Since(env.Received); took > 2600*time.Millisecond {
			t.Errorf("answered after %v", took)
		}
		s.want("acked", "told at url-of-ANA: Not recorded…")
	})
}

func TestStoreError(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.update = func(context.Context, func() error) error { return errStore }
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: …went wrong…")
		if !strings.Contains(s.logged(), "the disk is full") {
			t.Error("the log does not say why")
		}
	})
}

// TestUnconfirmed tells the person the fate of a click once it is known.
func TestUnconfirmed(t *testing.T) {
	for _, c := range []struct {
		what string
		fate error
		told string
	}{
		{"saved", nil, "told at url-of-ANA: …is saved…"},
		{"not saved", errStore, "told at url-of-ANA: …could not be saved…"},
		{"refused", &sla.Refusal{Code: sla.CodeTaken, Sentence: "Mara was taken before you.", Owner: "BEN"}, "told at url-of-ANA: Mara was taken before you.…<@BEN>…"},
	} {
		t.Run(c.what, func(t *testing.T) {
			play(t, bot.Options{}, func(s *stage) {
				s.lead(mara, "Mara Lindt")
				known := make(chan struct{})
				s.update = func(ctx context.Context, _ func() error) error {
					<-ctx.Done()
					return &sla.Unconfirmed{Fate: func(ctx context.Context) error {
						select {
						case <-known:
							return c.fate
						case <-ctx.Done():
							return ctx.Err()
						}
					}}
				}
				s.bot.Handle(claimBy("ANA", mara).envelope(), s.ack)
				<-time.After(10 * time.Minute)
				synctest.Wait()
				s.want("acked", "told at url-of-ANA: Not confirmed yet…")
				close(known)
				s.must(s.bot.Settled(s.t.Context()))
				s.want(c.told)
			})
		})
	}
}

// TestFateStaysUnknown lets go of a fate that nobody can be told any more,
// after the response URL's life or at the program's end.
func TestFateStaysUnknown(t *testing.T) {
	never := func(ctx context.Context, _ func() error) error {
		return &sla.Unconfirmed{Fate: func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}}
	}
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.update = never
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: Not confirmed yet…")
		if !strings.Contains(s.logged(), "stayed unknown") {
			t.Errorf("the log says %s", s.logged())
		}
	})
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.update = never
		s.bot.Handle(claimBy("ANA", mara).envelope(), s.ack)
		synctest.Wait()
		short, cancel := context.WithTimeout(s.t.Context(), 15*time.Second)
		defer cancel()
		if err := s.bot.Drain(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("drained while a fate was unknown: %v", err)
		}
		synctest.Wait()
		if !strings.Contains(s.logged(), "stayed unknown") {
			t.Error("still waits for a fate after the program has ended")
		}
	})
}

// TestPanics contains panics wherever they come from: the envelope is acked,
// the person told, and nothing of what was typed is logged.
func TestPanics(t *testing.T) {
	const typed = "my secret question"
	play(t, bot.Options{Workers: 1}, func(s *stage) {
		s.ask = func(context.Context, sla.Actor, string, string) view.Message { panic(typed) }
		s.hand(slashOf("T1", typed, true))
		s.want("acked with ephemeral: …went wrong…")

		s.lead(mara, "Mara Lindt")
		s.update = func(context.Context, func() error) error {
			few := []error{nil}
			return few[len(typed)]
		}
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: …went wrong…")

		s.speak = func(string) { panic(typed) }
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked")
		s.speak, s.update = nil, func(context.Context, func() error) error {
			return &sla.Unconfirmed{Fate: func(context.Context) error { panic(typed) }}
		}
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: Not confirmed yet…")

		s.acked = func() error { panic(typed) }
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked")
		s.acked, s.update = nil, nil
		s.hand(claimBy("ANA", mara).envelope()) // the one worker still works
		s.want("saved", "acked")
		if n := strings.Count(s.logged(), "a handler panicked"); n != 6 || strings.Contains(s.logged(), typed) {
			t.Errorf("%d panics logged:\n%s", n, s.logged())
		}
		if !strings.Contains(s.logged(), "index out of range") {
			t.Error("the log does not say what the runtime said")
		}
	})
}

// TestQueueFull turns away what is too much: it is acked at once, and the
// person told, in the ack or by the URL.
func TestQueueFull(t *testing.T) {
	play(t, bot.Options{Workers: 1, Queue: 1}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		free := make(chan struct{})
		s.update = func(_ context.Context, save func() error) error {
			<-free
			return save()
		}
		s.bot.Handle(claimBy("ANA", mara).envelope(), s.ack)
		synctest.Wait()
		s.bot.Handle(claimBy("BEN", mara).envelope(), s.ack)
		s.want()
		s.bot.Handle(claimBy("CARL", mara).envelope(), s.ack)
		synctest.Wait()
		s.want("acked", "told at url-of-CARL: Not recorded…")
		s.bot.Handle(slashOf("T1", "status", true), s.ack)
		synctest.Wait()
		s.want("acked with ephemeral: Not recorded…")
		s.bot.Handle(bot.Envelope{Type: "events_api", Payload: []byte(`{}`)}, s.ack)
		synctest.Wait()
		s.want("acked")
		close(free)
		s.must(s.bot.Settled(s.t.Context()))
		s.want("saved", "acked", "acked", "told at url-of-BEN: …<@ANA>…Mara…")
	})
}

// TestTurnedAwayIsBounded turns very many away while Slack is slow: none is
// held up, and no more than the queue holds are told.
func TestTurnedAwayIsBounded(t *testing.T) {
	play(t, bot.Options{Workers: 1, Queue: 5}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		free := make(chan struct{})
		s.update = func(_ context.Context, save func() error) error {
			<-free
			return save()
		}
		s.speak = func(string) { <-time.After(time.Second) }
		began := time.Now()
		for i := range 1000 {
			s.bot.Handle(claimBy(fmt.Sprint("REP", i), mara).envelope(), s.ack)
		}
		if took := time.Since(began); took > 0 {
			t.Errorf("the reader of the socket was held up for %v", took)
		}
		close(free)
		s.must(s.bot.Settled(s.t.Context()))
		acked, told := 0, 0
		for _, what := range s.happened() {
			if what == "acked" {
				acked++
			}
			if strings.Contains(what, "Not recorded") {
				told++
			}
		}
		if acked != 1000 || told == 0 || told > 6 {
			t.Errorf("%d acked, %d told", acked, told)
		}
	})
}

// TestSlowAnswers lets private answers take long: the next clicks are acked at
// once all the same.
func TestSlowAnswers(t *testing.T) {
	play(t, bot.Options{Workers: 2}, func(s *stage) {
		s.speak = func(string) { <-time.After(9 * time.Second) }
		for range 20 {
			began := time.Now()
			s.bot.Handle(claimBy("ANA", "nobody").envelope(), func(any) error {
				if took := time.Since(began); took > 0 {
					t.Errorf("acked after %v", took)
				}
				return nil
			})
			<-time.After(100 * time.Millisecond)
		}
		s.must(s.bot.Settled(s.t.Context()))
	})
}

// TestDrain finishes what was taken and turns away what comes later.
func TestDrain(t *testing.T) {
	play(t, bot.Options{Workers: 1}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.update = func(_ context.Context, save func() error) error {
			<-time.After(time.Second)
			return save()
		}
		s.bot.Handle(claimBy("ANA", mara).envelope(), s.ack)
		s.bot.Handle(claimBy("BEN", mara).envelope(), s.ack)
		drained := make(chan error)
		go func() { drained <- s.bot.Drain(s.t.Context()) }()
		synctest.Wait()
		s.bot.Handle(claimBy("CARL", mara).envelope(), s.ack)
		synctest.Wait()
		s.want("acked", "told at url-of-CARL: Not recorded…")
		s.must(<-drained)
		s.want("saved", "acked", "acked", "told at url-of-BEN: …<@ANA>…Mara…")
		s.bot.Handle(slashOf("T1", "status", true), s.ack)
		s.bot.Handle(claimBy("DORA", mara).envelope(), s.ack)
		synctest.Wait()
		s.want("acked with ephemeral: Not recorded…", "acked")
	})
}
