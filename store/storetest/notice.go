package storetest

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store"
)

var noticing = []test{
	{"Notice/once per key", testNoticeOnce},
	{"Notice/once among many", testNoticeOnceAmongMany},
	{"Notice/due in order", testNoticesDue},
	{"Notice/parked", testNoticeParked},
	{"Notice/a delivery asks for one", testNoticeOfDelivery},
	{"Notice/an array asks for one", testNoticeOfArray},
	{"Notice/a change asks for one, once", testNoticeOfChange},
	{"Notice/a change that is not saved asks for none", testNoticeOfNothing},
	{"Notice/signals", testNoticeSignal},
	{"Once/one yes", testOnce},
	{"Once/one yes in two processes", testOnceOfTwo},
	{"Forget/what is over", testForget},
}

func notice(key string, at time.Time) sla.Notice {
	return sla.Notice{Key: key, Kind: sla.NoticeHotAgain, To: ana.ID, Lead: "0m3k9f2xq7ab", CreatedAt: at}
}

func addNotice(t *testing.T, s store.Store, n sla.Notice) bool {
	t.Helper()
	added, err := s.AddNotice(t.Context(), n)
	if err != nil {
		t.Fatalf("add notice: %v", err)
	}
	return added
}

func dueKeys(t *testing.T, s store.Store, now time.Time, limit int) []string {
	t.Helper()
	due, err := s.DueNotices(t.Context(), now, limit)
	if err != nil {
		t.Fatalf("due notices: %v", err)
	}
	keys := []string{}
	for i := range due {
		keys = append(keys, due[i].Key)
	}
	return keys
}

func testNoticeOnce(t *testing.T, s *subject) {
	n := notice("k", monday)
	if !addNotice(t, s, n) || addNotice(t, s, n) {
		t.Error("the first is not new, or the second is")
	}
	changed := n
	changed.To = ben.ID
	if addNotice(t, s, changed) {
		t.Error("a key that exists is new")
	}
	due, err := s.DueNotices(t.Context(), monday, 10)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "the notices", due, []sla.Notice{n})
	// Once sent, the key still is not new.
	n.SentAt = monday.Add(time.Minute)
	if err := s.SaveNotice(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	if addNotice(t, s, n) {
		t.Error("a notice that was sent is new again")
	}
	wantSame(t, "what is due after it was sent", dueKeys(t, s, monday.Add(day), 10), []string{})
}

func testNoticeOnceAmongMany(t *testing.T, s *subject) {
	stores := []store.Store{s.Store, s.again()}
	var added atomic.Int32
	together(50, func(i int) {
		isNew, err := stores[i%2].AddNotice(t.Context(), notice("k", monday))
		if err != nil {
			t.Errorf("add: %v", err)
		}
		if isNew {
			added.Add(1)
		}
	})
	if added.Load() != 1 {
		t.Errorf("%d were told that it is new", added.Load())
	}
}

func testNoticesDue(t *testing.T, s *subject) {
	for i := range 5 {
		addNotice(t, s, notice("k"+strconv.Itoa(i), monday.Add(time.Duration(5-i)*time.Minute)))
	}
	wantSame(t, "what is due", dueKeys(t, s, monday.Add(3*time.Minute), 10), []string{"k4", "k3", "k2"})
	wantSame(t, "the oldest", dueKeys(t, s, monday.Add(day), 2), []string{"k4", "k3"})
	wantSame(t, "what is due too soon", dueKeys(t, s, monday, 10), []string{})
	dropped := notice("k4", monday.Add(time.Minute))
	dropped.DroppedAt, dropped.Dropped = monday.Add(time.Hour), "the lead is closed"
	if err := s.SaveNotice(t.Context(), dropped); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "what is due after one was dropped", dueKeys(t, s, monday.Add(3*time.Minute), 10), []string{"k3", "k2"})
}

func testNoticeParked(t *testing.T, s *subject) {
	n := notice("k", monday)
	addNotice(t, s, n)
	n.Parked = &sla.Parking{Since: monday, Until: monday.Add(time.Minute), Tries: 1, Reason: "user_disabled"}
	if err := s.SaveNotice(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	wantSame(t, "what is due while it is parked", dueKeys(t, s, monday.Add(time.Second), 10), []string{})
	due, err := s.DueNotices(t.Context(), monday.Add(time.Minute), 10)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "what is due afterwards", due, []sla.Notice{n})
}

// owned is a lead of a person who wanted little, that ana has claimed; whatever
// the courier does, it is parked.
func owned(t *testing.T, s *subject) string {
	t.Helper()
	a := mara()
	a.Action = ""
	id := arrive(t, s, "d1", monday, a)
	update(t, s, id, claim(ana, monday))
	update(t, s, id, func(l *sla.Lead) error { return l.Park("is_archived", monday) })
	return id
}

func wants(action string) sla.Arrival {
	a := mara()
	a.Action = action
	return a
}

// wantNotices checks that exactly the notices are due that the lead's history asks for.
func wantNotices(t *testing.T, s *subject, id string, n int) {
	t.Helper()
	due, err := s.DueNotices(t.Context(), monday.Add(day), 10)
	if err != nil {
		t.Fatalf("due notices: %v", err)
	}
	want := get(t, s, id).Notices(0)
	if len(want) != n {
		t.Fatalf("the lead asks for %d notices, want %d", len(want), n)
	}
	byKey := func(a, b sla.Notice) int { return strings.Compare(a.Key, b.Key) }
	slices.SortFunc(due, byKey)
	slices.SortFunc(want, byKey)
	if n > 0 || len(due) > 0 {
		wantSame(t, "the notices", due, want)
	}
}

func testNoticeOfDelivery(t *testing.T, s *subject) {
	id := owned(t, s)
	wantNotices(t, s, id, 0)
	d := delivered("d2", monday.Add(time.Hour), wants("demo request"))
	receive(t, s, d)
	wantNotices(t, s, id, 1)
	wantOutcomes(t, receive(t, s, d), sla.OutcomeDuplicate)
	wantNotices(t, s, id, 1)
}

func testNoticeOfArray(t *testing.T, s *subject) {
	id := owned(t, s)
	receive(t, s, delivered("d2", monday.Add(time.Hour),
		someone(1), wants("webinar"), wants("price request"), someone(2), wants("demo request"), wants("price request")))
	wantNotices(t, s, id, 1)
}

func testNoticeOfChange(t *testing.T, s *subject) {
	id := owned(t, s)
	heat := func(l *sla.Lead) error {
		a := wants("demo request")
		a.Cause = "again"
		return l.Note(&a, monday.Add(time.Hour), nil)
	}
	together(10, func(int) {
		if _, err := s.Update(t.Context(), id, heat); err != nil {
			t.Errorf("update: %v", err)
		}
	})
	wantNotices(t, s, id, 1)
	// What changes later asks for nothing anew, not even after the notice was sent.
	n := get(t, s, id).Notices(0)[0]
	n.SentAt = monday.Add(time.Hour)
	if err := s.SaveNotice(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Forget(t.Context(), monday.Add(day)); err != nil {
		t.Fatal(err)
	}
	update(t, s, id, posted(monday.Add(2*time.Hour)))
	wantSame(t, "what is due afterwards", dueKeys(t, s, monday.Add(day), 10), []string{})
}

func testNoticeOfNothing(t *testing.T, s *subject) {
	id := owned(t, s)
	_, err := s.Update(t.Context(), id, func(l *sla.Lead) error {
		a := wants("demo request")
		a.Cause = "again"
		return errors.Join(l.Note(&a, monday.Add(time.Hour), nil), errOfTest)
	})
	if !errors.Is(err, errOfTest) {
		t.Errorf("the error is %v", err)
	}
	wantNotices(t, s, id, 0)
}

func testNoticeSignal(t *testing.T, s *subject) {
	addNotice(t, s, notice("k", monday))
	<-s.changed
}

func testOnce(t *testing.T, s *subject) { onlyOnce(t, s.Store) }

func testOnceOfTwo(t *testing.T, s *subject) { onlyOnce(t, s.Store, s.again()) }

func onlyOnce(t *testing.T, stores ...store.Store) {
	t.Helper()
	var yes atomic.Int32
	together(100, func(i int) {
		isNew, err := stores[i%len(stores)].Once(t.Context(), "the only one", monday)
		if err != nil {
			t.Errorf("once: %v", err)
		}
		if isNew {
			yes.Add(1)
		}
	})
	if yes.Load() != 1 {
		t.Errorf("%d were told yes, want 1", yes.Load())
	}
	if other, err := stores[0].Once(t.Context(), "another", monday); err != nil || !other {
		t.Errorf("another key: %v, %v", other, err)
	}
}

func testForget(t *testing.T, s *subject) {
	for i, at := range []time.Time{monday, monday.Add(day), monday.Add(2 * day)} {
		if isNew, err := s.Once(t.Context(), "key"+strconv.Itoa(i), at); err != nil || !isNew {
			t.Fatalf("once: %v, %v", isNew, err)
		}
		n := notice("notice"+strconv.Itoa(i), at)
		addNotice(t, s, n)
		if i < 2 { // the last one is still to be sent
			n.SentAt = at
			if err := s.SaveNotice(t.Context(), n); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, want := range []int{2, 0} { // the key and the notice of monday
		gone, err := s.Forget(t.Context(), monday.Add(day))
		if err != nil || gone != want {
			t.Errorf("%d were forgotten (%v), want %d", gone, err, want)
		}
	}
	if gone, err := s.Forget(t.Context(), monday.Add(100*day)); err != nil || gone != 3 {
		t.Errorf("%d were forgotten at last (%v), want 3: a notice that is due is never forgotten", gone, err)
	}
	wantSame(t, "what is due", dueKeys(t, s, monday.Add(100*day), 10), []string{"notice2"})
	if isNew, err := s.Once(t.Context(), "key0", monday); err != nil || !isNew {
		t.Errorf("a forgotten key is not new: %v", err)
	}
}
