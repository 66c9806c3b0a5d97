package sla_test

import (
	"testing"

	"leadpact/sla"
)

var (
	card    = sla.Card{Channel: "C1", Message: "1.1"}
	newCard = sla.Card{Channel: "C1", Message: "2.2"}
)

// shown is a lead whose card was drawn a minute after it was received.
func shown(t *testing.T) *sla.Lead {
	t.Helper()
	l := fresh(mara("d#0"))
	must(t, l.Posted(card, 1, monday.Add(minute), monday.Add(minute), "p1"))
	return l
}

func TestPosted(t *testing.T) {
	l := shown(t)
	wantKinds(t, l, sla.Arrived, sla.Posted)
	if l.Card != card || !l.VisibleAt.Equal(monday.Add(minute)) {
		t.Errorf("the card is %v, visible %s", l.Card, l.VisibleAt)
	}
	wantEqual(t, "the marks", l.Told, sla.Told{Card: 2, Thread: 2})
	wantNoChange(t, l.Posted(newCard, 1, monday.Add(hour), monday.Add(hour), "p1"))
}

func TestPostedAnewKeepsWhenItBecameVisible(t *testing.T) {
	l := shown(t)
	must(t, l.Posted(newCard, 2, monday.Add(hour), monday.Add(hour), "p2"))
	if l.Card != newCard || !l.VisibleAt.Equal(monday.Add(minute)) {
		t.Errorf("the card is %v, visible %s", l.Card, l.VisibleAt)
	}
}

func TestPostedBehindAClaim(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(2*minute), "c1"))
	must(t, l.Posted(card, 1, monday.Add(minute), monday.Add(3*minute), "p1"))
	if l.State != sla.StateClaimed || l.NextTelling() != sla.TellRedraw {
		t.Errorf("the lead is %s and owes %q", l.State, l.NextTelling())
	}
}

func TestMarksStayWithinTheHistory(t *testing.T) {
	for _, upTo := range []int{-7, 0, 1, 2, 3, 99} {
		l := fresh(mara("d#0"))
		must(t, l.Note(ola("n1"), monday, nil))
		must(t, l.Posted(card, upTo, monday, monday, "p1"))
		must(t, l.Redrawn(upTo))
		must(t, l.Threaded(upTo))
		if n := len(l.History); l.Told.Card < 0 || l.Told.Card > n || l.Told.Thread < 0 || l.Told.Thread > n {
			t.Errorf("up to %d of %d events the marks are %+v", upTo, n, l.Told)
		}
	}
}

func TestMarksNeverRunBackwards(t *testing.T) {
	l := shown(t)
	must(t, l.Claim(ana, monday, "c1"))
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	must(t, l.Redrawn(4))
	must(t, l.Threaded(4))
	must(t, l.Redrawn(1))
	must(t, l.Threaded(1))
	wantEqual(t, "the marks", l.Told, sla.Told{Card: 4, Thread: 4})
}

// TestAnOlderDrawingOverANewerOneIsOwedAnew lets a card that was told everything
// be drawn over with less: only what changes a card is owed once more.
func TestAnOlderDrawingOverANewerOneIsOwedAnew(t *testing.T) {
	l := shown(t)
	must(t, l.Claim(ana, monday, "c1"))
	must(t, l.Note(ola("n1"), monday, nil))
	must(t, l.Redrawn(4))
	must(t, l.Threaded(4))
	for _, newer := range []int{3, 4, 99} {
		wantNoChange(t, l.Overdrawn(newer))
	}
	must(t, l.Overdrawn(2))
	wantEqual(t, "the marks", l.Told, sla.Told{Card: 2, Thread: 4})
	wantEqual(t, "what is owed", l.NextTelling(), sla.TellRedraw)
	wantNoChange(t, l.Overdrawn(2))
	must(t, l.Overdrawn(-7))
	must(t, l.Redrawn(4))
	wantEqual(t, "what is owed at last", l.NextTelling(), sla.TellNothing)
}

func TestWhateverIsToldEndsParking(t *testing.T) {
	for name, tell := range map[string]func(*sla.Lead) error{
		"posted":   func(l *sla.Lead) error { return l.Posted(newCard, 2, monday, monday, "p2") },
		"redrawn":  func(l *sla.Lead) error { return l.Redrawn(2) },
		"threaded": func(l *sla.Lead) error { return l.Threaded(2) },
		"lost":     (*sla.Lead).LoseCard,
	} {
		l := shown(t)
		must(t, l.Park("is_archived", monday))
		must(t, tell(l))
		if l.Parked != nil {
			t.Errorf("%s: still parked", name)
		}
	}
}

func TestALostCardIsPostedAnew(t *testing.T) {
	l := shown(t)
	must(t, l.LoseCard())
	if l.NextTelling() != sla.TellPost || l.Rank() != sla.RankHot || l.Card != (sla.Card{}) {
		t.Errorf("it owes %q at rank %d", l.NextTelling(), l.Rank())
	}
	wantEqual(t, "the fold of its history", l.Refold(), l)
	wantNoChange(t, l.LoseCard())
	must(t, l.Posted(newCard, 2, monday.Add(hour), monday.Add(hour), "p2"))
	if l.NextTelling() != sla.TellNothing || l.Card != newCard || !l.VisibleAt.Equal(monday.Add(minute)) {
		t.Errorf("posted anew it owes %q", l.NextTelling())
	}
}
