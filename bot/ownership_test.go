package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"leadpact/bot"
	"leadpact/sla"
)

const (
	mara  = "000000000001"
	jonas = "000000000002"
)

func TestClaimIsSavedThenAcked(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).envelope())
		s.want("saved", "acked")
		if s.owner(mara) != "ANA" {
			t.Errorf("the owner is %q", s.owner(mara))
		}
	})
}

func TestRedeliveredClickIsSilent(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		env := claimBy("ANA", mara).envelope()
		s.hand(env)
		env.ID = "E2" // as a redelivery over another connection may have it
		s.hand(env)
		s.want("saved", "acked", "acked")
	})
}

func TestSecondClickChangesNothing(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).envelope())
		again := claimBy("ANA", mara)
		again.stamp = "1700000009.000001"
		s.hand(again.envelope())
		s.want("saved", "acked", "acked", "told at url-of-ANA: …yours already…")
		if n := len(s.leads[mara].History); n != 3 {
			t.Errorf("%d events, want 3", n)
		}
	})
}

func TestLostRace(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).envelope())
		s.hand(claimBy("BEN", mara).envelope())
		s.want("saved", "acked", "acked", "told at url-of-BEN: …<@ANA>…Mara…Nobody else waits…")
		s.lead(jonas, "Jonas Roth")
		s.hand(claimBy("BEN", mara).envelope())
		s.want("acked", "told at url-of-BEN: …<@ANA>…Mara…Next: Jonas Roth…")
	})
}

// TestOneWinner has fifty people click at once.
func TestOneWinner(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		var all sync.WaitGroup
		for i := range 50 {
			all.Go(func() { s.bot.Handle(claimBy("REP"+string(rune('A'+i)), mara).envelope(), s.ack) })
		}
		all.Wait()
		s.must(s.bot.Settled(s.t.Context()))
		count := map[string]int{}
		for _, what := range s.happened() {
			word, _, _ := strings.Cut(what, " ")
			count[word]++
		}
		if count["saved"] != 1 || count["acked"] != 50 || count["told"] != 49 {
			t.Errorf("what happened: %v", count)
		}
	})
}

func TestLostRaceWhenTheLeadCannotBeRead(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(claimBy("ANA", mara).envelope())
		s.get = func(context.Context) error { return errStore }
		s.hand(claimBy("BEN", mara).envelope())
		s.want("saved", "acked", "acked", "told at url-of-BEN: Mara Lindt was taken before you.…<@ANA>…")
	})
}

func TestRelease(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: Nobody has Mara Lindt at the moment, so there is nothing to release.")
		s.hand(claimBy("ANA", mara).envelope())
		s.hand(releaseBy("BEN", mara).envelope())
		s.want("saved", "acked", "acked", "told at url-of-BEN: Only the owner of Mara Lindt can release it.…<@ANA>…")
		s.hand(releaseBy("ANA", mara).envelope())
		s.want("saved", "acked")
		if s.owner(mara) != "" {
			t.Error("somebody still owns the lead")
		}
	})
}

func TestClosedAndUnknownLeads(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		l := s.lead(mara, "Mara Lindt")
		s.must(l.Close(sla.Actor{ID: "ANA"}, sla.EndLost, "", s.now(), "close"))
		s.hand(claimBy("BEN", mara).envelope())
		s.want("acked", "told at url-of-BEN: Mara Lindt is closed already, so there is nothing left to take.")
		s.hand(claimBy("BEN", "nobody").envelope())
		s.want("acked", "told at url-of-BEN: There is no such lead.")
	})
}

func TestGuests(t *testing.T) {
	grid := bot.Home{Team: "T1", Enterprise: "E1"}
	for _, c := range []struct {
		what  string
		home  bot.Home
		p     press
		guest bool
	}{
		{"a colleague", bot.Home{Team: "T1"}, press{team: "T1"}, false},
		{"another team", bot.Home{Team: "T1"}, press{team: "T2"}, true},
		{"another team that the payload calls its own", bot.Home{Team: "T1"}, press{team: "T2", appTeam: "T2", org: "E2"}, true},
		{"a colleague in an organisation", grid, press{team: "T1", org: "E1"}, false},
		{"a sibling workspace", grid, press{team: "T2", appTeam: "T2", org: "E1"}, false},
		{"another organisation", grid, press{team: "T9", appTeam: "T9", org: "E9"}, true},
		{"a guest, and the payload tells of the app's own organisation", grid, press{team: "T9", appTeam: "T1", org: "E1"}, true},
		{"no workspace told", bot.Home{Team: "T1"}, press{team: untold, appTeam: untold}, true},
		{"no workspace told, in an organisation", grid, press{team: untold, appTeam: untold, org: "E1"}, true},
		{"the clicker's workspace not told, the click's is ours", bot.Home{Team: "T1"}, press{team: untold, appTeam: "T1"}, false},
		{"the clicker's workspace not told, the click's is another", bot.Home{Team: "T1"}, press{team: untold, appTeam: "T2"}, true},
		{"the clicker's workspace not told, the click's is a sibling", grid, press{team: untold, appTeam: "T2", org: "E1"}, true},
		{"no organisation told", grid, press{team: "T2", appTeam: "T2"}, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			play(t, bot.Options{}, func(s *stage) {
				s.bot.SetHome(c.home)
				s.lead(mara, "Mara Lindt")
				p := claimBy("ANA", mara)
				p.team, p.appTeam, p.org = c.p.team, c.p.appTeam, c.p.org
				s.hand(p.envelope())
				if c.guest {
					s.want("acked", "told at url-of-ANA: Only people of this workspace can take leads.…")
				} else {
					s.want("saved", "acked")
				}
			})
		})
	}
}

// TestBeforeTheWorkspaceIsKnown asks everybody to try again: a guest could not
// be told from a colleague.
func TestBeforeTheWorkspaceIsKnown(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		fresh := bot.New(bot.Options{Store: s, Slack: slackOf{s}, Commands: s, Now: s.now})
		s.lead(mara, "Mara Lindt")
		s.bot, fresh = fresh, s.bot
		s.hand(claimBy("ANA", mara).envelope())
		s.want("acked", "told at url-of-ANA: Not recorded: I have only just started…")
		s.hand(slashOf("T1", "status", true))
		s.want("acked with ephemeral: Not recorded: I have only just started…")
		s.must(s.bot.Drain(s.t.Context()))
		s.bot = fresh
	})
}

// TestPrivateClaim takes the next lead from the private message of a lost race:
// that message says so afterwards.
func TestPrivateClaim(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		p := claimBy("ANA", mara)
		p.private, p.message = true, "9.000100"
		s.hand(p.envelope())
		s.want("saved", "acked", "replaced at url-of-ANA: …Mara Lindt is yours…https://slack.test/C1/1.000100…")
	})
}

// TestPrivateClaimDeliveredAgain delivers a claim from a private message once
// more, after all that can have become of the lead.
func TestPrivateClaimDeliveredAgain(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		p := claimBy("ANA", mara)
		p.private, p.message = true, "9.000100"
		again := func(want string) {
			t.Helper()
			s.want("saved", "acked")
			s.hand(p.envelope())
			s.want("acked", "replaced at url-of-ANA: "+want)
		}
		s.hand(p.envelope())
		s.want("saved", "acked", "replaced at url-of-ANA: …is yours…")
		s.hand(releaseBy("ANA", mara).envelope())
		again("Mara Lindt was given back since, and waits for somebody. …https://slack.test/C1/1.000100…")
		s.hand(claimBy("BEN", mara).envelope())
		again("<@BEN> took Mara …")
		other := releaseBy("BEN", mara)
		other.stamp = "1700000000.000003"
		s.hand(other.envelope())
		s.want("saved", "acked")
		back := claimBy("ANA", mara)
		back.stamp = "1700000000.000004"
		s.hand(back.envelope())
		again("…Mara Lindt is yours…")
		s.must(s.leads[mara].Close(sla.Actor{ID: "ANA"}, sla.EndLost, "", s.now(), "close"))
		s.hand(p.envelope())
		s.want("acked", "replaced at url-of-ANA: Mara Lindt is closed by now. …")
	})
}

// TestRefusedClickDeliveredAgain loses the ack of a click that was refused; the
// lead is free when Slack sends it once more. Nobody gets a lead by that.
func TestRefusedClickDeliveredAgain(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		stamp := func() string { return fmt.Sprintf("%d.000100", s.now().Unix()) }
		pass := func() { <-time.After(50 * time.Second) } // so that what Ana releases is a misclick
		pass()
		s.hand(claimBy("ANA", mara).envelope())
		pass()
		p := claimBy("BEN", mara)
		p.stamp = stamp()
		env := p.envelope()
		s.hand(env)
		s.want("saved", "acked", "acked", "told at url-of-BEN: <@ANA> took…")
		pass()
		s.hand(releaseBy("ANA", mara).envelope())
		env.Attempt = 1
		s.hand(env)
		s.want("saved", "acked", "acked", "told at url-of-BEN: That click is from before Mara Lindt came free.…")
		if s.owner(mara) != "" {
			t.Errorf("%s owns the lead", s.owner(mara))
		}
		pass()
		p.stamp = stamp()
		env = p.envelope()
		env.Attempt = 1
		s.hand(env)
		s.want("saved", "acked")
	})
}

// TestOlderCopy clicks on a copy that is not kept up to date, in every way: the
// click works, and the copy becomes a pointer.
func TestOlderCopy(t *testing.T) {
	pointer := "changed C1/0.000100: …out of date…https://slack.test/C1/1.000100…"
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		on := func(p press) bot.Envelope { p.message = "0.000100"; return p.envelope() }
		s.hand(on(claimBy("ANA", mara)))
		s.want("saved", "acked", pointer)
		s.hand(on(claimBy("BEN", mara)))
		s.want("acked", "told at url-of-BEN: …<@ANA>…Mara…", pointer)
		s.hand(on(releaseBy("BEN", mara)))
		s.want("acked", "told at url-of-BEN: Only the owner…", pointer)
		s.hand(on(releaseBy("ANA", mara)))
		s.want("saved", "acked", pointer)
		elsewhere := claimBy("ANA", mara)
		elsewhere.message = "1.000100"
		elsewhere.stamp = "3"
		s.hand(elsewhere.envelope())
		s.want("saved", "acked")
	})
}

// TestPointerWaits lets fifty people click on an older copy while the budget
// for changing messages is used up: every one is acked at once, and the copy is
// changed once.
func TestPointerWaits(t *testing.T) {
	play(t, bot.Options{Workers: 4}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.await = func(ctx context.Context) error {
			select {
			case <-time.After(9 * time.Second):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		began := time.Now()
		for i := range 50 {
			p := claimBy("REP"+string(rune('A'+i)), mara)
			p.message = "0.000100"
			s.bot.Handle(p.envelope(), func(reply any) error {
				if took := time.Since(began); took > 100*time.Millisecond {
					t.Errorf("acked after %v", took)
				}
				return s.ack(reply)
			})
		}
		s.must(s.bot.Settled(s.t.Context()))
		changed := 0
		for _, what := range s.happened() {
			if strings.HasPrefix(what, "changed") {
				changed++
			}
		}
		if changed != 1 {
			t.Errorf("the copy was changed %d times", changed)
		}
	})
}

// TestPointerIsBestEffort gives up when the budget gives none in time.
func TestPointerIsBestEffort(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.await = func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}
		p := claimBy("ANA", mara)
		p.message = "0.000100"
		s.hand(p.envelope())
		s.want("saved", "acked")
	})
}
