package invariant_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestNumbersThatDoNotFollowFromHistoryAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 12, map[string]mutation{
		"another state":           func(w *world) bool { return any1(w, func(l *sla.Lead) { l.State = "lost" }) },
		"another tier":            func(w *world) bool { return any1(w, func(l *sla.Lead) { l.Tier = "lukewarm" }) },
		"another owner":           func(w *world) bool { return any1(w, func(l *sla.Lead) { l.Owner = "U7NOBODY" }) },
		"another end":             func(w *world) bool { return any1(w, func(l *sla.Lead) { l.End = sla.EndWon }) },
		"another turn":            func(w *world) bool { return any1(w, func(l *sla.Lead) { l.Turn++ }) },
		"visible at another time": func(w *world) bool { return any1(w, func(l *sla.Lead) { l.VisibleAt = l.VisibleAt.Add(time.Second) }) },
		"closed at another time":  func(w *world) bool { return any1(w, func(l *sla.Lead) { l.ClosedAt = l.ClosedAt.Add(time.Second) }) },
		"decided by another":      func(w *world) bool { return any1(w, func(l *sla.Lead) { l.Counted.By = "U7NOBODY" }) },
		"another card":            func(w *world) bool { return any1(w, func(l *sla.Lead) { l.Card.Message = "7.7" }) },
		"received at another time": func(w *world) bool {
			return any1(w, func(l *sla.Lead) { l.ReceivedAt = l.ReceivedAt.Add(time.Second) })
		},
		"an unknown kind": func(w *world) bool { return any1(w, func(l *sla.Lead) { l.History[len(l.History)-1].Kind = "sold" }) },
		"recorded backwards": func(w *world) bool {
			return any1(w, func(l *sla.Lead) { l.History[len(l.History)-1].RecordedAt = monday.Add(-time.Hour) })
		},
		"happened before the arrival": func(w *world) bool {
			l, i := w.event(sla.Posted, sla.Claimed, sla.Noted)
			return l != nil && moves(w, l, i, -24*time.Hour)
		},
		"happened after it was recorded": func(w *world) bool {
			l, i := w.event(sla.Posted, sla.Claimed, sla.Noted)
			return l != nil && moves(w, l, i, 24*time.Hour)
		},
		"an event that was lost":   losesLast,
		"facts that are missing":   func(w *world) bool { drop(&w.e.Facts, 0); return true },
		"facts of nobody":          func(w *world) bool { w.e.Facts = append(w.e.Facts, sla.Facts{}); return true },
		"facts that are different": func(w *world) bool { w.e.Facts[0].Owner = "U7NOBODY"; return true },
	})
}

func any1(w *world, change func(*sla.Lead)) bool {
	change(w.lead(func(*sla.Lead) bool { return true }))
	return true
}

func moves(w *world, l *sla.Lead, i int, by time.Duration) bool {
	l.History[i].OccurredAt = l.History[i].OccurredAt.Add(by)
	w.refolded(l)
	return true
}

// losesLast takes out the last event that changed how the lead stands.
func losesLast(w *world) bool {
	l := w.lead(func(l *sla.Lead) bool { return lastTurn(l) > 0 })
	if l == nil {
		return false
	}
	drop(&l.History, lastTurn(l))
	return true
}

func lastTurn(l *sla.Lead) int {
	last := 0
	for i := range l.History {
		switch l.History[i].Kind {
		case sla.Claimed, sla.Released, sla.Closed, sla.Reopened:
			last = i
		}
	}
	return last
}
