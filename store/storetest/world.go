package storetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
	"leadpact/store"
)

type ctx = context.Context

// world is a store on which chance acts, and what is known of it.
type world struct {
	*rapid.T
	store.Store
	now time.Time
	ids []string
	n   int
}

// step lets some time pass and does one thing.
func (w *world) step() {
	w.n++
	w.now = w.now.Add(rapid.SampledFrom([]time.Duration{0, time.Millisecond, 30 * time.Second, time.Hour, 20 * day}).Draw(w.T, "passes"))
	if len(w.ids) == 0 || rapid.IntRange(0, 2).Draw(w.T, "what") == 0 {
		w.receive()
		return
	}
	id := rapid.SampledFrom(w.ids).Draw(w.T, "lead")
	_, err := w.Update(w.Context(), id, w.change())
	if err != nil && sla.RefusalOf(err) == nil {
		w.Fatalf("update: %v", err)
	}
}

// receive delivers up to three of a few people, who may share ids and emails.
func (w *world) receive() {
	d := sla.Delivery{ID: fmt.Sprint("d", w.n), At: w.now}
	for i := range rapid.IntRange(1, 3).Draw(w.T, "arrivals") {
		a := sla.Arrival{Cause: fmt.Sprint("d", rapid.IntRange(max(1, w.n-3), w.n).Draw(w.T, "delivery"), ":", i)}
		a.ExternalID = rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(w.T, "id")
		a.Email = rapid.SampledFrom([]string{"", "a@example.com", "b@example.com"}).Draw(w.T, "email")
		a.Action = rapid.SampledFrom([]string{"demo request", "webinar"}).Draw(w.T, "action")
		a.Phone = "1"
		d.Arrivals = append(d.Arrivals, a)
	}
	receipts, err := w.Receive(w.Context(), d)
	if err != nil {
		w.Fatalf("receive: %v", err)
	}
	for _, r := range receipts {
		if !slices.Contains(w.ids, r.Lead) {
			w.ids = append(w.ids, r.Lead)
		}
	}
}

// change draws something that can be done to a lead.
func (w *world) change() func(*sla.Lead) error {
	by := rapid.SampledFrom([]sla.Actor{ana, ben}).Draw(w.T, "by")
	cause, now := fmt.Sprint("change:", w.n), w.now
	changes := map[string]func(*sla.Lead) error{
		"claim":   func(l *sla.Lead) error { return l.Claim(by, now, cause) },
		"release": func(l *sla.Lead) error { return l.Release(by, now, "", cause) },
		"post": func(l *sla.Lead) error {
			return l.Posted(sla.Card{Channel: "C", Message: cause}, len(l.History), now, now, cause)
		},
		"redraw": func(l *sla.Lead) error { return l.Redrawn(len(l.History)) },
		"thread": func(l *sla.Lead) error { return l.Threaded(len(l.History)) },
		"park":   func(l *sla.Lead) error { return l.Park("is_archived", now) },
		"lose":   func(l *sla.Lead) error { return l.LoseCard() },
		// What the domain never does by itself, but people may ask for one day.
		"rename": func(l *sla.Lead) error {
			l.ExternalIDs, l.Email = []string{string(rune('a' + len(cause)%5))}, ""
			return nil
		},
		"reopen": func(l *sla.Lead) error {
			if l.Open() {
				return sla.ErrNoChange
			}
			return l.Reopen(&sla.Arrival{Cause: cause, ExternalID: "c"}, now)
		},
	}
	for _, end := range []sla.End{sla.EndLost, sla.EndWon, sla.EndVoid} {
		changes["close as "+string(end)] = func(l *sla.Lead) error { return l.Close(by, end, "", now, cause) }
	}
	names := make([]string, 0, len(changes))
	for name := range changes {
		names = append(names, name)
	}
	slices.Sort(names)
	return changes[rapid.SampledFrom(names).Draw(w.T, "change")]
}

// check compares every list and every fact with what the leads say.
func (w *world) check() {
	var leads []*sla.Lead
	for _, id := range w.ids {
		l, err := w.Get(w.Context(), id)
		if err != nil {
			w.Fatalf("get: %v", err)
		}
		if got, want := fmt.Sprintf("%+v", l), fmt.Sprintf("%+v", l.Refold()); got != want {
			w.Errorf("the lead is not the fold of its history:\n%s\n%s", got, want)
		}
		leads = append(leads, l)
	}
	wantFacts(w, w.Store, time.Time{}, leads)
	w.checkKeys(leads)
	w.checkLists(leads)
}

// checkKeys asks whether each key finds its leads and no two open ones share it.
func (w *world) checkKeys(leads []*sla.Lead) {
	holders := map[string][]string{}
	open := map[string]string{}
	for _, l := range leads {
		for _, key := range l.Keys() {
			holders[key] = append(holders[key], l.ID)
			if !l.Open() {
				continue
			}
			if other := open[key]; other != "" {
				w.Errorf("%s and %s are both open under %s", other, l.ID, key)
			}
			open[key] = l.ID
		}
	}
	for key, want := range holders {
		found, err := w.Find(w.Context(), key)
		if err != nil {
			w.Fatalf("find: %v", err)
		}
		if o := open[key]; o != "" && found[0].ID != o {
			w.Errorf("the first under %s is %s, the open one is %s", key, found[0].ID, o)
		}
		got := idsOf(found)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			w.Errorf("under %s are %v, want %v", key, got, want)
		}
	}
}

func (w *world) checkLists(leads []*sla.Lead) {
	untold := w.listed(w.Untold(w.Context(), allRanks, 1000))
	ranks := map[string]sla.Rank{}
	want := sortedBy(leads, func(l *sla.Lead) (sla.Rank, bool) {
		ranks[l.ID] = l.Rank()
		return l.Rank(), l.Rank() != sla.RankNone
	}, cmp.Compare)
	if !slices.IsSortedFunc(untold, func(a, b string) int { return cmp.Compare(ranks[a], ranks[b]) }) {
		w.Errorf("the work is not in order of urgency: %v of %v", untold, ranks)
	}
	w.wantSame("the work", untold, want)

	waiting := w.listed(w.Waiting(w.Context(), 1000))
	from := map[string]time.Time{}
	want = sortedBy(leads, func(l *sla.Lead) (time.Time, bool) {
		from[l.ID] = l.WaitsFrom
		return l.WaitsFrom, !l.WaitsFrom.IsZero()
	}, time.Time.Compare)
	if !slices.IsSortedFunc(waiting, func(a, b string) int { return from[a].Compare(from[b]) }) {
		w.Errorf("who waits is not in order: %v of %v", waiting, from)
	}
	w.wantSame("who waits", waiting, want)

	for _, who := range []sla.Actor{ana, ben} {
		owned := w.listed(w.Owned(w.Context(), who.ID, 1000))
		want = sortedBy(leads, func(l *sla.Lead) (time.Time, bool) {
			return l.ClaimedAt, l.Open() && l.Owner == who.ID
		}, time.Time.Compare)
		w.wantSame("what "+who.ID+" owns", owned, want)
	}

	parked := w.listed(w.Parked(w.Context(), w.now.Add(100*day), 1000))
	want = sortedBy(leads, func(l *sla.Lead) (int, bool) { return 0, l.Parked != nil }, cmp.Compare)
	w.wantSame("what is parked", parked, want)

	var since time.Time
	for _, l := range leads {
		if owed := l.OwedSince(); l.Rank() != sla.RankNone && (since.IsZero() || owed.Before(since)) {
			since = owed
		}
	}
	n, oldest, p, err := w.Backlog(w.Context())
	if err != nil || n != len(untold) || p != len(parked) || !oldest.Equal(since) {
		w.Errorf("the backlog is %d since %v and %d parked (%v), want %d since %v and %d", n, oldest, p, err, len(untold), since, len(parked))
	}
}

func (w *world) listed(leads []*sla.Lead, err error) []string {
	if err != nil {
		w.Fatalf("list: %v", err)
	}
	return idsOf(leads)
}

// wantSame compares two lists as sets: leads of one rank or instant have no order.
func (w *world) wantSame(what string, got, want []string) {
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		w.Errorf("%s: %v, want %v", what, got, want)
	}
}
