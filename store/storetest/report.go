package storetest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
	"leadpact/store"
)

var reporting = []test{
	{"Facts/open, and closed since", testFactsWindow},
	{"Facts/stop where the reader stops", testFactsStop},
	{"Facts/of many", testFactsMany},
	{"Fold/any history", testFold},
}

func testFactsWindow(t *testing.T, s *subject) {
	open := get(t, s, arrive(t, s, "d1", monday, mara()))
	old := arrive(t, s, "d2", monday, someone(1))
	ended(t, s, old, sla.EndLost, monday.Add(time.Hour))
	late := arrive(t, s, "d3", monday, someone(2))
	ended(t, s, late, sla.EndWon, monday.Add(2*time.Hour))

	for _, c := range []struct {
		from time.Time
		want []*sla.Lead
	}{
		{time.Time{}, []*sla.Lead{open, get(t, s, old), get(t, s, late)}},
		{monday.Add(2 * time.Hour), []*sla.Lead{open, get(t, s, late)}},
		{monday.Add(2*time.Hour + time.Millisecond), []*sla.Lead{open}},
	} {
		wantFacts(t, s.Store, c.from, c.want)
	}
}

func testFactsStop(t *testing.T, s *subject) {
	receive(t, s, delivered("d1", monday, people(10)...))
	seen := 0
	err := s.Facts(t.Context(), monday, func(*sla.Facts) error {
		seen++
		if seen == 3 {
			return errOfTest
		}
		return nil
	})
	if !errors.Is(err, errOfTest) || seen != 3 {
		t.Errorf("stopped after %d with %v", seen, err)
	}
}

func testFactsMany(t *testing.T, s *subject) {
	const n = 3000
	for i := range n / 1000 {
		receive(t, s, delivered(fmt.Sprint("d", i), monday, people(n)[i*1000:(i+1)*1000]...))
	}
	if got := len(factsOf(t, s, time.Time{})); got != n {
		t.Errorf("%d facts of %d leads", got, n)
	}
}

// wantFacts checks that the store streams the facts of exactly these leads.
func wantFacts(t interface {
	Helper()
	Context() ctx
	Errorf(string, ...any)
}, s store.Store, from time.Time, leads []*sla.Lead,
) {
	t.Helper()
	var got, want []string
	if err := s.Facts(t.Context(), from, func(f *sla.Facts) error {
		got = append(got, fmt.Sprintf("%+v", *f))
		return nil
	}); err != nil {
		t.Errorf("facts: %v", err)
	}
	for _, l := range leads {
		want = append(want, fmt.Sprintf("%+v", l.Refold().Facts()))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the facts are\n%v, want\n%v", got, want)
	}
}

// testFold lets chance act on a few people and then asks whether the leads are
// the folds of their histories, and every list is what the leads say.
func testFold(t *testing.T, s *subject) {
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		st, err := s.engine.Open(t.Context(), fmt.Sprint(s.name, "-", n), store.Options{})
		if err != nil {
			rt.Fatalf("open: %v", err)
		}
		defer func() {
			if err := st.Close(); err != nil {
				rt.Errorf("close: %v", err)
			}
		}()
		w := &world{T: rt, Store: st, now: monday}
		for range rapid.IntRange(1, 25).Draw(rt, "steps") {
			w.step()
		}
		w.check()
	})
}

// sortedBy returns the ids of the leads for which the key is wanted, in its order.
func sortedBy[K any](leads []*sla.Lead, key func(*sla.Lead) (K, bool), order func(a, b K) int) []string {
	type keyed struct {
		id  string
		key K
	}
	var list []keyed
	for _, l := range leads {
		if k, ok := key(l); ok {
			list = append(list, keyed{l.ID, k})
		}
	}
	slices.SortFunc(list, func(a, b keyed) int { return cmp.Or(order(a.key, b.key), cmp.Compare(a.id, b.id)) })
	ids := []string{}
	for _, k := range list {
		ids = append(ids, k.id)
	}
	return ids
}
