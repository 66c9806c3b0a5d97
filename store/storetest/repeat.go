package storetest

import (
	"testing"
	"time"

	"leadpact/sla"
)

var repeating = []test{
	{"Repeat/the same delivery changes nothing", testDuplicate},
	{"Repeat/after the lead was closed", testDuplicateOfClosed},
	{"Repeat/at the same moment", testDuplicateAtOnce},
	{"Repeat/a person known by phone alone", testPhoneOnly},
	{"Repeat/a hash within seven days", testHashWithin},
	{"Repeat/a hash after seven days is a new arrival", testHashAfter},
	{"Repeat/an id of its own never expires", testIDAfter},
}

func testDuplicate(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	before := get(t, s, id)
	changed := mara()
	changed.Message = "the same delivery, told differently"
	receipts := receive(t, s, delivered("d1", monday.Add(time.Hour), changed))
	wantOutcomes(t, receipts, sla.OutcomeDuplicate)
	if receipts[0].Lead != id {
		t.Errorf("the duplicate names %s, the lead is %s", receipts[0].Lead, id)
	}
	wantSame(t, "the lead", get(t, s, id), before)

	wantOutcomes(t, receive(t, s, delivered("d2", monday.Add(time.Hour), mara())), sla.OutcomeNoted)
	wantOutcomes(t, receive(t, s, delivered("d2", monday.Add(2*time.Hour), mara())), sla.OutcomeDuplicate)
	wantKinds(t, get(t, s, id), sla.Arrived, sla.Noted)
}

func testDuplicateOfClosed(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	ended(t, s, id, sla.EndLost, monday.Add(time.Hour))
	receipts := receive(t, s, delivered("d1", monday.Add(2*time.Hour), mara()))
	wantOutcomes(t, receipts, sla.OutcomeDuplicate)
	wantKinds(t, get(t, s, id), sla.Arrived, sla.Closed)
}

func testDuplicateAtOnce(t *testing.T, s *subject) {
	const n = 32
	outcomes := make(chan sla.Outcome, n)
	other := s.again()
	together(n, func(i int) {
		st := s.Store
		if i%2 == 1 {
			st = other
		}
		receipts, err := st.Receive(t.Context(), delivered("d1", monday, mara()))
		if err != nil {
			t.Errorf("receive: %v", err)
			outcomes <- ""
			return
		}
		outcomes <- receipts[0].Outcome
	})
	count := map[sla.Outcome]int{}
	for range n {
		count[<-outcomes]++
	}
	wantSame(t, "the number of outcomes", count, map[sla.Outcome]int{sla.OutcomeCreated: 1, sla.OutcomeDuplicate: n - 1})
}

func testPhoneOnly(t *testing.T, s *subject) {
	nobody := sla.Arrival{Details: sla.Details{Phone: "+49 30 1", Name: "Anonymous"}}
	first := receive(t, s, delivered("d1", monday, nobody, nobody))
	wantOutcomes(t, first, sla.OutcomeCreated, sla.OutcomeCreated)
	again := receive(t, s, delivered("d1", monday.Add(time.Minute), nobody, nobody))
	wantOutcomes(t, again, sla.OutcomeDuplicate, sla.OutcomeDuplicate)
	if first[0].Lead == first[1].Lead || again[0].Lead != first[0].Lead || again[1].Lead != first[1].Lead {
		t.Errorf("first %v, then %v", first, again)
	}
	// A phone is no identity: another delivery is another person.
	wantOutcomes(t, receive(t, s, delivered("d2", monday, nobody)), sla.OutcomeCreated)
}

func hashed(at time.Time, a sla.Arrival) sla.Delivery {
	d := delivered("hash-of-words", at, a)
	d.Hashed = true
	return d
}

func testHashWithin(t *testing.T, s *subject) {
	wantOutcomes(t, receive(t, s, hashed(monday, mara())), sla.OutcomeCreated)
	for _, later := range []time.Duration{0, time.Second, 3 * day, 7*day - time.Second} {
		wantOutcomes(t, receive(t, s, hashed(monday.Add(later), mara())), sla.OutcomeDuplicate)
	}
}

func testHashAfter(t *testing.T, s *subject) {
	first := receive(t, s, hashed(monday, mara()))
	second := receive(t, s, hashed(monday.Add(7*day), mara()))
	wantOutcomes(t, second, sla.OutcomeNoted)
	l := get(t, s, first[0].Lead)
	wantKinds(t, l, sla.Arrived, sla.Noted)
	if l.History[0].Cause == l.History[1].Cause {
		t.Errorf("two events have the cause %q", l.History[0].Cause)
	}
}

func testIDAfter(t *testing.T, s *subject) {
	wantOutcomes(t, receive(t, s, delivered("d1", monday, mara())), sla.OutcomeCreated)
	wantOutcomes(t, receive(t, s, delivered("d1", monday.Add(400*day), mara())), sla.OutcomeDuplicate)
}
