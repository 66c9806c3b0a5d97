package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/internal/clock"
	"leadpact/sla"
	"leadpact/store"
)

// TestTwoProcessesWhoseClocksDifferKeepEachLeadsTimesInOrder has one process
// live half a minute ahead of the other: leads come in by both, clicks go to
// both, and the courier changes hands.
func TestTwoProcessesWhoseClocksDifferKeepEachLeadsTimesInOrder(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	path := aStore(t)
	clocks := []*clock.Clock{{}, ahead(30 * time.Second)}
	starts := func(i int) *serves { return w.isServedTuned(path, clocks[i], nil) }
	bots := []*serves{starts(0), starts(1)}
	w.hasSockets(4)
	var people []lead
	var leads []string
	for round := range 4 {
		for i := range 8 {
			people = append(people, somebody(lead{"campaign": "first"}))
			leads = append(leads, bots[i%2].arrives(people[len(people)-1]).Results[0].Lead)
		}
		w.settles(leads, 1)
		w.skewedClicks(leads[len(leads)-8:])
		for i, p := range people[len(people)-8:] { // and by the other process
			p["campaign"] = fmt.Sprintf("webinar %d.%d", round, i)
			equal(t, "outcome", bots[(i+1)%2].arrives(p).Results[0].Outcome, "noted")
		}
		old := round % 2
		bots[old].stops() // hands the lease to the other clock, if it holds it
		w.hasSockets(2)
		bots[old] = starts(old)
		w.hasSockets(4)
	}
	w.hasMessages(3 * len(leads)) // a card each, and what its thread tells of the note and of the way back
	for _, b := range bots {
		equal(t, "exit code", b.stops(), 0)
	}
	inOrder(t, path, leads)
	equal(t, "messages in the end", len(w.messages(salesLeads, "")), 3*len(leads))
}

// skewedClicks has two people take each lead at once, and whoever got it hand
// it back and take it again.
func (w *world) skewedClicks(leads []string) {
	t := w.workspace.t
	t.Helper()
	for _, steps := range []string{"claim", "release", "claim"} {
		atOnce(2*len(leads), func(i int) {
			card := w.copies(leads[i/2])[0]
			if _, err := w.click([]string{"ana", "ben"}[i%2], card, steps); err != nil {
				t.Error(err)
			}
		})
		for _, id := range leads {
			w.expectCard(id, map[string]string{"claim": "took it", "release": "Waiting since"}[steps])
		}
	}
}

// inOrder checks the leads' histories: no time runs backwards, nothing is there
// twice, each turn has one owner, and the facts say what the history says.
func inOrder(t *testing.T, path string, leads []string) {
	t.Helper()
	st, err := store.Open(context.Background(), "sqlite:"+path, store.Options{})
	expect(t, err)
	defer func() { expect(t, st.Close()) }()
	for _, id := range leads {
		l, err := st.Get(context.Background(), id)
		expect(t, err)
		if diff := cmp.Diff(l.Refold(), l); diff != "" {
			t.Errorf("lead %s is not what its history says: %s", id, diff)
		}
		expect(t, turns(l))
		if l.VisibleAt.Before(l.ReceivedAt) {
			t.Errorf("lead %s was visible at %s and received at %s", id, l.VisibleAt, l.ReceivedAt)
		}
	}
}

// turns says what is out of order in a lead's history.
func turns(l *sla.Lead) error {
	owner, causes := "", map[string]bool{}
	for i, e := range l.History {
		switch {
		case i > 0 && e.RecordedAt.Before(l.History[i-1].RecordedAt):
			return fmt.Errorf("lead %s: event %d was recorded at %s, the one before at %s", l.ID, i, e.RecordedAt, l.History[i-1].RecordedAt)
		case i > 0 && e.OccurredAt.Before(l.History[i-1].OccurredAt) && e.Kind != sla.Posted:
			return fmt.Errorf("lead %s: event %d occurred at %s, the one before at %s", l.ID, i, e.OccurredAt, l.History[i-1].OccurredAt)
		case causes[e.Cause]:
			return fmt.Errorf("lead %s: the cause %s is there twice", l.ID, e.Cause)
		case e.Kind == sla.Claimed && owner != "":
			return fmt.Errorf("lead %s was claimed while %s had it", l.ID, owner)
		case e.Kind == sla.Claimed:
			owner = e.By
		case e.Kind == sla.Released:
			owner = ""
		}
		causes[e.Cause] = true
	}
	return nil
}
