package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot"
	"leadpact/bot/view"
	"leadpact/sla"
)

// submit is a submission as Slack describes it.
type submit struct {
	who, team, word, callback, id string
	from                          view.Origin
}

func (s submit) envelope() bot.Envelope {
	if s.team == "" {
		s.team = "T1"
	}
	if s.callback == "" {
		s.callback = view.CallbackRelease
	}
	metadata, err := json.Marshal(s.from)
	if err != nil {
		panic(err)
	}
	b, err := json.Marshal(map[string]any{
		"type": "view_submission", "user": map[string]any{"id": s.who, "team_id": s.team}, "team": map[string]any{"id": "T1"},
		"view": map[string]any{
			"id": s.id, "callback_id": s.callback, "private_metadata": string(metadata),
			"state": map[string]any{"values": map[string]any{view.BlockWord: map[string]any{view.ActionWord: map[string]any{"type": "plain_text_input", "value": s.word}}}},
		},
	})
	if err != nil {
		panic(err)
	}
	return bot.Envelope{ID: "E2", Type: "interactive", Payload: b, AcceptsReply: true, Received: time.Now()}
}

// confirmBy presses the button of the window that a lead's owner has opened.
func confirmBy(who, lead, word string) submit {
	return submit{who: who, word: word, id: "V1", from: view.Origin{Lead: lead, Channel: "C1", Message: "1.000100"}}
}

// held is a lead that somebody took long enough ago.
func (s *stage) held(id, name, by string) {
	s.t.Helper()
	s.lead(id, name)
	s.hand(claimBy(by, id).envelope())
	<-time.After(2 * time.Minute)
	s.want("saved", "acked")
}

// word is what the last event of a lead says.
func (s *stage) word(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	h := s.leads[id].History
	return h[len(h)-1].Why
}

func TestAMisclickIsTakenBackAtOnce(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).envelope())
		<-time.After(2*time.Minute - 1)
		env := releaseBy("ANA", mara).envelope()
		s.hand(env)
		s.want("saved", "acked", "saved", "acked")
		<-time.After(time.Hour)
		s.hand(env) // as Slack may deliver it again
		s.want("acked")
	})
}

func TestLaterAWindowAsksForAWord(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("acked", `opened release with trigger-of-ANA: {"lead":"000000000001","channel":"C1","message":"1.000100"}`)
		if s.owner(mara) != "ANA" {
			t.Fatal("the lead is released before anybody has confirmed it")
		}
		env := confirmBy("ANA", mara, " On holiday.\x07\r\nAsk in May. ").envelope()
		s.hand(env)
		s.want("saved", "acked")
		if s.owner(mara) != "" || s.word(mara) != "On holiday.\nAsk in May." {
			t.Errorf("%q owns it, and the word is %q", s.owner(mara), s.word(mara))
		}
		env.ID = "E9"
		s.hand(env) // the same submission again
		s.want("acked")
	})
}

func TestAClickThatWouldBeRefusedOpensNothing(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.hand(releaseBy("BEN", mara).envelope())
		s.want("acked", "told at url-of-BEN: Only the owner of Mara Lindt can release it.…<@ANA>…")
		guest := releaseBy("ANA", mara)
		guest.team = "T2"
		s.hand(guest.envelope())
		s.want("acked", "told at url-of-ANA: Only people of this workspace can release leads.…")
		s.hand(releaseBy("ANA", "nobody").envelope())
		s.want("acked", "told at url-of-ANA: There is no such lead.")
		s.must(s.leads[mara].Close(sla.Actor{ID: "ANA"}, sla.EndLost, "", s.now(), "close"))
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: Mara Lindt is closed already, so there is nothing to release.")
	})
}

func TestAWindowThatDoesNotOpenIsTold(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.open = func(context.Context) error { return errors.New("expired_trigger_id") }
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: The window did not open…click again.")
		s.open = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		began := time.Now()
		s.hand(releaseBy("ANA", mara).envelope())
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("gave up after %v", took)
		}
		s.want("acked", "told at url-of-ANA: The window did not open…click again.")
	})
}

// TestAWindowOpensWhileSlackIsSlow has private answers hold up all workers that
// give them: a window does not wait for them.
func TestAWindowOpensWhileSlackIsSlow(t *testing.T) {
	play(t, bot.Options{Workers: 1}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.speak = func(string) { <-time.After(9 * time.Second) }
		s.bot.Handle(releaseBy("BEN", mara).envelope(), s.ack)
		synctest.Wait()
		s.bot.Handle(releaseBy("ANA", mara).envelope(), s.ack)
		synctest.Wait()
		s.want("acked", "acked", "opened release with trigger-of-ANA: …")
	})
}

func TestALeadThatCannotBeReadIsNotRecorded(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.get = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: Not recorded…")
		s.get = func(context.Context) error { return errStore }
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: …went wrong…")
	})
}

func TestWhatTheWindowSays(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.hand(confirmBy("ANA", mara, strings.Repeat("x", 501)).envelope())
		s.want("acked with errors: The word for whoever takes it next has 501 characters…shorter by 1.")
		s.hand(confirmBy("BEN", mara, "").envelope())
		s.want("acked with errors: Only the owner of Mara Lindt can release it.")
		guest := confirmBy("ANA", mara, "")
		guest.team = "T2"
		s.hand(guest.envelope())
		s.want("acked with errors: Only people of this workspace can release leads.…")
		s.hand(confirmBy("ANA", "nobody", "").envelope())
		s.want("acked with errors: There is no such lead.")
		s.must(s.leads[mara].Close(sla.Actor{ID: "ANA"}, sla.EndLost, "", s.now(), "close"))
		s.hand(confirmBy("ANA", mara, "").envelope())
		s.want("acked with errors: Mara Lindt is closed already, so there is nothing to release.")
	})
}

// TestAWindowWhoseAckCarriesNothing says the same by changing the window.
func TestAWindowWhoseAckCarriesNothing(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		env := confirmBy("BEN", mara, "").envelope()
		env.AcceptsReply = false
		s.hand(env)
		s.want("acked", "window V1 shows: Only the owner of Mara Lindt can release it.")
		s.acked = func() error { return errors.New("the socket is gone") }
		s.hand(confirmBy("BEN", mara, "").envelope())
		s.want("acked with errors: Only the owner…", "window V1 shows: Only the owner of Mara Lindt can release it.")
	})
}

func TestAWindowWhenTheStoreIsSlow(t *testing.T) {
	for _, c := range []struct {
		what string
		fate error
		told string
	}{
		{"saved", nil, "window V1 shows: Done…"},
		{"not saved", errStore, "window V1 shows: It could not be saved…"},
		{"refused", &sla.Refusal{Code: sla.CodeNotYours, Sentence: "Mara is <not> yours."}, "window V1 shows: Mara is &lt;not&gt; yours."},
	} {
		t.Run(c.what, func(t *testing.T) {
			play(t, bot.Options{}, func(s *stage) {
				s.held(mara, "Mara Lindt", "ANA")
				known := make(chan struct{})
				s.update = func(ctx context.Context, _ func() error) error {
					<-ctx.Done()
					return &sla.Unconfirmed{Fate: func(context.Context) error { <-known; return c.fate }}
				}
				s.bot.Handle(confirmBy("ANA", mara, "").envelope(), s.ack)
				<-time.After(time.Minute)
				s.want("acked with update: Not confirmed yet…")
				close(known)
				s.must(s.bot.Settled(s.t.Context()))
				s.want(c.told)
			})
		})
	}
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.update = func(ctx context.Context, _ func() error) error { <-ctx.Done(); return sla.ErrNotRecorded }
		env := confirmBy("ANA", mara, "").envelope()
		s.hand(env)
		if took := time.Since(env.Received); took > 2600*time.Millisecond {
			t.Errorf("answered after %v", took)
		}
		s.want("acked with errors: Not recorded…Press Release again.")
		s.update = func(context.Context, func() error) error { return errStore }
		s.hand(confirmBy("ANA", mara, "").envelope())
		s.want("acked with errors: Something went wrong…")
		s.update = func(context.Context, func() error) error { panic("a secret") }
		s.hand(confirmBy("ANA", mara, "").envelope())
		s.want("acked with errors: Something went wrong…")
		if strings.Contains(s.logged(), "a secret") {
			t.Error("what a panic says is logged")
		}
	})
}

// TestAWindowOfNobodys is one of an older or newer version of ours.
func TestAWindowOfNobodys(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		other := confirmBy("ANA", mara, "")
		other.callback = "dance"
		s.hand(other.envelope())
		s.want("acked")
		nameless := confirmBy("ANA", mara, "") // a payload that lacks the window's id
		nameless.id = ""
		s.hand(nameless.envelope())
		s.hand(nameless.envelope())
		s.want("saved", "acked", "acked")
	})
}

func TestAWindowBeforeTheWorkspaceIsKnownAndWhenTooMuchComes(t *testing.T) {
	play(t, bot.Options{Workers: 1, Queue: 1}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		fresh := bot.New(bot.Options{Store: s, Slack: slackOf{s}, Commands: s, Now: s.now})
		s.bot, fresh = fresh, s.bot
		s.hand(confirmBy("ANA", mara, "").envelope())
		s.want("acked with errors: Not recorded: I have only just started…")
		s.must(s.bot.Drain(s.t.Context()))
		s.hand(confirmBy("ANA", mara, "").envelope())
		s.want("acked with errors: Not recorded: too much…")
		s.bot = fresh
	})
}

// TestAnOlderCopyBecomesAPointerWhenItsWindowIsSubmitted opened the window from
// a copy of the card that is not kept up to date.
func TestAnOlderCopyBecomesAPointerWhenItsWindowIsSubmitted(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		p := releaseBy("ANA", mara)
		p.message = "0.000100"
		s.hand(p.envelope())
		s.want("acked", `opened release with trigger-of-ANA: {…"message":"0.000100"}`)
		back := confirmBy("ANA", mara, "")
		back.from.Message = "0.000100"
		s.hand(back.envelope())
		s.want("saved", "acked", "changed C1/0.000100: …out of date…")
	})
}
