package storetest

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
	"leadpact/store"
)

// monday is a Monday morning on which the stories begin.
var monday = time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC)

const day = 24 * time.Hour

var (
	ana = sla.Actor{ID: "U0ANA"}
	ben = sla.Actor{ID: "U0BEN"}
)

// mara is a person who asks for a demo.
func mara() sla.Arrival {
	return sla.Arrival{ExternalID: "hub-501", Details: sla.Details{
		Name: "Mara Lindt", Email: "Mara@Kessel.example", Company: "Kessel AG", Source: "website",
		Action: "demo request", Message: "Replace our planner by March.", Side: sla.SideMarketing,
	}}
}

// someone is the n-th of many people who don't know each other.
func someone(n int) sla.Arrival {
	no := strconv.Itoa(n)
	return sla.Arrival{ExternalID: "person-" + no, Details: sla.Details{
		Name: "Person " + no, Email: "person" + no + "@example.com", Source: "newsletter", Side: sla.SideMarketing,
	}}
}

// delivered makes a delivery with a cause for each arrival, as the way in does.
func delivered(id string, at time.Time, arrivals ...sla.Arrival) sla.Delivery {
	for i := range arrivals {
		arrivals[i].Cause = "delivery:" + id + ":" + strconv.Itoa(i)
	}
	return sla.Delivery{ID: id, At: at, Arrivals: arrivals}
}

func receive(t *testing.T, s store.Store, d sla.Delivery) []sla.Receipt {
	t.Helper()
	receipts, err := s.Receive(t.Context(), d)
	if err != nil {
		t.Fatalf("receive %s: %v", d.ID, err)
	}
	if len(receipts) != len(d.Arrivals) {
		t.Fatalf("receive %s: %d receipts for %d arrivals", d.ID, len(receipts), len(d.Arrivals))
	}
	return receipts
}

// arrive receives one person and returns the lead's id.
func arrive(t *testing.T, s store.Store, id string, at time.Time, a sla.Arrival) string {
	t.Helper()
	return receive(t, s, delivered(id, at, a))[0].Lead
}

func get(t *testing.T, s store.Store, id string) *sla.Lead {
	t.Helper()
	l, err := s.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("get %s: %v", id, err)
	}
	return l
}

func update(t *testing.T, s store.Store, id string, change func(*sla.Lead) error) *sla.Lead {
	t.Helper()
	l, err := s.Update(t.Context(), id, change)
	if err != nil {
		t.Fatalf("update %s: %v", id, err)
	}
	return l
}

// ended closes a cycle.
func ended(t *testing.T, s store.Store, id string, end sla.End, at time.Time) {
	t.Helper()
	update(t, s, id, func(l *sla.Lead) error { return l.Close(ana, end, "so it went", at, "close:"+id+at.String()) })
}

func wantOutcomes(t *testing.T, got []sla.Receipt, want ...sla.Outcome) {
	t.Helper()
	var outcomes []sla.Outcome
	for _, r := range got {
		outcomes = append(outcomes, r.Outcome)
	}
	if !slices.Equal(outcomes, want) {
		t.Errorf("the outcomes are %v, want %v", outcomes, want)
	}
}

func wantKinds(t *testing.T, l *sla.Lead, want ...sla.Kind) {
	t.Helper()
	var kinds []sla.Kind
	for i := range l.History {
		kinds = append(kinds, l.History[i].Kind)
	}
	if !slices.Equal(kinds, want) {
		t.Errorf("the history of %s is %v, want %v", l.ID, kinds, want)
	}
}

func wantRefusal(t *testing.T, err error, code sla.Code) {
	t.Helper()
	if r := sla.RefusalOf(err); r == nil || r.Code != code || r.Sentence == "" {
		t.Errorf("the answer is %v, want a refusal %q in words", err, code)
	}
}

func wantSame(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s is not as it should be (-want +got):\n%s", what, diff)
	}
}

func idsOf(leads []*sla.Lead) []string {
	ids := []string{}
	for _, l := range leads {
		ids = append(ids, l.ID)
	}
	return ids
}

func factsOf(t *testing.T, s store.Store, closedFrom time.Time) []sla.Facts {
	t.Helper()
	var all []sla.Facts
	if err := s.Facts(t.Context(), closedFrom, func(f *sla.Facts) error {
		all = append(all, *f)
		return nil
	}); err != nil {
		t.Fatalf("facts: %v", err)
	}
	return all
}

// together runs n calls at the same moment and waits for all of them.
func together(n int, call func(i int)) {
	start, done := make(chan struct{}), make(chan struct{}, n)
	for i := range n {
		go func() {
			defer func() { done <- struct{}{} }()
			<-start
			call(i)
		}()
	}
	close(start)
	for range n {
		<-done
	}
}

// eventually asks until the answer is yes.
func eventually(t *testing.T, what string, ask func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !ask() {
		select {
		case <-ctx.Done():
			t.Fatalf("%s: not within %s", what, patience)
		case <-tick.C:
		}
	}
}

var errOfTest = errors.New("the test says no")
