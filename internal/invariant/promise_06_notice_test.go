package invariant_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestWhoIsToldOfWhatIsNotTheirsIsFound(t *testing.T) {
	t.Parallel()
	finds(t, 6, map[string]mutation{
		"told to another": func(w *world) bool { return says(w, isPrivate, `"channel":"U`, `"channel":"U7`) },
		"told before it was theirs": func(w *world) bool {
			i := w.call(isPrivate)
			if i < 0 {
				return false
			}
			w.e.Calls[i].Domain = monday.Add(-time.Minute)
			return true
		},
		"told long after it was theirs": func(w *world) bool {
			i := w.call(isPrivate)
			if i < 0 {
				return false
			}
			id := said(&w.e.Calls[i], "metadata.event_payload.lead")
			l := w.lead(func(l *sla.Lead) bool { return l.ID == id })
			if l.Owner != "" && !adds(w, l, len(l.History), sla.Event{Kind: sla.Released, By: l.Owner}) {
				return false
			}
			w.e.Calls[i].Domain = w.now.Add(time.Hour)
			return true
		},
	})
}
