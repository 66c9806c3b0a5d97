package storetest

import (
	"strconv"
	"sync/atomic"
	"testing"

	"leadpact/sla"
	"leadpact/store"
)

var sharing = []test{
	{"Lease/swap", testLease},
	{"Lease/one winner of each round", testLeaseContended},
	{"Two processes/see each other's writes", testSeeEachOther},
	{"Two processes/write at the same time", testWriteAtOnce},
	{"Again/everything is still there", testReopenedStore},
	{"Ping/answers", testPing},
}

func testLease(t *testing.T, s *subject) {
	steps := []struct {
		seen   int64
		holder string
		want   bool
	}{
		{1, "early", false}, // nobody holds it: its counter is 0
		{0, "one", true},
		{0, "two", false},
		{1, "one", true},
		{1, "one", false},
		{2, "two", true},
		{3, "", true}, // given back, but the counter goes on
		{0, "three", false},
		{4, "three", true},
	}
	if holder, counter, err := s.ReadLease(t.Context(), "courier"); err != nil || holder != "" || counter != 0 {
		t.Errorf("at first: %q, %d, %v", holder, counter, err)
	}
	for i, step := range steps {
		swapped, err := s.SwapLease(t.Context(), "courier", step.seen, step.holder)
		if err != nil || swapped != step.want {
			t.Fatalf("step %d, %+v: %v, %v", i, step, swapped, err)
		}
		if !step.want {
			continue
		}
		holder, counter, err := s.ReadLease(t.Context(), "courier")
		if err != nil || holder != step.holder || counter != step.seen+1 {
			t.Fatalf("after step %d: %q, %d, %v", i, holder, counter, err)
		}
	}
	if holder, _, err := s.ReadLease(t.Context(), "another"); err != nil || holder != "" {
		t.Errorf("another lease: %q, %v", holder, err)
	}
}

func testLeaseContended(t *testing.T, s *subject) {
	stores := []store.Store{s.Store, s.again()}
	for round := range int64(5) {
		var won atomic.Int32
		together(40, func(i int) {
			swapped, err := stores[i%2].SwapLease(t.Context(), "courier", round, "holder"+strconv.Itoa(i))
			if err != nil {
				t.Errorf("swap: %v", err)
			}
			if swapped {
				won.Add(1)
			}
		})
		if won.Load() != 1 {
			t.Fatalf("round %d had %d winners", round, won.Load())
		}
	}
}

func testSeeEachOther(t *testing.T, s *subject) {
	other := s.again()
	id := arrive(t, s, "d1", monday, mara())
	update(t, other, id, claim(ana, monday))
	wantSame(t, "the lead as the other sees it", get(t, other, id), get(t, s, id))
	_, err := s.Update(t.Context(), id, claim(ben, monday))
	wantRefusal(t, err, sla.CodeTaken)
	wantOutcomes(t, receive(t, other, delivered("d1", monday, mara())), sla.OutcomeDuplicate)
}

func testWriteAtOnce(t *testing.T, s *subject) {
	stores := []store.Store{s.Store, s.again(), s.again()}
	const n = 150
	ids := make([]string, n)
	together(n, func(i int) {
		receipts, err := stores[i%3].Receive(t.Context(), delivered(strconv.Itoa(i), monday, someone(i)))
		if err != nil {
			t.Errorf("receive: %v", err)
			return
		}
		ids[i] = receipts[0].Lead
	})
	for i, id := range ids {
		if l := get(t, stores[(i+1)%3], id); l.ExternalIDs[0] != "person-"+strconv.Itoa(i) {
			t.Errorf("%s is %v", id, l.ExternalIDs)
		}
	}
}

func testReopenedStore(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	want := update(t, s, id, claim(ana, monday))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again := s.again()
	wantSame(t, "the lead", get(t, again, id), want)
	wantOutcomes(t, receive(t, again, delivered("d1", monday, mara())), sla.OutcomeDuplicate)
}

func testPing(t *testing.T, s *subject) {
	if err := s.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}
