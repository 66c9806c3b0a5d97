package storetest

import (
	"testing"
	"time"

	"leadpact/sla"
)

var finding = []test{
	{"Get/by id as people type it", testGet},
	{"Get/unknown", testGetUnknown},
	{"Find/by each key", testFind},
	{"Find/open before closed, the latest first", testFindOrder},
	{"Find/closing frees the keys", testClosingFrees},
	{"Find/nobody", testFindNobody},
}

func testGet(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	for _, typed := range []string{id, "  " + id + " "} {
		if l := get(t, s, typed); l.ID != id {
			t.Errorf("%q is %s, want %s", typed, l.ID, id)
		}
	}
}

func testGetUnknown(t *testing.T, s *subject) {
	for _, id := range []string{"", "nonsense", "000000000000", "zzzzzzzzzzzz", "' OR 1=1 --"} {
		_, err := s.Get(t.Context(), id)
		wantRefusal(t, err, sla.CodeNotFound)
		_, err = s.Update(t.Context(), id, func(*sla.Lead) error {
			t.Errorf("a change was applied to %q", id)
			return nil
		})
		wantRefusal(t, err, sla.CodeNotFound)
	}
}

func testFind(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	arrive(t, s, "d2", monday, someone(1))
	for _, key := range []string{sla.IDKey("hub-501"), sla.EmailKey("MARA@kessel.example ")} {
		leads, err := s.Find(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, "the leads under "+key, idsOf(leads), []string{id})
	}
	wantSame(t, "the lead found", get(t, s, id), mustFind(t, s, sla.IDKey("hub-501"))[0])
}

func testFindOrder(t *testing.T, s *subject) {
	first := arrive(t, s, "d1", monday, mara())
	ended(t, s, first, sla.EndWon, monday.Add(time.Hour))
	second := arrive(t, s, "d2", monday.Add(day), mara())
	ended(t, s, second, sla.EndWon, monday.Add(2*day))
	third := arrive(t, s, "d3", monday.Add(3*day), mara())
	wantSame(t, "the leads of the person", idsOf(mustFind(t, s, sla.IDKey("hub-501"))), []string{third, second, first})
}

// testClosingFrees lets two people meet in one key, one after the other.
func testClosingFrees(t *testing.T, s *subject) {
	first := arrive(t, s, "d1", monday, mara())
	ended(t, s, first, sla.EndWon, monday.Add(time.Hour))
	second := arrive(t, s, "d2", monday.Add(day), mara())
	if first == second {
		t.Fatal("a closed cycle goes on after it was won")
	}
	if open := mustFind(t, s, sla.EmailKey("mara@kessel.example"))[0]; open.ID != second || !open.Open() {
		t.Errorf("the open lead is %s, want %s", open.ID, second)
	}
}

func testFindNobody(t *testing.T, s *subject) {
	if leads := mustFind(t, s, sla.EmailKey("nobody@example.com")); len(leads) != 0 {
		t.Errorf("nobody is %v", idsOf(leads))
	}
}

func mustFind(t *testing.T, s *subject, key string) []*sla.Lead {
	t.Helper()
	leads, err := s.Find(t.Context(), key)
	if err != nil {
		t.Fatalf("find %s: %v", key, err)
	}
	return leads
}
