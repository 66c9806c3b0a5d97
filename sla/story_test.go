package sla_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

// The stories read like the definitions: what becomes of a person who comes
// again.

func TestOpenCycleTheArrivalBecomesANote(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, ola("d1#0"))
	again := m.place(t, monday.Add(40*day), false, ola("d2#0"))
	wantOutcomes(t, again, sla.OutcomeNoted)
	wantKinds(t, m.lead(t, first[0].Lead), sla.Arrived, sla.Noted)
	if len(m.leads) != 1 {
		t.Errorf("there are %d leads of one person", len(m.leads))
	}
}

func TestAHigherTierMakesItHotAgainAndTellsTheOwner(t *testing.T) {
	m := &memory{}
	l := m.lead(t, m.place(t, monday, false, ola("d1#0"))[0].Lead)
	must(t, l.Claim(ana, monday, "c1"))
	hot := ola("d2#0")
	hot.Action = "Asked for a quote"
	wantOutcomes(t, m.place(t, monday.Add(hour), false, hot), sla.OutcomeNoted)
	l = m.lead(t, l.ID)
	wantKinds(t, l, sla.Arrived, sla.Claimed, sla.HotAgain)
	if got := l.Notices(0); len(got) != 1 || got[0].To != ana.ID || l.Tier != sla.TierHot || l.Owner != ana.ID {
		t.Errorf("the notices are %v, the tier %q, the owner %q", got, l.Tier, l.Owner)
	}
}

func TestReturnedOrLostLatelyInTheSameTierTheCycleReopens(t *testing.T) {
	for _, end := range []sla.End{sla.EndLost, sla.EndReturned} {
		m := &memory{}
		first := m.place(t, monday, false, mara("d1#0"))
		m.end(t, first[0].Lead, end, monday.Add(hour))
		again := m.place(t, monday.Add(hour+30*day-time.Second), false, mara("d2#0"))
		wantOutcomes(t, again, sla.OutcomeReopened)
		l := m.lead(t, first[0].Lead)
		if len(m.leads) != 1 || l.Cycle != 1 || l.Standing != sla.StandingNone || !l.ReceivedAt.Equal(monday) {
			t.Errorf("%s: a new MQL was counted: %d leads, cycle %d", end, len(m.leads), l.Cycle)
		}
	}
}

func TestLaterANewCycleMarkedReturning(t *testing.T) {
	for _, end := range []sla.End{sla.EndLost, sla.EndReturned} {
		m := &memory{}
		first := m.place(t, monday, false, mara("d1#0"))
		m.end(t, first[0].Lead, end, monday.Add(hour))
		again := m.place(t, monday.Add(hour+30*day), false, mara("d2#0"))
		wantOutcomes(t, again, sla.OutcomeCreated)
		if l := m.lead(t, again[0].Lead); l.Standing != sla.StandingReturns || l.Cycle != 2 || l.Previous != first[0].Lead {
			t.Errorf("%s: standing %q, cycle %d after %q", end, l.Standing, l.Cycle, l.Previous)
		}
	}
}

func TestInAnotherTierANewCycle(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d1#0"))
	m.end(t, first[0].Lead, sla.EndLost, monday.Add(hour))
	cooler := mara("d2#0")
	cooler.Action = "white paper"
	again := m.place(t, monday.Add(day), false, cooler)
	wantOutcomes(t, again, sla.OutcomeCreated)
	if l := m.lead(t, again[0].Lead); l.Standing != sla.StandingReturns || l.Tier != sla.TierStandard {
		t.Errorf("standing %q, tier %q", l.Standing, l.Tier)
	}
}

func TestWonBeforeANewCycleMarkedExistingCustomer(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d1#0"))
	m.end(t, first[0].Lead, sla.EndWon, monday.Add(hour))
	second := m.place(t, monday.Add(day), false, mara("d2#0"))
	wantOutcomes(t, second, sla.OutcomeCreated)
	m.end(t, second[0].Lead, sla.EndLost, monday.Add(2*day))
	third := m.place(t, monday.Add(90*day), false, mara("d3#0"))
	for i, r := range []sla.Receipt{second[0], third[0]} {
		if l := m.lead(t, r.Lead); l.Standing != sla.StandingCustomer || l.Cycle != i+2 {
			t.Errorf("standing %q in cycle %d", l.Standing, l.Cycle)
		}
	}
}

func TestVoidLeavesNoTraceOfStanding(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d1#0"))
	m.end(t, first[0].Lead, sla.EndVoid, monday.Add(hour))
	again := m.place(t, monday.Add(2*hour), false, mara("d2#0"))
	wantOutcomes(t, again, sla.OutcomeCreated)
	if l := m.lead(t, again[0].Lead); l.Standing != sla.StandingNone {
		t.Errorf("after a void cycle the standing is %q", l.Standing)
	}
	r := sla.NewReport(monday.Add(3*hour), time.UTC)
	for _, l := range m.leads {
		f := l.Facts()
		r.Add(&f)
	}
	r.Close()
	if r.Open != 1 || r.Unclaimed != 1 {
		t.Errorf("%d are open, %d unclaimed", r.Open, r.Unclaimed)
	}
}

// TestComingBackUnderAnotherKey lets a person whose old cycle ended lately, and
// who has a newer open one under another id, arrive under the old id.
func TestComingBackUnderAnotherKey(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d1#0"))
	other := mara("d2#0")
	other.ExternalID = "hubspot:7"
	m.place(t, monday, false, other)
	m.end(t, first[0].Lead, sla.EndLost, monday.Add(hour))

	byHubspot := &sla.Arrival{Cause: "d3#0", ExternalID: "hubspot:7"} // in another tier: a new cycle
	second := m.place(t, monday.Add(day), false, byHubspot)
	wantOutcomes(t, second, sla.OutcomeCreated)

	back := m.place(t, monday.Add(2*day), false, &sla.Arrival{Cause: "d4#0", ExternalID: "crm:1", Details: sla.Details{Action: "demo"}})
	wantOutcomes(t, back, sla.OutcomeNoted)
	if back[0].Lead != second[0].Lead || m.lead(t, first[0].Lead).Open() {
		t.Errorf("the arrival went to %s, the open lead is %s", back[0].Lead, second[0].Lead)
	}
}

// TestReopeningMeetsANewerOpenLead has an open lead that shares a key with the
// old cycle, but none with the arrival.
func TestReopeningMeetsANewerOpenLead(t *testing.T) {
	m := &memory{}
	first := m.place(t, monday, false, mara("d1#0"))
	m.end(t, first[0].Lead, sla.EndLost, monday.Add(hour))
	// As an older program left it: a cycle that does not know the former's keys.
	newer, err := m.Begin(func(id string) *sla.Lead {
		return sla.NewLead(id, &sla.Arrival{Cause: "d2#0", Details: sla.Details{Email: "mara@kessel.example"}}, monday.Add(2*hour), nil)
	})
	must(t, err)
	byID := func(cause string) *sla.Arrival {
		return &sla.Arrival{Cause: cause, ExternalID: "crm:1", Details: sla.Details{Action: "demo"}}
	}
	got := m.place(t, monday.Add(day), false, byID("d3#0"), byID("d3#0"), byID("d2#0"))
	wantOutcomes(t, got, sla.OutcomeNoted, sla.OutcomeDuplicate, sla.OutcomeDuplicate)
	newer = m.lead(t, newer.ID)
	wantKinds(t, newer, sla.Arrived, sla.HotAgain)
	wantEqual(t, "the newer lead's keys", newer.Keys(), []string{"id:crm:1", "email:mara@kessel.example", "cause:d3#0"})
	if m.lead(t, first[0].Lead).Open() {
		t.Error("the old cycle is open beside the newer one")
	}
}
