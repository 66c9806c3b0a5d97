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
		"a claim of a later turn is lost": func(w *world) bool { return losesClick(w, sla.Claimed, true) },
		"a claim is lost":                 func(w *world) bool { return losesClick(w, sla.Claimed, false) },
		"a release is lost":               func(w *world) bool { return losesClick(w, sla.Released, false) },
	})
}

// losesClick takes the last click's event out of a history, and all after it.
func losesClick(w *world, kind sla.Kind, later bool) bool {
	l := w.lead(func(l *sla.Lead) bool { return clicked(l, kind, later) > 0 })
	if l == nil || w.overlapped(l, l.History[clicked(l, kind, later)].Cause) {
		return false
	}
	l.History = l.History[:clicked(l, kind, later)]
	w.refolded(l)
	return true
}

// overlapped reports whether a click was made while another on the same lead had
// no answer yet: nobody can then tell which of the two the lead met first.
func (w *world) overlapped(l *sla.Lead, cause string) bool {
	about := func(k invariant.Click) bool { return k.Lead == l.ID }
	at := slices.IndexFunc(w.e.Clicks, func(k invariant.Click) bool { return about(k) && k.Cause == cause })
	return at >= 0 && slices.ContainsFunc(w.e.Clicks, func(k invariant.Click) bool {
		return about(k) && k.Cause != cause && !k.Sent.After(w.e.Clicks[at].Acked) && !k.Acked.Before(w.e.Clicks[at].Sent)
	})
}

// clicked is the place of a lead's last event of the kind, in a later turn if
// that is wanted; 0 if it has none. When a lead was closed and came back is not
// seen, so that either may excuse a click.
func clicked(l *sla.Lead, kind sla.Kind, later bool) (at int) {
	before := 0
	for i := range l.History {
		if l.History[i].Kind == sla.Closed {
			return 0
		}
		if l.History[i].Kind == kind {
			if before++; before > 1 || !later {
				at = i
			}
		}
	}
	return at
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
