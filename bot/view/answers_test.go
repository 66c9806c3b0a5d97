package view_test

import (
	"errors"
	"testing"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

func private(t *testing.T) messages {
	t.Helper()
	next := arrives(t, jonas()).lead
	taken := arrives(t, mara()).posted(0).claimed(ana, 12*time.Minute)
	nameless := arrives(t, sla.Arrival{ExternalID: "hubspot:5501"}).posted(0).claimed(ana, 12*time.Minute)
	refused := func(s *story, who sla.Actor, try func(*sla.Lead, sla.Actor, time.Time, string) error) view.Message {
		t.Helper()
		var r *sla.Refusal
		if !errors.As(try(s.lead, who, s.at, "another"), &r) {
			t.Fatal("the domain did not refuse")
		}
		return view.Refused(r)
	}
	claim := (*sla.Lead).Claim
	release := func(l *sla.Lead, by sla.Actor, at time.Time, cause string) error { return l.Release(by, at, "", cause) }
	loud := arrives(t, sla.Arrival{Details: sla.Details{Name: hostile, Email: "a@b.example"}}).claimed(ana, 0)
	return messages{
		"private_lost_race":          view.LostRace(taken.lead, ana, next, taken.at.Add(time.Second)),
		"private_lost_race_late":     view.LostRace(taken.lead, ana, next, taken.at.Add(3*time.Hour)),
		"private_lost_race_nobody":   view.LostRace(taken.lead, ana, nil, taken.at.Add(time.Second)),
		"private_lost_race_arrived":  view.LostRace(taken.lead, ana, next, morning),
		"private_lost_race_nameless": view.LostRace(nameless.lead, ana, nil, nameless.at),
		"private_yours":              view.Yours(taken.lead, permalink),
		"private_yours_unposted":     view.Yours(taken.lead, ""),
		"private_hot_again":          view.HotAgain(arrives(t, jonas()).posted(0).claimed(ana, 0).again(demo(), time.Hour).lead, permalink),
		"private_hot_again_unposted": view.HotAgain(arrives(t, jonas()).claimed(ana, 0).again(demo(), time.Hour).lead, ""),
		"private_refused_taken":      refused(taken, sla.Actor{ID: ben}, claim),
		"private_refused_yours":      refused(taken, sla.Actor{ID: ana}, claim),
		"private_refused_guest":      refused(taken, sla.Actor{ID: ben, Guest: true}, claim),
		"private_refused_not_yours":  refused(taken, sla.Actor{ID: ben}, release),
		"private_refused_nobodys":    refused(arrives(t, mara()), sla.Actor{ID: ben}, release),
		"private_refused_markup":     refused(loud, sla.Actor{ID: ben}, release),
		"private_released":           view.NobodyHas(arrives(t, mara()).posted(time.Second).lead, permalink),
		"private_closed_by_now":      view.NobodyHas(arrives(t, mara()).posted(time.Second).closed(ana, sla.EndLost, time.Hour).lead, ""),
		"private_not_recorded":       view.NotRecorded(),
		"private_not_confirmed":      view.NotConfirmed(),
		"private_confirmed":          view.Confirmed(),
		"private_unsaved":            view.Unsaved(),
		"private_trouble":            view.Trouble(),
		"private_gone":               view.Gone(),
		"private_busy":               view.Busy(),
		"private_not_opened":         view.NotOpened(),
		"private_too_slow":           view.TooSlow(),
		"private_not_yet":            view.NotYet(),
		"private_guest_asks":         view.GuestAsks(),
		"private_which_lead":         view.WhichLead("/sla"),
	}
}

func statuses(t *testing.T) messages {
	t.Helper()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := morning.Add(3 * time.Hour)
	report := func(open, unclaimed int, wait time.Duration, claimed int, median time.Duration) *sla.Report {
		return &sla.Report{AsOf: now, Open: open, Unclaimed: unclaimed, OldestWait: wait, Claimed: claimed, MedianTake: median}
	}
	oldest := arrives(t, mara()).lead
	return messages{
		"status_empty":      (&view.Status{Report: report(0, 0, 0, 0, 0), Zone: berlin}).Message(),
		"status_one":        (&view.Status{Report: report(1, 1, 5*time.Minute, 0, 0), Oldest: oldest, Zone: berlin}).Message(),
		"status_one_owned":  (&view.Status{Report: report(1, 0, 0, 1, 3*time.Minute), Zone: berlin}).Message(),
		"status_all_owned":  (&view.Status{Report: report(7, 0, 0, 5, 500*time.Millisecond), Zone: berlin}).Message(),
		"status_busy":       (&view.Status{Report: report(31, 4, 3*time.Hour+20*time.Minute, 18, 4*time.Minute), Oldest: oldest, Zone: berlin}).Message(),
		"status_unknown":    (&view.Status{Report: report(2, 2, 50*time.Second, 1, 0), Zone: time.UTC}).Message(),
		"status_lag":        (&view.Status{Report: report(500, 480, 8*time.Minute, 20, 2*time.Minute), Oldest: oldest, Untold: 461, Lag: 8 * time.Minute, Zone: berlin}).Message(),
		"status_lag_redraw": (&view.Status{Report: report(1, 0, 0, 1, 2*time.Minute), Untold: 1, Zone: berlin}).Message(),
		"status_parked":     (&view.Status{Report: report(3, 1, 30*time.Hour, 2, 2*time.Minute), Oldest: oldest, Untold: 1, Lag: 30 * time.Hour, Parked: 1, Zone: berlin}).Message(),
		"status_parked_2":   (&view.Status{Report: report(9, 2, 72*time.Hour, 2, 2*time.Minute), Oldest: oldest, Parked: 2, Zone: berlin}).Message(),
		"status_markup":     (&view.Status{Report: report(1, 1, time.Hour, 0, 0), Oldest: arrives(t, sla.Arrival{Details: sla.Details{Name: hostile}}).lead, Zone: berlin}).Message(),
	}
}
