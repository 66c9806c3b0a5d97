package invariant_test

import (
	"slices"
	"testing"

	"leadpact/sla"
)

func TestEventsThatHappenTwiceAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 3, map[string]mutation{
		"an event twice": func(w *world) bool {
			l := w.lead(func(*sla.Lead) bool { return true })
			l.History = append(l.History, l.History[len(l.History)-1])
			w.refolded(l)
			return true
		},
		"an event without a cause": func(w *world) bool {
			l := w.lead(func(*sla.Lead) bool { return true })
			l.History[len(l.History)-1].Cause = ""
			return true
		},
		"an arrival twice": func(w *world) bool {
			l := w.lead(func(*sla.Lead) bool { return true })
			return adds(w, l, 1, sla.Event{Kind: sla.Arrived, Tier: l.Tier})
		},
		"no arrival": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool { return len(l.History) > 1 })
			if l == nil {
				return false
			}
			drop(&l.History, 0)
			w.refolded(l)
			return true
		},
		"no history": func(w *world) bool {
			w.e.Leads[0].History = nil
			return true
		},
		"closed twice": func(w *world) bool {
			l, i := w.event(sla.Closed)
			return l != nil && adds(w, l, i+1, sla.Event{Kind: sla.Closed, End: sla.EndWon})
		},
		"reopened while open": func(w *world) bool {
			l, i := w.event(sla.Arrived, sla.Claimed, sla.Released)
			return l != nil && adds(w, l, i+1, sla.Event{Kind: sla.Reopened, Tier: sla.TierHot})
		},
		"hot again while hot": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool { return l.Tier == sla.TierHot })
			return l != nil && adds(w, l, len(l.History), sla.Event{Kind: sla.HotAgain, Tier: sla.TierHot, Brought: &sla.Details{}})
		},
		"a lead twice": func(w *world) bool {
			w.e.Leads = append(w.e.Leads, w.e.Leads[0])
			return true
		},
		"two open leads of one person": func(w *world) bool {
			open := slices.DeleteFunc(slices.Clone(w.e.Leads), func(l *sla.Lead) bool { return !l.Open() })
			if len(open) < 2 {
				return false
			}
			open[1].Email = " " + open[0].Email
			return true
		},
		"two notices of one key": func(w *world) bool {
			if len(w.e.Notices) == 0 {
				return false
			}
			w.e.Notices = append(w.e.Notices, w.e.Notices[0])
			return true
		},
	})
}
