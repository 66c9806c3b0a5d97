package invariant_test

import (
	"fmt"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

func TestCeilingsThatAreNotKeptAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 9, map[string]mutation{
		"five messages at once": func(w *world) bool { return bursts(w, 5, post, "channel", "C0OTHER") },
		"a message every half second": func(w *world) bool {
			at := w.now.Add(time.Hour)
			for range 10 {
				w.now = at
				w.answered(post, map[string]any{"channel": "C0OTHER", "text": "hello"}, `{"ok":false}`)
				at = at.Add(500 * time.Millisecond)
			}
			return true
		},
		"51 redraws in a minute":        func(w *world) bool { return bursts(w, 51, update, "ts", "1.2") },
		"101 home tabs in a minute":     func(w *world) bool { return bursts(w, 101, "views.publish", "user_id", "U1ANA") },
		"no patience with home tabs":    func(w *world) bool { return impatient(w, "views.publish") },
		"no patience with windows":      func(w *world) bool { return impatient(w, "views.open") },
		"no patience with sockets":      func(w *world) bool { return impatient(w, "apps.connections.open") },
		"no patience with itself":       func(w *world) bool { return impatient(w, "auth.test") },
		"no patience with the channels": func(w *world) bool { return impatient(w, "conversations.info") },
		"no patience with posts":        func(w *world) bool { return impatient(w, post) },
		"no patience with redraws":      func(w *world) bool { return impatient(w, update) },
		"no patience with sockets at all": func(w *world) bool {
			w.now = w.now.Add(time.Hour)
			for range 12 {
				c := w.answered("apps.connections.open", map[string]any{}, `{"ok":false,"error":"ratelimited"}`)
				c.Status, c.RetryAfter = 429, time.Second
			}
			return true
		},
		"no patience at all": func(w *world) bool {
			w.now = w.now.Add(time.Hour)
			for range 4 {
				c := w.answered(update, map[string]any{"ts": "1.2"}, `{"ok":false,"error":"ratelimited"}`)
				c.Status, c.RetryAfter = 429, time.Second
			}
			return true
		},
		"a standard card first": overtakes,
	})
}

// bursts makes so many calls at once, long after all the others.
func bursts(w *world, n int, method, key, value string) bool {
	w.now = w.now.Add(time.Hour)
	for range n {
		w.answered(method, map[string]any{key: value}, `{"ok":false}`)
	}
	return true
}

// impatient calls once more a second after Slack has asked for ten.
func impatient(w *world, method string) bool {
	w.now = w.now.Add(time.Hour)
	c := w.answered(method, map[string]any{"channel": "C0OTHER"}, `{"ok":false,"error":"ratelimited"}`)
	c.Status, c.RetryAfter = 429, 10*time.Second
	w.passes(5 * time.Second)
	w.answered(method, map[string]any{"channel": "C0OTHER"}, `{"ok":true}`)
	return true
}

// overtakes posts a hot card a minute after it came, and a standard one between.
func overtakes(w *world) bool {
	w.now = w.now.Add(time.Hour)
	var leads []*sla.Lead
	for i, action := range []string{"demo request", "white paper"} {
		a := &sla.Arrival{Cause: fmt.Sprintf("late#%d", i), Details: sla.Details{Name: "Late", Action: action}}
		leads = append(leads, sla.NewLead(sla.FormatID(sla.IDAt(w.now, uint32(i))), a, w.now, nil))
	}
	w.e.Leads = append(w.e.Leads, leads...)
	w.passes(30 * time.Second)
	for _, l := range []*sla.Lead{leads[1], leads[0]} {
		w.answered(post, map[string]any{"channel": channel, "metadata": metadata(l.ID)}, `{"ok":true,"ts":"8.`+l.ID+`"}`)
		w.passes(10 * time.Second)
	}
	return true
}

func TestAHandoverExcusesWhatTheNewCourierCannotKnow(t *testing.T) {
	t.Parallel()
	var e invariant.Evidence
	for i := range 4 {
		e.Calls = append(e.Calls, invariant.Call{At: monday.Add(time.Duration(i)), Method: post, Arguments: []byte(`{"channel":"C1"}`)})
	}
	if broken := invariant.Check(e); !named(broken, 9) {
		t.Error("four messages at once pass")
	}
	for i := range 3 {
		e.Handovers = append(e.Handovers, monday.Add(time.Duration(i)-time.Second))
	}
	if broken := invariant.Check(e); len(broken) > 0 {
		t.Error(broken)
	}
}
