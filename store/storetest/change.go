package storetest

import (
	"errors"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store"
)

var changing = []test{
	{"Update/saves and counts the version", testUpdate},
	{"Update/an error saves nothing", testUpdateError},
	{"Update/no change saves nothing", testUpdateNoChange},
	{"Update/a panic is contained", testUpdatePanic},
	{"Update/one winner of many claims", testOneWinner},
	{"Update/one winner in two processes", testOneWinnerOfTwo},
	{"Update/no change is lost", testNoLostUpdate},
	{"Update/many leads at once", testManyLeads},
	{"Update/signals after the commit", testChangedSignal},
}

func claim(by sla.Actor, at time.Time) func(*sla.Lead) error {
	return func(l *sla.Lead) error { return l.Claim(by, at, "click:"+by.ID) }
}

func testUpdate(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	got := update(t, s, id, claim(ana, monday.Add(time.Minute)))
	if got.Version != 1 || got.Owner != ana.ID || got.State != sla.StateClaimed {
		t.Errorf("the answer is %+v", got)
	}
	wantSame(t, "the stored lead", get(t, s, id), got)
	got = update(t, s, id, func(l *sla.Lead) error { return l.Release(ana, monday.Add(time.Hour), "", "give back") })
	if got.Version != 2 {
		t.Errorf("the version is %d, want 2", got.Version)
	}
	wantSame(t, "the stored lead", get(t, s, id), got)
}

func testUpdateError(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	before := get(t, s, id)
	_, err := s.Update(t.Context(), id, func(l *sla.Lead) error {
		l.Name = "half done"
		return errOfTest
	})
	if !errors.Is(err, errOfTest) {
		t.Errorf("the error is %v", err)
	}
	update(t, s, id, claim(ana, monday))
	_, err = s.Update(t.Context(), id, claim(ben, monday))
	wantRefusal(t, err, sla.CodeTaken)
	if r := sla.RefusalOf(err); r != nil && r.Owner != ana.ID {
		t.Errorf("the owner is said to be %q", r.Owner)
	}
	if l := get(t, s, id); l.Name != before.Name || l.Version != 1 {
		t.Errorf("the lead is %+v", l)
	}
}

func testUpdateNoChange(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	want := update(t, s, id, claim(ana, monday))
	<-s.changed
	got := update(t, s, id, claim(ana, monday.Add(time.Hour)))
	wantSame(t, "the answer", got, want)
	wantSame(t, "the stored lead", get(t, s, id), want)
	select {
	case <-s.changed:
		t.Error("no change was told as a change")
	default:
	}
}

func testUpdatePanic(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	_, err := s.Update(t.Context(), id, func(l *sla.Lead) error {
		l.Name = "half done"
		panic("a mistake in a change")
	})
	if err == nil {
		t.Fatal("a change that panics was saved")
	}
	if l := update(t, s, id, claim(ana, monday)); l.Name != "Mara Lindt" || l.Version != 1 {
		t.Errorf("the lead is %+v", l)
	}
}

func testOneWinner(t *testing.T, s *subject) { oneWinner(t, s, s.Store) }

func testOneWinnerOfTwo(t *testing.T, s *subject) { oneWinner(t, s, s.Store, s.again()) }

// oneWinner lets two hundred people claim one lead at the same moment.
func oneWinner(t *testing.T, s *subject, stores ...store.Store) {
	t.Helper()
	id := arrive(t, s, "d1", monday, mara())
	const n = 200
	var winners, losers atomic.Int32
	var winner atomic.Value
	together(n, func(i int) {
		by := sla.Actor{ID: "U" + strconv.Itoa(i)}
		l, err := stores[i%len(stores)].Update(t.Context(), id, claim(by, monday))
		switch r := sla.RefusalOf(err); {
		case err == nil:
			winners.Add(1)
			winner.Store(l.Owner)
		case r != nil && r.Code == sla.CodeTaken && r.Owner != "":
			losers.Add(1)
		default:
			t.Errorf("claim: %v", err)
		}
	})
	if winners.Load() != 1 || losers.Load() != n-1 {
		t.Fatalf("%d won and %d lost, want 1 and %d", winners.Load(), losers.Load(), n-1)
	}
	l := get(t, s, id)
	wantKinds(t, l, sla.Arrived, sla.Claimed)
	if l.Owner != winner.Load() {
		t.Errorf("the owner is %s, the winner was told to be %s", l.Owner, winner.Load())
	}
}

// testNoLostUpdate counts up in a field that is read and written by every change.
func testNoLostUpdate(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	const n = 120
	stores := []store.Store{s.Store, s.again()}
	together(n, func(i int) {
		_, err := stores[i%2].Update(t.Context(), id, func(l *sla.Lead) error {
			seen, _ := strconv.Atoi(l.Extra["count"])
			l.Extra = map[string]string{"count": strconv.Itoa(seen + 1)}
			return nil
		})
		if err != nil {
			t.Errorf("update: %v", err)
		}
	})
	if l := get(t, s, id); l.Extra["count"] != strconv.Itoa(n) || l.Version != n {
		t.Errorf("counted to %s in version %d, want %d", l.Extra["count"], l.Version, n)
	}
}

// testManyLeads changes, receives and refuses at once, and checks each.
func testManyLeads(t *testing.T, s *subject) {
	const n = 60
	ids := make([]string, n)
	for i, r := range receive(t, s, delivered("d1", monday, people(n)...)) {
		ids[i] = r.Lead
	}
	together(3*n, func(i int) {
		var err error
		id := ids[i%n]
		switch i / n {
		case 0:
			_, err = s.Update(t.Context(), id, claim(ana, monday))
		case 1:
			if _, err = s.Update(t.Context(), id, func(*sla.Lead) error { return errOfTest }); errors.Is(err, errOfTest) {
				err = nil
			}
		default:
			_, err = s.Receive(t.Context(), delivered("again"+id, monday.Add(time.Hour), someone(i%n)))
		}
		if err != nil {
			t.Errorf("call %d: %v", i, err)
		}
	})
	for _, id := range ids {
		if l := get(t, s, id); l.Owner != ana.ID || len(l.History) != 3 || l.Version != 2 {
			t.Errorf("%s is owned by %q with %d events in version %d", id, l.Owner, len(l.History), l.Version)
		}
	}
}

func people(n int) []sla.Arrival {
	all := make([]sla.Arrival, n)
	for i := range all {
		all[i] = someone(i)
	}
	return all
}

func testChangedSignal(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	<-s.changed
	if get(t, s, id) == nil {
		t.Error("told before it could be read")
	}
	update(t, s, id, claim(ana, monday))
	<-s.changed
}
