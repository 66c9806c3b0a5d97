package invariant_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestClaimClocksThatStandStillAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 5, map[string]mutation{
		"nobody's, and no clock": func(w *world) bool { return stored(w, sla.StateNew, func(l *sla.Lead) { l.WaitsFrom = time.Time{} }) },
		"nobody's, and an owner": func(w *world) bool { return stored(w, sla.StateNew, func(l *sla.Lead) { l.Owner = "U1ANA" }) },
		"waiting since too late": func(w *world) bool {
			return stored(w, sla.StateNew, func(l *sla.Lead) { l.WaitsFrom = l.WaitsFrom.Add(time.Second) })
		},
		"claimed, and a clock":  func(w *world) bool { return stored(w, sla.StateClaimed, func(l *sla.Lead) { l.WaitsFrom = monday }) },
		"claimed, and no owner": func(w *world) bool { return stored(w, sla.StateClaimed, func(l *sla.Lead) { l.Owner = "" }) },
		"claimed too early": func(w *world) bool {
			return stored(w, sla.StateClaimed, func(l *sla.Lead) { l.ClaimedAt = l.ClaimedAt.Add(-time.Hour) })
		},
		"claimed after no wait": func(w *world) bool {
			return stored(w, sla.StateClaimed, func(l *sla.Lead) { l.Waited = l.ClaimedAt.Add(time.Hour) })
		},
		"closed, and a clock":       func(w *world) bool { return stored(w, sla.StateClosed, func(l *sla.Lead) { l.WaitsFrom = monday }) },
		"a brief claim that counts": countsBrief,
	})
}

// stored changes what is stored of a lead in the state, beside its history.
func stored(w *world, in sla.State, change func(*sla.Lead)) bool {
	l := w.lead(func(l *sla.Lead) bool { return l.State == in })
	if l == nil {
		return false
	}
	change(l)
	return true
}

// countsBrief lets a lead wait since a release that left no trace.
func countsBrief(w *world) bool {
	for _, l := range w.e.Leads {
		for i := range l.History {
			if e := &l.History[i]; e.Kind == sla.Released && l.State == sla.StateNew && !l.WaitsFrom.Equal(e.OccurredAt) {
				l.WaitsFrom = e.OccurredAt
				return true
			}
		}
	}
	return false
}
