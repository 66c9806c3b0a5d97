package storetest

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"leadpact/sla"
)

var working = []test{
	{"Untold/the most urgent first", testUntoldOrder},
	{"Untold/shrinks as it is told", testUntoldShrinks},
	{"Untold/limit", testUntoldLimit},
	{"Parked/when due", testParked},
	{"Backlog/counts", testBacklog},
	{"Waiting/the longest first", testWaiting},
	{"Owned/the longest first", testOwned},
}

func posted(drawn time.Time) func(*sla.Lead) error {
	return func(l *sla.Lead) error {
		return l.Posted(sla.Card{Channel: "C1", Message: "17." + l.ID}, len(l.History), drawn, drawn, "post:"+drawn.String())
	}
}

var allRanks = []sla.Rank{sla.RankHot, sla.RankCard, sla.RankRedraw, sla.RankThread}

// untold asks for the work of some ranks, or of all.
func untold(t *testing.T, s *subject, limit int, ranks ...sla.Rank) []*sla.Lead {
	t.Helper()
	if len(ranks) == 0 {
		ranks = allRanks
	}
	leads, err := s.Untold(t.Context(), ranks, limit)
	if err != nil {
		t.Fatalf("untold: %v", err)
	}
	return leads
}

// testUntoldOrder makes a lead of each rank, the least urgent first.
func testUntoldOrder(t *testing.T, s *subject) {
	thread := arrive(t, s, "d1", monday, someone(1))
	update(t, s, thread, posted(monday))
	wantOutcomes(t, receive(t, s, delivered("d2", monday, someone(1))), sla.OutcomeNoted)
	redraw := arrive(t, s, "d3", monday, someone(2))
	update(t, s, redraw, posted(monday))
	update(t, s, redraw, claim(ana, monday))
	card := arrive(t, s, "d4", monday.Add(time.Second), someone(3))
	later := arrive(t, s, "d5", monday.Add(2*time.Second), someone(4))
	hot := arrive(t, s, "d6", monday.Add(time.Hour), mara())
	told := arrive(t, s, "d7", monday, someone(5))
	update(t, s, told, posted(monday))

	wantSame(t, "the work", idsOf(untold(t, s, 10)), []string{hot, card, later, redraw, thread})
	wantSame(t, "the cards", idsOf(untold(t, s, 10, sla.RankHot, sla.RankCard)), []string{hot, card, later})
	wantSame(t, "the two most urgent below hot", idsOf(untold(t, s, 2, sla.RankRedraw, sla.RankCard)), []string{card, later})
	wantSame(t, "the threads", idsOf(untold(t, s, 10, sla.RankThread)), []string{thread})
	if none, err := s.Untold(t.Context(), nil, 10); err != nil || len(none) != 0 {
		t.Errorf("the work of no rank: %v, %v", idsOf(none), err)
	}
}

func testUntoldShrinks(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	update(t, s, id, posted(monday))
	if left := untold(t, s, 10); len(left) != 0 {
		t.Errorf("after the card: %v", idsOf(left))
	}
	update(t, s, id, claim(ana, monday))
	wantSame(t, "the work after a claim", idsOf(untold(t, s, 10)), []string{id})
	update(t, s, id, func(l *sla.Lead) error { return l.Redrawn(len(l.History)) })
	if left := untold(t, s, 10); len(left) != 0 {
		t.Errorf("after the redraw: %v", idsOf(left))
	}
	update(t, s, id, func(l *sla.Lead) error { return l.LoseCard() })
	wantSame(t, "the work after the card was lost", idsOf(untold(t, s, 10)), []string{id})
}

func testUntoldLimit(t *testing.T, s *subject) {
	receipts := receive(t, s, delivered("d1", monday, people(20)...))
	want := []string{}
	for _, r := range receipts {
		want = append(want, r.Lead)
	}
	slices.Sort(want) // all of one rank and one instant: any order, but always the same
	if first := untold(t, s, 7); len(first) != 7 {
		t.Errorf("%d leads, want 7", len(first))
	}
	all := idsOf(untold(t, s, 100))
	slices.Sort(all)
	wantSame(t, "the work", all, want)
}

func parked(t *testing.T, s *subject, now time.Time) []string {
	t.Helper()
	leads, err := s.Parked(t.Context(), now, 10)
	if err != nil {
		t.Fatalf("parked: %v", err)
	}
	return idsOf(leads)
}

func testParked(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	other := arrive(t, s, "d2", monday, someone(1))
	l := update(t, s, id, func(l *sla.Lead) error { return l.Park("is_archived", monday) })
	wantSame(t, "the work beside a parked lead", idsOf(untold(t, s, 10)), []string{other})
	wantSame(t, "what is parked and not due", parked(t, s, l.Parked.Until.Add(-time.Millisecond)), []string{})
	wantSame(t, "what is parked and due", parked(t, s, l.Parked.Until), []string{id})
	// Tried again in vain, it is due later; then it works.
	l = update(t, s, id, func(l *sla.Lead) error { return l.Park("is_archived", monday.Add(time.Minute)) })
	wantSame(t, "what is parked and not due again", parked(t, s, monday.Add(time.Minute)), []string{})
	update(t, s, id, posted(l.Parked.Until))
	wantSame(t, "what is parked at last", parked(t, s, monday.Add(day)), []string{})
}

func testBacklog(t *testing.T, s *subject) {
	check := func(wantUntold int, wantOldest time.Time, wantParked int) {
		t.Helper()
		n, oldest, p, err := s.Backlog(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if n != wantUntold || !oldest.Equal(wantOldest) || p != wantParked {
			t.Errorf("the backlog is %d since %v and %d parked, want %d, %v, %d", n, oldest, p, wantUntold, wantOldest, wantParked)
		}
	}
	check(0, time.Time{}, 0)
	first := arrive(t, s, "d1", monday, someone(1))
	second := arrive(t, s, "d2", monday.Add(time.Minute), mara())
	third := arrive(t, s, "d3", monday.Add(time.Hour), someone(3))
	check(3, monday, 0)
	update(t, s, first, posted(monday))
	check(2, monday.Add(time.Minute), 0)
	update(t, s, second, func(l *sla.Lead) error { return l.Park("not_in_channel", monday) })
	check(1, monday.Add(time.Hour), 1)
	update(t, s, third, posted(monday))
	update(t, s, third, claim(ana, monday.Add(2*time.Hour)))
	check(1, monday.Add(2*time.Hour), 1) // its card is there, but shows too little
	update(t, s, third, func(l *sla.Lead) error { return l.Redrawn(len(l.History)) })
	check(0, time.Time{}, 1)
	receive(t, s, delivered("d4", monday.Add(3*time.Hour), someone(3)))
	check(1, monday.Add(3*time.Hour), 1) // a line in a thread
	receive(t, s, delivered("d5", monday.Add(4*time.Hour), someone(3), someone(4)))
	check(2, monday.Add(3*time.Hour), 1)
}

func testWaiting(t *testing.T, s *subject) {
	var ids []string
	for i := range 4 {
		ids = append(ids, arrive(t, s, "d"+strconv.Itoa(i), monday.Add(time.Duration(i)*time.Minute), someone(i)))
	}
	update(t, s, ids[0], claim(ana, monday.Add(time.Hour)))
	update(t, s, ids[1], claim(ana, monday.Add(time.Hour)))
	update(t, s, ids[1], posted(monday.Add(time.Hour)))
	update(t, s, ids[1], func(l *sla.Lead) error { return l.Release(ana, monday.Add(2*time.Hour), "", "back") })
	update(t, s, ids[2], posted(monday.Add(time.Hour)))
	ended(t, s, arrive(t, s, "void", monday, someone(9)), sla.EndVoid, monday)
	leads, err := s.Waiting(t.Context(), 10)
	if err != nil {
		t.Fatal(err)
	}
	wantSame(t, "who waits", idsOf(leads), []string{ids[2], ids[3], ids[1]})
	if leads, err = s.Waiting(t.Context(), 1); err != nil || len(leads) != 1 || leads[0].ID != ids[2] {
		t.Errorf("who waits longest: %v, %v", idsOf(leads), err)
	}
}
