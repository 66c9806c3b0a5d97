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
	{"Receive/the same person often in one array is written once", testOftenInArray},
	{"Receive/what one arrival of an array teaches, the next is known by", testTaughtInArray},
	{"Receive/a person comes back often in one array", testBackInArray},
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

// testOftenInArray delivers one person a thousand times at once. The version
// counts how often the lead was written: if that is at each arrival, such a
// delivery takes the square of its length.
func testOftenInArray(t *testing.T, s *subject) {
	const n = 1000
	for _, d := range []struct {
		id      string
		hashed  bool
		version int64 // at most
	}{{"d1", false, 1}, {"d2", false, 2}, {"d3", true, 3}} {
		arrivals := make([]sla.Arrival, n)
		for i := range arrivals {
			arrivals[i] = mara()
			arrivals[i].Message = strconv.Itoa(i)
		}
		delivery := delivered(d.id, monday, arrivals...)
		delivery.Hashed = d.hashed
		id := receive(t, s, delivery)[n-1].Lead
		before := get(t, s, id)
		if before.Version > d.version {
			t.Errorf("after %s the lead has been written %d times, want at most %d", d.id, before.Version, d.version)
		}
		for _, r := range receive(t, s, delivery) {
			if r.Outcome != sla.OutcomeDuplicate || r.Lead != id {
				t.Fatalf("%s sent again: %+v", d.id, r)
			}
		}
		wantSame(t, "the lead after the same again", get(t, s, id), before)
	}
	leads, err := s.Find(t.Context(), sla.IDKey("hub-501"))
	if err != nil || len(leads) != 1 || len(leads[0].History) != 3*n {
		t.Fatalf("one person became %d leads (%v)", len(leads), err)
	}
	wantSame(t, "the lead", leads[0].Refold(), leads[0])
}

func testTaughtInArray(t *testing.T, s *subject) {
	byID, byEmail := sla.Arrival{ExternalID: "hub-501"}, sla.Arrival{Details: sla.Details{Email: "mara@kessel.example"}}
	other := byEmail
	other.ExternalID = "crm-7"
	byOther := sla.Arrival{ExternalID: "crm-7"}
	receipts := receive(t, s, delivered("d1", monday, byID, byID, mara(), someone(1), byEmail, other, byOther))
	wantOutcomes(t, receipts, sla.OutcomeCreated, sla.OutcomeNoted, sla.OutcomeNoted, sla.OutcomeCreated, sla.OutcomeNoted, sla.OutcomeNoted, sla.OutcomeNoted)
	l := get(t, s, receipts[0].Lead)
	wantSame(t, "the ids", l.ExternalIDs, []string{"hub-501", "crm-7"})
	if len(l.History) != 6 || l.Version > 1 {
		t.Errorf("%d events in version %d", len(l.History), l.Version)
	}
}

func testBackInArray(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	ended(t, s, id, sla.EndLost, monday.Add(time.Hour))
	taught := mara()
	taught.ExternalID = "crm-7"
	receipts := receive(t, s, delivered("d2", monday.Add(2*time.Hour), mara(), taught, mara(), sla.Arrival{ExternalID: "crm-7"}))
	wantOutcomes(t, receipts, sla.OutcomeReopened, sla.OutcomeNoted, sla.OutcomeNoted, sla.OutcomeNoted)
	l := get(t, s, id)
	wantKinds(t, l, sla.Arrived, sla.Closed, sla.Reopened, sla.Noted, sla.Noted, sla.Noted)
	wantSame(t, "the lead", l.Refold(), l)
	leads, err := s.Find(t.Context(), sla.IDKey("crm-7"))
	if err != nil || len(leads) != 1 || leads[0].ID != id {
		t.Errorf("the person is found as %v (%v)", idsOf(leads), err)
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
