package main

import (
	"slices"
	"strings"
	"testing"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

// TestWhatIsLostOfARealStoryIsFound tells a story whose every click is kept, and
// then takes what it left behind apart: each click that lost its event must be
// named.
func TestWhatIsLostOfARealStoryIsFound(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>") // by the card
	window := w.opens("ana", card, "release")
	w.submits("ana", window.ID, "She is on holiday until May.") // by a window
	w.expectCard(mara, "Waiting since")
	w.presses("ben", w.looksAtHome("ben"), "claim", mara) // on the home tab
	w.expectCard(mara, "<@U0BENOKAFOR> took it")

	e := w.evidence()
	if !e.Quiet {
		t.Error("the bot owes something")
	}
	judged(t, e)
	for cause, broken := range map[string]bool{"click:U0ANADUARTE:": true, "window:" + window.ID: true, "click:U0BENOKAFOR:": true, "nothing:": false} {
		if got := losesFrom(e, mara, cause); named(got, 2) != broken {
			t.Errorf("without what %s caused, what is found is %v", cause, got)
		}
	}
	owing := e
	owing.Leads = untold(e.Leads, mara)
	if got := invariant.Check(owing); !named(got, 4) {
		t.Errorf("a card that is not drawn anew passes: %v", got)
	}
}

func TestAStoryThatCannotBeJudgedOrIsNotCalmSaysWhy(t *testing.T) {
	t.Parallel()
	w := aPlace(t)
	equal(t, "without a store", w.lacks(), "it has left no store")
	w.seen.keeps("a store")
	equal(t, "without a workspace yet", w.lacks(), "")
	gone := &running{ended: make(chan struct{})}
	close(gone.ended)
	w.program = gone
	expect(t, says("without its workspace", w.lacks(), "has gone"))
	w.remembered = gone
	equal(t, "with one that was looked at", w.lacks(), "")

	equal(t, "at rest", w.owesTooLong(&invariant.Evidence{Quiet: true}), "")
	expect(t, says("at work", w.owesTooLong(&invariant.Evidence{}), "owes something", "30s"))
	w.mayOwe("it was told to stop")
	equal(t, "at work, with a reason", w.owesTooLong(&invariant.Evidence{}), "")
}

func named(broken []invariant.Broken, promise int) bool {
	return slices.ContainsFunc(broken, func(b invariant.Broken) bool { return b.Promise == promise })
}

// losesFrom judges the evidence as if the lead's history ended before the event
// of a cause.
func losesFrom(e invariant.Evidence, lead, cause string) []invariant.Broken {
	e.Leads, e.Facts = slices.Clone(e.Leads), nil
	for i, l := range e.Leads {
		at := slices.IndexFunc(l.History, func(e sla.Event) bool { return strings.HasPrefix(e.Cause, cause) })
		if l.ID == lead && at >= 0 {
			short := *l
			short.History = slices.Clone(l.History[:at])
			e.Leads[i] = short.Refold()
		}
	}
	return invariant.Check(e)
}

// untold are the leads of which one is not drawn up to its end.
func untold(leads []*sla.Lead, lead string) []*sla.Lead {
	out := slices.Clone(leads)
	for i, l := range out {
		if l.ID == lead {
			behind := *l
			behind.Told.Card = len(l.History) - 1
			out[i] = &behind
		}
	}
	return out
}
