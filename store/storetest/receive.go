package storetest

import (
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
	"leadpact/store"
)

var receiving = []test{
	{"Receive/created", testCreated},
	{"Receive/everything a source says is kept", testKeptWhole},
	{"Receive/the same person is noted", testNoted},
	{"Receive/an email in other letters is the same person", testNotedByEmail},
	{"Receive/a higher tier makes hot again", testHotAgain},
	{"Receive/many at once begin one lead", testOneCreated},
	{"Receive/two processes begin one lead", testOneCreatedByTwo},
	{"Receive/array", testArray},
	{"Receive/the same person twice in one array", testTwiceInArray},
	{"Receive/an array is all or nothing", testAllOrNothing},
	{"Receive/two matches note the older", testTwoMatches},
	{"Receive/ids differ and sort by arrival", testIDs},
	{"Receive/nothing", testEmptyDelivery},
}

func testCreated(t *testing.T, s *subject) {
	receipts := receive(t, s, delivered("d1", monday, mara()))
	wantOutcomes(t, receipts, sla.OutcomeCreated)
	l := get(t, s, receipts[0].Lead)
	wantKinds(t, l, sla.Arrived)
	wantSame(t, "the new lead", l.Refold(), l)
	if l.Cycle != 1 || l.Version != 0 || l.State != sla.StateNew || l.Tier != sla.TierHot || !l.ReceivedAt.Equal(monday) {
		t.Errorf("the lead is %+v", l)
	}
}

func testKeptWhole(t *testing.T, s *subject) {
	score := 84.5
	a := mara()
	a.QualifiedAt = monday.Add(-time.Hour + 123456789*time.Nanosecond)
	a.Details = sla.Details{
		Name: "Зоя \"Zed\" O'Hara 🦊", Email: "zoë+x@straße.example", Phone: "+49 30 1", Company: "<Kessel & Söhne>\u2028", Title: "COO\n",
		Country: "DE", Source: "website", Side: sla.SideSales, Campaign: "spring", Action: "demo request", Message: "a\tb\\c\x00d\x7f",
		Score: &score, Value: sla.Money{Minor: -120050, Currency: "EUR"}, Links: []string{"https://example.com/?a=b&c=d"},
		Extra: map[string]string{"utm": "x", "": "empty key", "z": "<b>"},
	}
	id := arrive(t, s, "whole", monday, a)
	want := sla.NewLead(id, &sla.Arrival{Cause: "delivery:whole:0", Named: true, ExternalID: a.ExternalID, QualifiedAt: a.QualifiedAt, Details: a.Details}, monday, nil)
	wantSame(t, "the lead", get(t, s, id), want)
}

func testNoted(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	again := mara()
	again.Phone, again.Company = "+49 30 123", "Another"
	receipts := receive(t, s, delivered("d2", monday.Add(time.Hour), again))
	wantOutcomes(t, receipts, sla.OutcomeNoted)
	l := get(t, s, id)
	wantKinds(t, l, sla.Arrived, sla.Noted)
	if receipts[0].Lead != id || l.Phone != "+49 30 123" || l.Company != "Kessel AG" || l.Version != 1 {
		t.Errorf("the receipt is %+v, the lead %+v", receipts[0], l)
	}
}

func testNotedByEmail(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, sla.Arrival{Details: sla.Details{Email: "  MARA@kessel.EXAMPLE "}})
	receipts := receive(t, s, delivered("d2", monday, mara()))
	wantOutcomes(t, receipts, sla.OutcomeNoted)
	// What was learnt of the identity finds the lead from now on.
	byID := sla.Arrival{ExternalID: "hub-501", Details: sla.Details{Email: "elsewhere@example.com"}}
	wantOutcomes(t, receive(t, s, delivered("d3", monday, byID)), sla.OutcomeNoted)
	wantKinds(t, get(t, s, id), sla.Arrived, sla.HotAgain, sla.Noted)
}

func testHotAgain(t *testing.T, s *subject) {
	a := mara()
	a.Action = "webinar"
	id := arrive(t, s, "d1", monday, a)
	wantOutcomes(t, receive(t, s, delivered("d2", monday, mara())), sla.OutcomeNoted)
	l := get(t, s, id)
	wantKinds(t, l, sla.Arrived, sla.HotAgain)
	if l.Tier != sla.TierHot {
		t.Errorf("the tier is %q", l.Tier)
	}
}

func testOneCreated(t *testing.T, s *subject) { oneCreated(t, s.Store, s.Store) }

func testOneCreatedByTwo(t *testing.T, s *subject) { oneCreated(t, s.Store, s.again()) }

// oneCreated delivers one new person many times at the same moment.
func oneCreated(t *testing.T, stores ...store.Store) {
	t.Helper()
	const n = 64
	var created, noted atomic.Int32
	leads := make([]string, n)
	together(n, func(i int) {
		a := mara()
		if i%3 == 1 {
			a.ExternalID = ""
		}
		receipts, err := stores[i%len(stores)].Receive(t.Context(), delivered("d"+strconv.Itoa(i), monday, a))
		if err != nil {
			t.Errorf("receive: %v", err)
			return
		}
		leads[i] = receipts[0].Lead
		switch receipts[0].Outcome {
		case sla.OutcomeCreated:
			created.Add(1)
		case sla.OutcomeNoted:
			noted.Add(1)
		default:
			t.Errorf("the outcome is %q", receipts[0].Outcome)
		}
	})
	if created.Load() != 1 || noted.Load() != n-1 {
		t.Errorf("%d were created and %d noted, want 1 and %d", created.Load(), noted.Load(), n-1)
	}
	for _, id := range leads {
		if id != leads[0] {
			t.Fatalf("one person became two leads: %s and %s", leads[0], id)
		}
	}
	if l := get(t, stores[0], leads[0]); len(l.History) != n {
		t.Errorf("the history holds %d events, want %d", len(l.History), n)
	}
}

func testArray(t *testing.T, s *subject) {
	known := arrive(t, s, "before", monday, someone(3))
	const n = 1000
	var people []sla.Arrival
	want := make([]sla.Outcome, n)
	for i := range n {
		people, want[i] = append(people, someone(i)), sla.OutcomeCreated
	}
	want[3] = sla.OutcomeNoted
	d := delivered("many", monday.Add(time.Minute), people...)
	receipts := receive(t, s, d)
	wantOutcomes(t, receipts, want...)
	if receipts[3].Lead != known {
		t.Errorf("the known person became %s, was %s", receipts[3].Lead, known)
	}
	for _, i := range []int{0, 3, 500, n - 1} {
		if l := get(t, s, receipts[i].Lead); l.Name != people[i].Name {
			t.Errorf("receipt %d names the lead of %s", i, l.Name)
		}
	}
	for i := range want {
		want[i] = sla.OutcomeDuplicate
	}
	again := receive(t, s, d)
	wantOutcomes(t, again, want...)
	for i := range again {
		if again[i].Lead != receipts[i].Lead {
			t.Errorf("redelivered, arrival %d is %s, was %s", i, again[i].Lead, receipts[i].Lead)
		}
	}
}

func testTwiceInArray(t *testing.T, s *subject) {
	byEmail := mara()
	byEmail.ExternalID = ""
	receipts := receive(t, s, delivered("d1", monday, someone(1), mara(), someone(2), byEmail, mara()))
	wantOutcomes(t, receipts, sla.OutcomeCreated, sla.OutcomeCreated, sla.OutcomeCreated, sla.OutcomeNoted, sla.OutcomeNoted)
	wantKinds(t, get(t, s, receipts[1].Lead), sla.Arrived, sla.Noted, sla.Noted)
	if receipts[3].Lead != receipts[1].Lead || receipts[4].Lead != receipts[1].Lead {
		t.Errorf("one person became several leads: %v", receipts)
	}
}

// testAllOrNothing has one arrival of three that no engine can keep.
func testAllOrNothing(t *testing.T, s *subject) {
	bad := someone(2)
	bad.QualifiedAt = time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC) // JSON can't say that
	d := delivered("d1", monday, someone(1), bad, someone(3))
	if _, err := s.Receive(t.Context(), d); err == nil {
		t.Fatal("an arrival that can't be kept was received")
	}
	for i := 1; i <= 3; i++ {
		leads, err := s.Find(t.Context(), sla.IDKey("person-"+strconv.Itoa(i)))
		if err != nil || len(leads) != 0 {
			t.Errorf("person %d was kept: %v, %v", i, leads, err)
		}
	}
	if all := factsOf(t, s, time.Time{}); len(all) != 0 {
		t.Errorf("%d leads were kept of an array that failed", len(all))
	}
	wantOutcomes(t, receive(t, s, delivered("d2", monday, someone(1), someone(3))), sla.OutcomeCreated, sla.OutcomeCreated)
}

func testTwoMatches(t *testing.T, s *subject) {
	older := arrive(t, s, "d1", monday, sla.Arrival{ExternalID: "hub-501"})
	newer := arrive(t, s, "d2", monday.Add(time.Minute), sla.Arrival{Details: sla.Details{Email: "mara@kessel.example"}})
	receipts := receive(t, s, delivered("d3", monday.Add(time.Hour), mara()))
	wantOutcomes(t, receipts, sla.OutcomeNoted)
	l := get(t, s, older)
	if receipts[0].Lead != older || l.Email != "" {
		t.Errorf("the arrival went to %s; the older lead's email is now %q", receipts[0].Lead, l.Email)
	}
	wantSame(t, "what else matched", l.History[1].Also, []string{newer})
	wantKinds(t, get(t, s, newer), sla.Arrived)
}

func testIDs(t *testing.T, s *subject) {
	seen := map[string]bool{}
	last := ""
	for i := range 50 {
		id := arrive(t, s, fmt.Sprint("d", i), monday.Add(time.Duration(i)*time.Millisecond), someone(i))
		if seen[id] || id <= last {
			t.Fatalf("the id %s comes after %s", id, last)
		}
		seen[id], last = true, id
	}
}

func testEmptyDelivery(t *testing.T, s *subject) {
	if diff := cmp.Diff(0, len(receive(t, s, sla.Delivery{ID: "none", At: monday}))); diff != "" {
		t.Error(diff)
	}
}
