package sla_test

import (
	"testing"

	"leadpact/sla"
)

func TestFactsTellWhatReportsNeed(t *testing.T) {
	a := mara("d#0")
	a.QualifiedAt, a.Side, a.Campaign, a.Country = monday.Add(-hour), sla.SideSales, "spring", "DE"
	l := fresh(a)
	l.Standing = sla.StandingCustomer
	must(t, l.Posted(card, 1, monday.Add(minute), monday.Add(minute), "p1"))
	must(t, l.Claim(ana, monday.Add(2*minute), "c1"))
	must(t, l.Release(ana, monday.Add(hour), "", "r1"))
	must(t, l.Claim(ben, monday.Add(2*hour), "c2"))
	want := sla.Facts{
		Received: monday, Qualified: monday.Add(-hour), Visible: monday.Add(minute), Counted: monday.Add(2 * minute), CountedBy: ana.ID,
		Owner: ben.ID, Desk: sla.MainDesk, Tier: sla.TierHot, Side: sla.SideSales, State: sla.StateClaimed, Standing: sla.StandingCustomer,
		Source: "website", Campaign: "spring", Country: "DE",
	}
	wantEqual(t, "the facts", l.Facts(), want)
	must(t, l.Close(ben, sla.EndWon, "", monday.Add(3*hour), "x1"))
	want.State, want.End, want.Closed = sla.StateClosed, sla.EndWon, monday.Add(3*hour)
	wantEqual(t, "the facts of a closed lead", l.Facts(), want)
	must(t, fresh(mara("d#0")).Claim(ana, monday, "c1"))
}

func TestFactsOfALeadThatWaits(t *testing.T) {
	l := fresh(ola("d#0"))
	want := sla.Facts{
		Received: monday, Waits: monday, Desk: sla.MainDesk, Tier: sla.TierStandard, Side: sla.SideMarketing, State: sla.StateNew, Source: "website",
	}
	wantEqual(t, "the facts", l.Facts(), want)
}

func TestVisibleFrom(t *testing.T) {
	f := sla.Facts{Received: monday}
	if !f.VisibleFrom().Equal(monday) {
		t.Errorf("before there is a card it is %s", f.VisibleFrom())
	}
	f.Visible = monday.Add(minute)
	if !f.VisibleFrom().Equal(monday.Add(minute)) {
		t.Errorf("with a card it is %s", f.VisibleFrom())
	}
}
