package bot_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"leadpact/bot"
)

// TestWhoIsAGuestIsJudgedWhenTheTabIsDrawn has people look and click before the
// workspace is known, and their tabs drawn afterwards.
func TestWhoIsAGuestIsJudgedWhenTheTabIsDrawn(t *testing.T) {
	look := func(who, team string) bot.Envelope {
		return eventOf(map[string]any{"team_id": team, "event": map[string]any{"type": "app_home_opened", "user": who, "tab": "home"}})
	}
	click := claimBy("GUS", mara)
	click.team = "T2"
	for want, env := range map[string]bot.Envelope{
		"home of GUS: Good to see you. Leads belong to the people of this workspace…": look("GUS", "T2"),
		"home of GUS: Not recorded: I have only just started… / Good to see you…":     click.atHome(),
		"home of ANA: *Yours*\nNone… / *Waiting*…Mara Lindt…":                         look("ANA", "T1"),
		"home of ANA: Not recorded: I have only just started… / *Yours*\nNone…":       claimBy("ANA", mara).atHome(),
	} {
		play(t, bot.Options{}, func(s *stage) {
			s.lead(mara, "Mara Lindt")
			fresh := bot.New(bot.Options{Store: s, Slack: slackOf{s}, Commands: s, Now: s.now})
			turn := make(chan struct{})
			s.home = func(context.Context) error { <-turn; return nil }
			fresh.Handle(env, s.ack)
			synctest.Wait()
			fresh.SetHome(bot.Home{Team: "T1"})
			close(turn)
			s.must(fresh.Settled(s.t.Context()))
			s.want("acked", want)
			s.must(fresh.Drain(s.t.Context()))
		})
	}
}

// TestWhatATabCouldNotSayIsSaidByTheNext lets publishing fail: what a click is
// to be told waits for the next look, unless there is something newer to say.
func TestWhatATabCouldNotSayIsSaidByTheNext(t *testing.T) {
	play(t, bot.Options{}, func(s *stage) {
		s.lead(mara, "Mara Lindt")
		s.broken = errors.New("Slack is away")
		s.hand(claimBy("ANA", "nobody").atHome())
		s.hand(looks("ANA", "home"))
		s.want("acked", "acked")
		s.broken = nil
		s.hand(looks("BEN", "home"))
		s.hand(looks("ANA", "home"))
		s.hand(looks("ANA", "home"))
		s.want("acked", "home of BEN: *Yours*…", "acked", "home of ANA: There is no such lead. / *Yours*…", "acked", "home of ANA: *Yours*…")

		s.home = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		s.hand(claimBy("ANA", "nobody").atHome())
		s.home = nil
		dance := claimBy("ANA", mara)
		dance.action = "dance"
		s.hand(dance.atHome())
		s.hand(looks("ANA", "home"))
		s.want("acked", "acked", "home of ANA: This button no longer does anything.… / *Yours*…", "acked", "home of ANA: *Yours*…")
	})
}
