package invariant_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestStrandedLeadsAreFound(t *testing.T) {
	t.Parallel()
	parked := func(change func(*sla.Parking)) mutation {
		return func(w *world) bool {
			p := &sla.Parking{Since: monday, Until: monday.Add(time.Minute), Tries: 1, Reason: "is_archived"}
			change(p)
			l := w.lead(func(*sla.Lead) bool { return true })
			l.Parked = p
			return true
		}
	}
	finds(t, 11, map[string]mutation{
		"open, and nowhere": func(w *world) bool {
			l := w.lead(func(l *sla.Lead) bool { return l.Open() && l.Parked == nil })
			if l == nil {
				return false
			}
			l.Card = sla.Card{}
			return true
		},
		"parked without a reason":   parked(func(p *sla.Parking) { p.Reason = "" }),
		"parked for ever":           parked(func(p *sla.Parking) { p.Until = time.Time{} }),
		"parked without a try":      parked(func(p *sla.Parking) { p.Tries = 0 }),
		"a notice without a reason": func(w *world) bool { return notices(w, func(n *sla.Notice) { n.Parked = &sla.Parking{Tries: 1} }) },
	})
}
