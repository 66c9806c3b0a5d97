package storetest

import (
	"testing"
	"time"

	"leadpact/sla"
)

var cycles = []test{
	{"Cycle/lost lately reopens", testReopened},
	{"Cycle/returned lately reopens", testReopenedReturned},
	{"Cycle/after thirty days a new one begins", testNewCycleLater},
	{"Cycle/in another tier a new one begins", testNewCycleOtherTier},
	{"Cycle/a customer begins a new one", testNewCycleCustomer},
	{"Cycle/void leaves no trace", testNewCycleVoid},
	{"Cycle/standing is kept", testStandingKept},
	{"Cycle/the latest of many is the former", testLatestFormer},
	{"Cycle/reopening beside a newer one is refused", testReopenRefused},
	{"Cycle/two people at once continue one", testReopenedOnce},
}

// comeBack receives mara, ends her cycle, and receives her again.
func comeBack(t *testing.T, s *subject, end sla.End, after time.Duration, again sla.Arrival) (former *sla.Lead, r sla.Receipt) {
	t.Helper()
	id := arrive(t, s, "first", monday, mara())
	ended(t, s, id, end, monday.Add(time.Hour))
	r = receive(t, s, delivered("again", monday.Add(time.Hour+after), again))[0]
	return get(t, s, id), r
}

func testReopened(t *testing.T, s *subject) {
	again := mara()
	again.ExternalID = "hub-777"
	former, r := comeBack(t, s, sla.EndLost, 30*day-time.Second, again)
	wantOutcomes(t, []sla.Receipt{r}, sla.OutcomeReopened)
	wantKinds(t, former, sla.Arrived, sla.Closed, sla.Reopened)
	if r.Lead != former.ID || former.State != sla.StateNew || former.Cycle != 1 || former.Owner != "" {
		t.Errorf("the receipt is %+v, the lead %+v", r, former)
	}
	for _, key := range []string{sla.IDKey("hub-501"), sla.IDKey("hub-777"), sla.EmailKey("mara@kessel.example")} {
		leads, err := s.Find(t.Context(), key)
		if err != nil || len(leads) != 1 || !leads[0].Open() {
			t.Errorf("under %s are %v, %v", key, idsOf(leads), err)
		}
	}
}

func testReopenedReturned(t *testing.T, s *subject) {
	_, r := comeBack(t, s, sla.EndReturned, time.Hour, mara())
	wantOutcomes(t, []sla.Receipt{r}, sla.OutcomeReopened)
}

// wantNewCycle checks the cycle that follows the former.
func wantNewCycle(t *testing.T, s *subject, former *sla.Lead, r sla.Receipt, standing sla.Standing) *sla.Lead {
	t.Helper()
	wantOutcomes(t, []sla.Receipt{r}, sla.OutcomeCreated)
	l := get(t, s, r.Lead)
	if l.Cycle != former.Cycle+1 || l.Previous != former.ID || l.Standing != standing {
		t.Errorf("cycle %d after %q with standing %q, want %d, %q, %q", l.Cycle, l.Previous, l.Standing, former.Cycle+1, former.ID, standing)
	}
	if former.Open() {
		t.Error("the former cycle is open")
	}
	return l
}

func testNewCycleLater(t *testing.T, s *subject) {
	former, r := comeBack(t, s, sla.EndLost, 30*day, mara())
	l := wantNewCycle(t, s, former, r, sla.StandingReturns)
	leads, err := s.Find(t.Context(), sla.EmailKey(l.Email))
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "the leads of the person", idsOf(leads), []string{l.ID, former.ID})
}

func testNewCycleOtherTier(t *testing.T, s *subject) {
	again := mara()
	again.Action = "newsletter"
	former, r := comeBack(t, s, sla.EndLost, time.Hour, again)
	wantNewCycle(t, s, former, r, sla.StandingReturns)
}

func testNewCycleCustomer(t *testing.T, s *subject) {
	former, r := comeBack(t, s, sla.EndWon, time.Hour, mara())
	wantNewCycle(t, s, former, r, sla.StandingCustomer)
}

func testNewCycleVoid(t *testing.T, s *subject) {
	former, r := comeBack(t, s, sla.EndVoid, time.Hour, mara())
	wantNewCycle(t, s, former, r, sla.StandingNone)
}

func testStandingKept(t *testing.T, s *subject) {
	former, r := comeBack(t, s, sla.EndWon, time.Hour, mara())
	second := wantNewCycle(t, s, former, r, sla.StandingCustomer)
	ended(t, s, second.ID, sla.EndLost, monday.Add(2*day))
	r = receive(t, s, delivered("third", monday.Add(90*day), mara()))[0]
	wantNewCycle(t, s, get(t, s, second.ID), r, sla.StandingCustomer)
}

func testLatestFormer(t *testing.T, s *subject) {
	const n = 4
	var ids []string
	at := monday
	for range n {
		ids = append([]string{arrive(t, s, "at "+at.String(), at, mara())}, ids...)
		ended(t, s, ids[0], sla.EndLost, at.Add(time.Hour))
		at = at.Add(40 * day)
	}
	leads, err := s.Find(t.Context(), sla.EmailKey("mara@kessel.example"))
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "the leads of the person", idsOf(leads), ids)
	if leads[0].Cycle != n {
		t.Errorf("the latest cycle is %d, want %d", leads[0].Cycle, n)
	}
}

func testReopenRefused(t *testing.T, s *subject) {
	former, r := comeBack(t, s, sla.EndLost, 31*day, mara())
	newer := get(t, s, r.Lead)
	_, err := s.Update(t.Context(), former.ID, func(l *sla.Lead) error {
		a := mara()
		a.Cause = "by hand"
		return l.Reopen(&a, monday.Add(32*day))
	})
	wantRefusal(t, err, sla.CodeNewer)
	wantSame(t, "the former lead", get(t, s, former.ID), former)
	wantSame(t, "the newer lead", get(t, s, newer.ID), newer)
	// Once the newer one is over, the same is possible.
	ended(t, s, newer.ID, sla.EndVoid, monday.Add(33*day))
	update(t, s, former.ID, func(l *sla.Lead) error {
		a := mara()
		a.Cause = "by hand"
		return l.Reopen(&a, monday.Add(34*day))
	})
	// The keys have passed back to the old lead, and pass on once more.
	ended(t, s, former.ID, sla.EndLost, monday.Add(35*day))
	third := arrive(t, s, "third", monday.Add(90*day), mara())
	wantSame(t, "the leads of the person", idsOf(mustFind(t, s, sla.EmailKey("mara@kessel.example"))), []string{third, newer.ID, former.ID})
}

func testReopenedOnce(t *testing.T, s *subject) {
	id := arrive(t, s, "first", monday, mara())
	ended(t, s, id, sla.EndLost, monday.Add(time.Hour))
	const n = 16
	outcomes := make([]sla.Outcome, n)
	together(n, func(i int) {
		receipts, err := s.Receive(t.Context(), delivered("again"+string(rune('a'+i)), monday.Add(day), mara()))
		if err != nil {
			t.Errorf("receive: %v", err)
			return
		}
		outcomes[i] = receipts[0].Outcome
	})
	count := map[sla.Outcome]int{}
	for _, o := range outcomes {
		count[o]++
	}
	wantSame(t, "the number of outcomes", count, map[sla.Outcome]int{sla.OutcomeReopened: 1, sla.OutcomeNoted: n - 1})
}
