package invariant_test

import (
	"slices"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

func TestLostChangesAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 2, map[string]mutation{
		"an acknowledged lead is not kept": func(w *world) bool {
			drop(&w.e.Leads, 0)
			return true
		},
		"an acknowledged note is not in the history": func(w *world) bool { return loses(w, sla.Noted, sla.HotAgain) },
		"an acknowledged return is not in the history": func(w *world) bool {
			return loses(w, sla.Reopened)
		},
		"a delivery became another's": func(w *world) bool {
			return changesDelivery(w, func(d *invariant.Delivery) { d.Key = "of-another" })
		},
		"a note was acknowledged twice": func(w *world) bool {
			return changesDelivery(w, func(d *invariant.Delivery) {
				d.Receipts = append(slices.Clone(d.Receipts), d.Receipts...)
			})
		},
		"a claim was acked and never made": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool {
				return !slices.ContainsFunc(l.History, func(e sla.Event) bool { return e.Kind == sla.Claimed || e.Kind == sla.Closed })
			})
			if l == nil {
				return false
			}
			w.e.Clicks = append(w.e.Clicks, invariant.Click{Lead: l.ID, Who: "U1ANA", Does: invariant.Claim, Sent: w.now, Acked: w.now})
			return true
		},
		"a release was acked and never made": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool { return l.State == sla.StateClaimed })
			if l == nil {
				return false
			}
			at := w.now.Add(time.Second)
			w.e.Clicks = append(w.e.Clicks, invariant.Click{Lead: l.ID, Who: l.Owner, Does: invariant.Release, Sent: at, Acked: at})
			return true
		},
	})
}

func loses(w *world, kinds ...sla.Kind) bool {
	l, i := w.event(kinds...)
	if l == nil {
		return false
	}
	drop(&l.History, i)
	w.refolded(l)
	return true
}

func changesDelivery(w *world, change func(*invariant.Delivery)) bool {
	i := slices.IndexFunc(w.e.Deliveries, func(d invariant.Delivery) bool { return d.Status == 200 })
	if i < 0 {
		return false
	}
	change(&w.e.Deliveries[i])
	return true
}

func TestAnHonestAnswerLosesNothing(t *testing.T) {
	t.Parallel()
	l := sla.NewLead("0m3k9f2xq7ab", &sla.Arrival{Cause: "api:k#0", Details: sla.Details{Name: "Mara"}}, monday, nil)
	e := invariant.Evidence{
		Leads:  []*sla.Lead{l},
		Clicks: []invariant.Click{{Lead: l.ID, Who: "U1ANA", Does: invariant.Claim, Sent: monday, Acked: monday}},
	}
	if broken := invariant.Check(e); !named(broken, 2) {
		t.Errorf("a lost claim passes: %v", broken)
	}
	e.Calls = []invariant.Call{{At: monday, Method: "response_url", Arguments: []byte(`{"text":"Not recorded: saving took too long."}`)}}
	if broken := invariant.Check(e); len(broken) > 0 {
		t.Errorf("a claim that is said to be not recorded: %v", broken)
	}
}
