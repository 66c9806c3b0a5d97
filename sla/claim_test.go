package sla_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

// TestAClickFromBeforeTheLeadCameFree has Ben click while Ana has the lead, and
// that click arrive after she has gave it back.
func TestAClickFromBeforeTheLeadCameFree(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(minute), "c1"))
	must(t, l.Outdated(monday.Add(2*minute), "c2")) // somebody has it: the claim itself tells
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	for _, c := range []struct {
		clicked time.Time
		cause   string
		refused bool
	}{
		{monday.Add(2 * minute), "c2", true},
		{monday.Add(hour - 3*time.Second), "c2", true},
		{monday.Add(hour - 2*time.Second), "c2", false},
		{monday.Add(hour + minute), "c2", false},
		{monday.Add(-day), "c2", false}, // from before the lead: another clock
		{monday.Add(2 * minute), "c1", false},
	} {
		r := sla.RefusalOf(l.Outdated(c.clicked, c.cause))
		if (r != nil) != c.refused || r != nil && (r.Code != sla.CodeOutdated || r.Sentence != "That click is from before Mara Lindt came free. Click again if you still want it.") {
			t.Errorf("clicked at %s: %v", c.clicked, r)
		}
	}
	must(t, l.Close(ana, sla.EndLost, "", monday.Add(2*hour), "x1"))
	must(t, l.Outdated(monday.Add(2*minute), "c2"))
	must(t, l.Reopen(mara("d#1"), monday.Add(day)))
	if r := sla.RefusalOf(l.Outdated(monday.Add(3*hour), "c2")); r == nil {
		t.Error("a click from before it was reopened passes")
	}
}

func TestOneWinnerPerClaim(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(minute), "click 1"))
	wantRefusedFor(t, l.Claim(ben, monday.Add(minute), "click 2"), ana.ID, sla.CodeTaken, "Mara Lindt was taken before you.")
	if l.Owner != ana.ID || l.State != sla.StateClaimed || !l.ClaimedAt.Equal(monday.Add(minute)) || !l.WaitsFrom.IsZero() || l.Turn != 1 {
		t.Errorf("the lead is %+v", l)
	}
	wantKinds(t, l, sla.Arrived, sla.Claimed)
}

func TestTheWinnersSecondClickChangesNothing(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(minute), "click 1"))
	before := clone(l)
	wantNoChange(t, l.Claim(ana, monday.Add(hour), "click 1"))
	wantRefusedFor(t, l.Claim(ana, monday.Add(hour), "click 2"), ana.ID, sla.CodeYours, "Mara Lindt is yours already.")
	wantEqual(t, "the lead", l, before)
}

func TestGuestsCannotClaim(t *testing.T) {
	l := fresh(mara("d#0"))
	wantRefused(t, l.Claim(visitor, monday, "c1"), sla.CodeGuest,
		"Only people of this workspace can take leads. Ask a colleague who works here to take Mara Lindt.")
	must(t, l.Claim(ana, monday, "c1"))
	wantRefused(t, l.Claim(visitor, monday, "c2"), sla.CodeGuest,
		"Only people of this workspace can take leads. Ask a colleague who works here to take Mara Lindt.")
}

func TestTheClaimThatCountsIsTheFirstThatLasted(t *testing.T) {
	l := fresh(mara("d#0"))
	for i, c := range []struct {
		by    sla.Actor
		held  time.Duration
		by2   sla.Actor
		after time.Duration
	}{
		{by: ben, held: 2*minute - 1},
		{by: ana, held: 0},
		{by: ana, held: 2 * minute, by2: ana, after: 2 * hour},
		{by: ben, held: hour, by2: ana, after: 2 * hour},
		{by: ben, held: minute, by2: ana, after: 2 * hour},
	} {
		at := monday.Add(time.Duration(i) * hour)
		must(t, l.Claim(c.by, at, "c"+at.String()))
		must(t, l.Release(c.by, at.Add(c.held), "", "r"+at.String()))
		want := sla.Claim{}
		if c.by2.ID != "" {
			want = sla.Claim{By: c.by2.ID, At: monday.Add(c.after)}
		}
		wantEqual(t, "the claim that counts", l.Counted, want)
	}
}

func TestAShortClaimLeavesNoTraceInNumbers(t *testing.T) {
	untouched, touched := fresh(mara("d#0")), fresh(mara("d#0"))
	must(t, touched.Claim(ana, monday.Add(hour), "c1"))
	must(t, touched.Note(mara("d#1"), monday.Add(hour+minute), nil))
	must(t, touched.Release(ana, monday.Add(hour+2*minute-1), "", "r1"))
	wantEqual(t, "the facts", touched.Facts(), untouched.Facts())
	if touched.Turn != 0 || !touched.WaitsFrom.Equal(monday) {
		t.Errorf("it is at turn %d and waits from %s", touched.Turn, touched.WaitsFrom)
	}
	wantKinds(t, touched, sla.Arrived, sla.Claimed, sla.Noted, sla.Released)

	// After a turn that lasted, the wait goes on from the end of that turn.
	must(t, touched.Claim(ana, monday.Add(2*hour), "c2"))
	must(t, touched.Release(ana, monday.Add(3*hour), "", "r2"))
	must(t, touched.Claim(ben, monday.Add(4*hour), "c3"))
	must(t, touched.Release(ben, monday.Add(4*hour+minute), "", "r3"))
	if touched.Turn != 1 || !touched.WaitsFrom.Equal(monday.Add(3*hour)) || touched.Counted.By != ana.ID {
		t.Errorf("it is at turn %d, waits from %s, and %s's claim counts", touched.Turn, touched.WaitsFrom, touched.Counted.By)
	}
}

func TestOnlyTheOwnerCanRelease(t *testing.T) {
	l := fresh(mara("d#0"))
	wantRefused(t, l.Release(ana, monday, "", "r1"), sla.CodeNotYours, "Nobody has Mara Lindt at the moment, so there is nothing to release.")
	must(t, l.Claim(ana, monday, "c1"))
	wantRefusedFor(t, l.Release(ben, monday, "", "r1"), ana.ID, sla.CodeNotYours, "Only the owner of Mara Lindt can release it.")
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	wantNoChange(t, l.Release(ana, monday.Add(2*hour), "", "r1"))
	if l.State != sla.StateNew || l.Owner != "" || !l.WaitsFrom.Equal(monday.Add(hour)) || !l.ClaimedAt.IsZero() {
		t.Errorf("the lead is %+v", l)
	}
	must(t, l.Claim(ben, monday.Add(hour), "c2"))
	if l.Owner != ben.ID || l.Turn != 2 {
		t.Errorf("%s owns it in turn %d", l.Owner, l.Turn)
	}
}

func TestTakenAfter(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(10*minute), "c1"))
	wantEqual(t, "before the card is known", l.TakenAfter(), 10*minute)
	must(t, l.Posted(sla.Card{Channel: "C", Message: "1"}, 1, monday.Add(4*minute), monday.Add(11*minute), "p1"))
	wantEqual(t, "from when the card was drawn", l.TakenAfter(), 6*minute)
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	must(t, l.Claim(ben, monday.Add(hour+3*minute), "c2"))
	wantEqual(t, "from the release", l.TakenAfter(), 3*minute)
	must(t, l.Close(ben, sla.EndLost, "", monday.Add(2*hour), "x1"))
	must(t, l.Reopen(mara("d#1"), monday.Add(20*day)))
	must(t, l.Claim(ana, monday.Add(20*day+5*minute), "c3"))
	wantEqual(t, "from when it came back", l.TakenAfter(), 5*minute)
	must(t, l.Release(ana, monday.Add(20*day+6*minute), "", "r3"))
	must(t, l.Claim(ben, monday.Add(20*day+9*minute), "c4"))
	wantEqual(t, "a short claim between", l.TakenAfter(), 9*minute)

	faster := fresh(mara("d#0"))
	must(t, faster.Claim(ana, monday.Add(minute), "c1"))
	must(t, faster.Posted(sla.Card{Channel: "C", Message: "1"}, 1, monday.Add(2*minute), monday.Add(2*minute), "p1"))
	wantEqual(t, "faster than our own mark", faster.TakenAfter(), 0*minute)
}
