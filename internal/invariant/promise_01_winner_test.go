package invariant_test

import (
	"slices"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

func TestTwoWinnersAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 1, map[string]mutation{
		"a second claim in the turn": func(w *world) bool { return claimsAfter(w, "U2SOMEBODY") },
		"a claim by nobody":          func(w *world) bool { return claimsAfter(w, "") },
		"a claim by the same again":  func(w *world) bool { return claimsAfter(w, "U1ANA") && ofOneOwner(w) },
		"a claim after the end": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool { return !l.Open() })
			return l != nil && adds(w, l, len(l.History), sla.Event{Kind: sla.Claimed, By: "U1ANA"})
		},
		"a release by another": func(w *world) bool {
			l, i := w.event(sla.Released)
			if l == nil {
				return false
			}
			l.History[i].By = "U7NOBODY"
			w.refolded(l)
			return true
		},
		"a release of what is nobody's": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool { return l.State == sla.StateNew })
			return l != nil && adds(w, l, len(l.History), sla.Event{Kind: sla.Released, By: "U1ANA"})
		},
		"a click without an answer": func(w *world) bool { return changesClick(w, func(k *invariant.Click) { k.Acked = time.Time{} }) },
		"an answer after 4 s":       func(w *world) bool { return changesClick(w, func(k *invariant.Click) { k.Took = 4 * time.Second }) },
		"an earlier click loses":    losesThoughFirst,
	})
}

// adds puts an event into a history, with the time of the one before it.
func adds(w *world, l *sla.Lead, at int, e sla.Event) bool {
	e.OccurredAt, e.RecordedAt = l.History[at-1].RecordedAt, l.History[at-1].RecordedAt
	e.Cause = "a mutation"
	l.History = slices.Insert(l.History, at, e)
	w.refolded(l)
	return true
}

func claimsAfter(w *world, who string) bool {
	l, i := w.event(sla.Claimed)
	return l != nil && adds(w, l, i+1, sla.Event{Kind: sla.Claimed, By: who})
}

// ofOneOwner makes all events of the lead that was broken the doing of ana, so
// that the claim in the same turn is hers as well.
func ofOneOwner(w *world) bool {
	for _, l := range w.e.Leads {
		for i := range l.History {
			if l.History[i].By != "" {
				l.History[i].By = "U1ANA"
			}
		}
		w.refolded(l)
	}
	return true
}

// changesClick changes a click that no kill can have hit.
func changesClick(w *world, change func(*invariant.Click)) bool {
	for i := range w.e.Clicks {
		k := &w.e.Clicks[i]
		near := func(h invariant.Window) bool { return h.From.Sub(k.Sent).Abs() < time.Minute }
		if !slices.ContainsFunc(w.e.Hits, near) {
			change(k)
			return true
		}
	}
	return false
}

// losesThoughFirst adds a click that was answered before anybody else clicked,
// and did not win.
func losesThoughFirst(w *world) bool {
	l := w.lead(func(l *sla.Lead) bool {
		return slices.ContainsFunc(l.History, func(e sla.Event) bool { return e.Kind == sla.Claimed }) &&
			!slices.ContainsFunc(l.History, func(e sla.Event) bool { return e.Kind == sla.Closed })
	})
	if l == nil {
		return false
	}
	w.e.Clicks = append(w.e.Clicks, invariant.Click{Lead: l.ID, Who: "U3EARLY", Does: invariant.Claim, Sent: monday.Add(-time.Minute), Acked: monday.Add(-time.Second)})
	return true
}

func TestAKillExcusesAClickWithoutAnAnswer(t *testing.T) {
	t.Parallel()
	k := invariant.Click{Lead: "0m3", Who: "U1ANA", Does: invariant.Claim, Sent: monday}
	e := invariant.Evidence{Clicks: []invariant.Click{k}}
	if broken := invariant.Check(e); !named(broken, 1) {
		t.Errorf("a click without an answer passes: %v", broken)
	}
	e.Hits = []invariant.Window{{From: monday.Add(time.Second), To: monday.Add(2 * time.Second)}}
	if broken := invariant.Check(e); len(broken) > 0 {
		t.Errorf("a click that a kill has hit: %v", broken)
	}
}
