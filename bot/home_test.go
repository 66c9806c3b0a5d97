package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot"
	"leadpact/sla"
)

func TestALookAtTheHomeTab(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.hand(looks("ANA", "home"))
		s.want("acked", "home of ANA: Nothing to do:…")
		s.lead(mara, "Mara Lindt")
		s.hand(looks("ANA", "home"))
		s.want("acked", "home of ANA: *Yours*…None…*Waiting*…Mara Lindt…https://slack.test/C1/1.000100|Open the card…")
		s.hand(looks("ANA", "messages"))
		s.want("acked")
	})
}

func TestAClaimOnTheHomeTab(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).atHome())
		s.want("saved", "acked", "home of ANA: *Yours* / 🔥 *Mara Lindt*…Yours since…*Waiting*\nNobody waits…")
		s.hand(claimBy("ANA", mara).atHome()) // as Slack may deliver it again
		s.want("acked", "home of ANA: *Yours* / …")
		s.hand(claimBy("BEN", mara).atHome())
		s.want("acked", "home of BEN: <@ANA> took Mara just before you. Nothing counts against you. Nobody else waits… / Nothing to do:…")
		s.hand(looks("BEN", "home")) // it is said once
		s.want("acked", "home of BEN: Nothing to do:…")
	})
}

func TestALeadIsReleasedOnTheHomeTab(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).envelope())
		s.hand(releaseBy("ANA", mara).atHome())
		s.want("saved", "acked", "saved", "acked", "home of ANA: …None…*Waiting*…")
		s.held(jonas, "Jonas Roth", "ANA")
		s.hand(releaseBy("ANA", jonas).atHome())
		s.want("acked", `opened release with trigger-of-ANA: {"lead":"000000000002","channel":"C1","message":"1.000100","home":true}`)
		back := confirmBy("ANA", jonas, "Soon.")
		back.from.Home = true
		s.hand(back.envelope())
		s.want("saved", "acked", "home of ANA: …None…*Waiting*…Jonas Roth…")
		again := back
		again.id = "V2"
		s.hand(again.envelope())
		s.want("acked with errors: Nobody has Jonas Roth…", "home of ANA: …None…")
		s.open = func(context.Context) error { return errors.New("expired_trigger_id") }
		s.held(mara, "Mara Lindt", "ANA")
		s.hand(releaseBy("ANA", mara).atHome())
		s.want("acked", "home of ANA: The window did not open…click again. / *Yours*…Mara Lindt…")
	})
}

func TestARefusalOnTheHomeTabStandsAtItsTop(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.held(mara, "Mara Lindt", "ANA")
		s.hand(releaseBy("BEN", mara).atHome())
		s.want("acked", "home of BEN: Only the owner of Mara Lindt…<@ANA>… / Nothing to do:…")
		dance := claimBy("ANA", mara)
		dance.action = "dance"
		s.hand(dance.atHome())
		s.want("acked", "home of ANA: This button no longer does anything.… / *Yours*…")
		s.update = func(ctx context.Context, _ func() error) error { <-ctx.Done(); return sla.ErrNotRecorded }
		s.hand(claimBy("BEN", mara).atHome())
		s.want("acked", "home of BEN: Not recorded…")
		s.update = func(context.Context, func() error) error { panic("a secret") }
		s.hand(claimBy("BEN", mara).atHome())
		s.want("acked", "home of BEN: Something went wrong…")
	})
}

func TestTheFateOfAClickOnTheHomeTab(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		known := make(chan struct{})
		s.update = func(ctx context.Context, save func() error) error {
			<-ctx.Done()
			return &sla.Unconfirmed{Fate: func(context.Context) error { <-known; return save() }}
		}
		s.bot.Handle(claimBy("ANA", mara).atHome(), s.ack)
		<-time.After(time.Minute)
		s.want("acked", "home of ANA: Not confirmed yet… / *Yours*\nNone…")
		close(known)
		s.must(s.bot.Settled(s.t.Context()))
		s.want("saved", "home of ANA: Done…saved. / *Yours* / …Mara Lindt…")
	})
}

func TestTheHomeTabOfAGuest(t *testing.T) {
	const kind = "home of GUS: Good to see you. Leads belong to the people of this workspace…"
	look := func() map[string]any {
		return map[string]any{"team_id": "T1", "event": map[string]any{"type": "app_home_opened", "user": "GUS", "tab": "home"}}
	}
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		for what, change := range map[string]func(p map[string]any){
			"another workspace":     func(p map[string]any) { p["team_id"] = "T2" },
			"no workspace told":     func(p map[string]any) { delete(p, "team_id") },
			"a shared conversation": func(p map[string]any) { p["is_ext_shared_channel"] = true },
		} {
			p := look()
			change(p)
			s.hand(eventOf(p))
			t.Log(what)
			s.want("acked", kind)
		}
		click := claimBy("GUS", mara)
		click.team = "T2"
		s.hand(click.atHome())
		s.want("acked", "home of GUS: Only people of this workspace can take leads.… / Good to see you…")
		click = releaseBy("GUS", mara)
		click.team = "T2"
		s.hand(click.atHome())
		s.want("acked", "home of GUS: Only people of this workspace can release leads.… / Good to see you…")
		s.bot.SetHome(bot.Home{Team: "T1", Enterprise: "E1"})
		sibling := look()
		sibling["team_id"], sibling["enterprise_id"] = "T2", "E1"
		s.hand(eventOf(sibling))
		s.want("acked", "home of GUS: *Yours*…")
		sibling["enterprise_id"] = nil
		sibling["context_enterprise_id"] = "E1"
		s.hand(eventOf(sibling))
		s.want("acked", "home of GUS: *Yours*…")
	})
}

func TestTheHomeTabBeforeTheWorkspaceIsKnown(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		fresh := bot.New(bot.Options{Store: s, Slack: slackOf{s}, Commands: s, Now: s.now})
		s.bot, fresh = fresh, s.bot
		for _, env := range []bot.Envelope{looks("ANA", "home"), claimBy("ANA", mara).atHome()} {
			s.hand(env)
			s.want("acked", "home of ANA: Not recorded: I have only just started…")
		}
		s.must(s.bot.Drain(s.t.Context()))
		s.hand(claimBy("ANA", mara).atHome())
		s.want("acked") // turned away; nothing is begun any more
		s.bot = fresh
	})
}

// TestManyLooksMakeOneTab lets the budget be used up: whoever looks again and
// again gets one tab, as things stand when it is drawn, with what was to be told.
func TestManyLooksMakeOneTab(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		turn := make(chan struct{})
		s.home = func(ctx context.Context) error {
			select {
			case <-turn:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		s.bot.Handle(looks("ANA", "home"), s.ack)
		synctest.Wait()
		s.bot.Handle(claimBy("ANA", "nobody").atHome(), s.ack)
		synctest.Wait()
		s.bot.Handle(looks("ANA", "home"), s.ack)
		s.bot.Handle(looks("BEN", "home"), s.ack)
		synctest.Wait()
		s.want("acked", "acked", "acked", "acked")
		s.lead(mara, "Mara Lindt")
		turn <- struct{}{}
		turn <- struct{}{}
		s.must(s.bot.Settled(s.t.Context()))
		got := strings.Join(s.happened(), "\n")
		if strings.Count(got, "home of") != 2 || !strings.Contains(got, "home of ANA: There is no such lead. / ") || strings.Count(got, "Mara Lindt") != 2 {
			t.Errorf("what happened:\n%s", got)
		}
	})
}

// TestWhatHappensWhileATabIsDrawnIsShown has a click come while the tab is on
// its way.
func TestWhatHappensWhileATabIsDrawnIsShown(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		free := make(chan struct{})
		s.report = func(context.Context) error { <-free; return errStore }
		s.bot.Handle(looks("ANA", "home"), s.ack)
		synctest.Wait()
		s.bot.Handle(claimBy("ANA", mara).atHome(), s.ack)
		synctest.Wait()
		s.want("acked", "saved", "acked")
		close(free)
		s.must(s.bot.Settled(s.t.Context()))
		s.want("home of ANA: …*Waiting*…", "home of ANA: *Yours* / 🔥 *Mara Lindt*…")
		if !strings.Contains(s.logged(), "does not say how today goes") {
			t.Error("the log does not say why")
		}
	})
}

func TestATabThatCannotBePublished(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.nohome = true
		s.hand(looks("ANA", "home"))
		s.hand(looks("BEN", "home"))
		s.want("acked", "acked")
		if n := strings.Count(s.logged(), "no home tab"); n != 1 {
			t.Errorf("it is said %d times", n)
		}
		s.nohome = false
		s.home = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		began := time.Now()
		s.hand(looks("ANA", "home"))
		s.want("acked")
		if took := time.Since(began); took != time.Minute || !strings.Contains(s.logged(), "a home tab was not published") {
			t.Errorf("given up after %v; the log:\n%s", took, s.logged())
		}
		s.home = func(context.Context) error { panic("a secret") }
		s.hand(looks("ANA", "home"))
		s.home = nil
		s.hand(looks("ANA", "home")) // the next one comes all the same
		s.want("acked", "acked", "home of ANA: Nothing to do:…")
		if strings.Contains(s.logged(), "a secret") {
			t.Error("what a panic says is logged")
		}
	})
}

// TestAStopDoesNotWaitLongForATab stops while the budget is used up, and has
// what fits be published still.
func TestAStopDoesNotWaitLongForATab(t *testing.T) {
	for after, want := range map[time.Duration][]string{2 * time.Second: {"acked", "home of ANA: Nothing to do:…"}, time.Hour: {"acked"}} {
		play(t, bot.Options{}, func(s *stage) {
			s.home = func(ctx context.Context) error {
				select {
				case <-time.After(after):
					return nil
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			s.bot.Handle(looks("ANA", "home"), s.ack)
			synctest.Wait()
			began := time.Now()
			s.must(s.bot.Drain(s.t.Context()))
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("it took %v", took)
			}
			s.want(want...)
		})
	}
}
