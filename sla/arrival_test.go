package sla_test

import (
	"testing"

	"leadpact/sla"
)

func TestNewLead(t *testing.T) {
	a := mara("d#0")
	a.QualifiedAt = monday.Add(-hour)
	l := sla.NewLead(id(1), a, monday, nil)
	if l.Cycle != 1 || l.Previous != "" || l.Standing != sla.StandingNone || l.Desk != sla.MainDesk || l.State != sla.StateNew || l.Turn != 0 {
		t.Errorf("the lead is %+v", l)
	}
	if !l.QualifiedAt.Equal(monday.Add(-hour)) || !l.ReceivedAt.Equal(monday) || !l.WaitsFrom.Equal(monday) || !l.VisibleAt.IsZero() {
		t.Errorf("qualified %s, received %s, waits from %s, visible %s", l.QualifiedAt, l.ReceivedAt, l.WaitsFrom, l.VisibleAt)
	}
	wantKinds(t, l, sla.Arrived)
	if l.Tier != sla.TierHot || l.History[0].Tier != sla.TierHot || l.History[0].Cause != "d#0" {
		t.Errorf("the tier is %q, the event %+v", l.Tier, l.History[0])
	}
}

func TestSideIsFixedWhenTheLeadIsCreated(t *testing.T) {
	for given, want := range map[sla.Side]sla.Side{"": sla.SideMarketing, sla.SideMarketing: sla.SideMarketing, sla.SideSales: sla.SideSales} {
		a := mara("d#0")
		a.Side = given
		l := fresh(a)
		other := ola("d#1")
		other.Side = map[sla.Side]sla.Side{sla.SideSales: sla.SideMarketing, sla.SideMarketing: sla.SideSales}[want]
		other.Source, other.Campaign = "fair", "autumn"
		must(t, l.Note(other, monday, nil))
		must(t, l.Close(ana, sla.EndLost, "", monday, "x"))
		again := *other
		again.Cause = "d#2"
		must(t, l.Reopen(&again, monday))
		if l.Side != want || l.Source != "website" || l.Campaign != "" || a.Side != given {
			t.Errorf("side %q became %q, source %q, campaign %q", given, l.Side, l.Source, l.Campaign)
		}
	}
}

func TestStandingAfterTheFormerCycle(t *testing.T) {
	for name, c := range map[string]struct {
		end  sla.End
		had  sla.Standing
		want sla.Standing
	}{
		"lost":                  {sla.EndLost, sla.StandingNone, sla.StandingReturns},
		"returned":              {sla.EndReturned, sla.StandingNone, sla.StandingReturns},
		"won":                   {sla.EndWon, sla.StandingNone, sla.StandingCustomer},
		"won after a loss":      {sla.EndWon, sla.StandingReturns, sla.StandingCustomer},
		"a customer, then lost": {sla.EndLost, sla.StandingCustomer, sla.StandingCustomer},
		"void":                  {sla.EndVoid, sla.StandingNone, sla.StandingNone},
		"void of a customer":    {sla.EndVoid, sla.StandingCustomer, sla.StandingCustomer},
		"void of one who came":  {sla.EndVoid, sla.StandingReturns, sla.StandingReturns},
	} {
		t.Run(name, func(t *testing.T) {
			former := fresh(mara("d#0"))
			former.Standing = c.had
			must(t, former.Close(ana, c.end, "", monday, "x"))
			next := sla.NewLead(id(2), mara("d#1"), monday, former)
			if next.Standing != c.want || next.Cycle != 2 || next.Previous != former.ID {
				t.Errorf("standing %q, cycle %d after %q", next.Standing, next.Cycle, next.Previous)
			}
		})
	}
}

func TestAPersonStaysKnownInTheNextCycle(t *testing.T) {
	former := fresh(mara("d#0"))
	must(t, former.Note(&sla.Arrival{Cause: "d#1", ExternalID: "hubspot:7"}, monday, nil))
	thin := &sla.Arrival{Cause: "d#2", ExternalID: "hubspot:7"}

	must(t, former.Close(ana, sla.EndWon, "", monday, "x"))
	next := sla.NewLead(id(2), thin, monday, former)
	wantEqual(t, "the keys", next.Keys(), []string{"id:crm:1", "id:hubspot:7", "email:mara@kessel.example"})
	if next.Called() != "Mara Lindt" || next.Title != "COO" {
		t.Errorf("it is called %q, %q", next.Called(), next.Title)
	}
	if next.Action != "" || next.Source != "" || next.Tier != sla.TierStandard {
		t.Errorf("what they wanted then is taken for what they want now: %+v", next.Details)
	}
	wantEqual(t, "the former lead's ids", former.ExternalIDs, []string{"crm:1", "hubspot:7"})

	void := former
	void.End = sla.EndVoid
	afterVoid := sla.NewLead(id(3), thin, monday, void)
	wantEqual(t, "the keys after a void cycle", afterVoid.Keys(), []string{"id:hubspot:7"})
	if afterVoid.Called() != "Contact 7" {
		t.Errorf("after a void cycle it is called %q", afterVoid.Called())
	}
}

func TestNoteMakesHotAgain(t *testing.T) {
	hot, cool := mara, ola
	for name, c := range map[string]struct {
		first, then func(string) *sla.Arrival
		want        sla.Kind
		tier        sla.Tier
	}{
		"hot after standard":      {cool, hot, sla.HotAgain, sla.TierHot},
		"standard after hot":      {hot, cool, sla.Noted, sla.TierHot},
		"hot after hot":           {hot, hot, sla.Noted, sla.TierHot},
		"standard after standard": {cool, cool, sla.Noted, sla.TierStandard},
	} {
		t.Run(name, func(t *testing.T) {
			l := fresh(c.first("d#0"))
			must(t, l.Note(c.then("d#1"), monday.Add(hour), nil))
			wantKinds(t, l, sla.Arrived, c.want)
			if l.Tier != c.tier {
				t.Errorf("the tier is %q", l.Tier)
			}
			wantEqual(t, "what was brought", *l.History[1].Brought, c.then("d#1").Details)
		})
	}
}

func TestReopenLetsTheCycleGoOn(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday, "c1"))
	must(t, l.Close(ana, sla.EndReturned, "", monday.Add(hour), "x1"))
	again := mara("d#1")
	again.ExternalID, again.Phone = "hubspot:7", "+49 30 1"
	must(t, l.Reopen(again, monday.Add(day)))
	if l.State != sla.StateNew || l.Owner != "" || l.End != "" || !l.ClosedAt.IsZero() || !l.WaitsFrom.Equal(monday.Add(day)) || l.Tier != sla.TierHot || l.Cycle != 1 {
		t.Errorf("the lead is %+v", l)
	}
	if l.Counted.By != ana.ID || !l.ReceivedAt.Equal(monday) {
		t.Errorf("the numbers of the cycle changed: %+v", l.Facts())
	}
	if l.Phone != "+49 30 1" || len(l.ExternalIDs) != 2 {
		t.Errorf("what the arrival brought was not learnt: %q, %v", l.Phone, l.ExternalIDs)
	}
}

func TestANoteAndAReopeningAreRefusedInWords(t *testing.T) {
	l := fresh(mara("d#0"))
	wantRefused(t, l.Reopen(mara("d#1"), monday), sla.CodeInvalid, "Mara Lindt is open, so there is nothing to reopen.")
	must(t, l.Close(ana, sla.EndLost, "", monday, "x1"))
	wantRefused(t, l.Note(mara("d#1"), monday, nil), sla.CodeClosed, "Mara Lindt is closed already, so there is nothing to add to.")
}
