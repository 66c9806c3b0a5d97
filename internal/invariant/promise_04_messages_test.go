package invariant_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

func TestRepeatedLostAndOwedMessagesAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 4, map[string]mutation{
		"a word for whoever takes it next is left out": func(w *world) bool {
			return says(w, func(c *invariant.Call) bool { return isLine(c) && contains(said(c, "text"), "She asked for") }, "She asked for", "")
		},
		"a card twice":               func(w *world) bool { return repeats(w, w.settled(isCard)) },
		"a line twice":               func(w *world) bool { return repeats(w, isLine) },
		"a private message twice":    func(w *world) bool { return repeats(w, isPrivate) },
		"a card that nobody posted":  func(w *world) bool { return loses1(w, isCard) },
		"a line that nobody wrote":   func(w *world) bool { return loses1(w, w.alone(isLine)) },
		"a notice that nobody sent":  func(w *world) bool { return loses1(w, isPrivate) },
		"lines in the wrong order":   swapsLines,
		"a redraw that was not made": losesRedraw,
		"a card of another's":        func(w *world) bool { return draws(w, "took Mara", "<@U1ANA>", "<@U7NOBODY>") },
		"a button that is missing":   func(w *world) bool { return draws(w, "Mara waits", `"claim"`, `"none"`) },
		"a button too many":          func(w *world) bool { return draws(w, "Mara is closed", `"none"`, `"claim"`) },
		"a card that nobody sees":    hides,
		"a mark that is behind":      func(w *world) bool { return marks(w, func(l *sla.Lead) { l.Told = sla.Told{} }) },
		"a mark beyond the history":  func(w *world) bool { return marks(w, func(l *sla.Lead) { l.Told.Thread = len(l.History) + 1 }) },
		"a card of a lead unknown":   func(w *world) bool { return says(w, isCard, w.e.Leads[0].ID, "0000000000zz") },
		"a line under nothing":       func(w *world) bool { return says(w, isLine, `"thread_ts":"`, `"thread_ts":"0`) },
		"a line of something else":   func(w *world) bool { return says(w, isLine, "came again by campaign", "it rains") },
		"a notice that is due": func(w *world) bool {
			return notices(w, func(n *sla.Notice) { n.SentAt, n.DroppedAt = time.Time{}, time.Time{} })
		},
		"a notice that was never": func(w *world) bool { return len(w.e.Notices) > 0 && forgets(w) },
		"a notice left out for nothing": func(w *world) bool {
			return notices(w, func(n *sla.Notice) { n.SentAt, n.DroppedAt, n.Dropped = time.Time{}, monday, "" })
		},
		"a kill that explains two repeats": func(w *world) bool {
			w.e.Hits = []invariant.Window{{From: monday, To: monday.Add(time.Hour)}}
			n := 0
			for n < 3 && repeats(w, w.settled(isCard)) {
				n++
			}
			return n == 3
		},
	})
}

// repeats makes a call of the kind once more, later than any kill explains.
func repeats(w *world, is func(*invariant.Call) bool) bool {
	i := w.call(is)
	if i < 0 {
		return false
	}
	w.again(i, time.Second)
	slices.SortStableFunc(w.e.Calls, func(a, b invariant.Call) int { return a.At.Compare(b.At) })
	return true
}

func loses1(w *world, is func(*invariant.Call) bool) bool {
	i := w.call(is)
	if i < 0 {
		return false
	}
	drop(&w.e.Calls, i)
	return true
}

// settled is a call of the kind about a lead that never came back: nothing could
// ask for a second card.
func (w *world) settled(is func(*invariant.Call) bool) func(*invariant.Call) bool {
	return func(c *invariant.Call) bool {
		back := func(e sla.Event) bool { return e.Kind == sla.Reopened || e.Kind == sla.HotAgain }
		return is(c) && slices.ContainsFunc(w.e.Leads, func(l *sla.Lead) bool {
			return l.ID == said(c, "metadata.event_payload.lead") && !slices.ContainsFunc(l.History, back)
		})
	}
}

// alone is a call of the kind whose text no other has.
func (w *world) alone(is func(*invariant.Call) bool) func(*invariant.Call) bool {
	n := map[string]int{}
	for i := range w.e.Calls {
		n[said(&w.e.Calls[i], "text")]++
	}
	return func(c *invariant.Call) bool { return is(c) && n[said(c, "text")] == 1 }
}

// swapsLines lets two lines of one thread change their places.
func swapsLines(w *world) bool {
	is := w.alone(isLine)
	for i := range w.e.Calls {
		for j := range i {
			a, b := &w.e.Calls[i], &w.e.Calls[j]
			if is(a) && is(b) && said(a, "thread_ts") == said(b, "thread_ts") && said(a, "text") != said(b, "text") {
				a.Arguments, b.Arguments = b.Arguments, a.Arguments
				return true
			}
		}
	}
	return false
}

// losesRedraw takes out a redraw of a card that alone showed its state.
func losesRedraw(w *world) bool {
	for i := range slices.Backward(w.e.Calls) {
		message := said(&w.e.Calls[i], "ts")
		shown := func(l *sla.Lead) bool { return l.Card.Message == message && l.Parked == nil }
		if !isRedraw(&w.e.Calls[i]) || !slices.ContainsFunc(w.e.Leads, shown) {
			continue
		}
		calls, was := w.e.Calls, shownBefore(w, len(w.e.Calls), message)
		drop(&w.e.Calls, i)
		if shownBefore(w, len(w.e.Calls), message) != was {
			return true
		}
		w.e.Calls = calls
	}
	return false
}

// shownBefore is what a message showed before a call.
func shownBefore(w *world, i int, message string) string {
	text := ""
	for j := range i {
		c := &w.e.Calls[j]
		if c.Method == update && said(c, "ts") == message && (worked(c) || c.Cut || c.Lost || c.Garbled) || c.Method == post && string(c.Answer) == `{"ok":true,"ts":"`+message+`"}` {
			text = said(c, "text")
		}
	}
	return text
}

// draws changes what a card shows that says something.
func draws(w *world, where, old, with string) bool {
	for i := range w.e.Shown {
		m := &w.e.Shown[i]
		l := w.lead(func(l *sla.Lead) bool { return l.Card.Message == m.ID && l.Parked == nil })
		if l == nil || !contains(m.Text, where) || !contains(m.Text+string(m.Blocks), old) {
			continue
		}
		m.Text = replaced(m.Text, old, with)
		m.Blocks = json.RawMessage(replaced(replaced(string(m.Blocks), old, with), escaped(old), escaped(with)))
		return true
	}
	return false
}

func hides(w *world) bool {
	for i := range w.e.Shown {
		if w.lead(func(l *sla.Lead) bool { return l.Card.Message == w.e.Shown[i].ID && l.Parked == nil }) != nil {
			drop(&w.e.Shown, i)
			return true
		}
	}
	return false
}

func marks(w *world, change func(*sla.Lead)) bool {
	l := w.lead(func(l *sla.Lead) bool { return l.Parked == nil })
	if l == nil {
		return false
	}
	change(l)
	return true
}

func says(w *world, is func(*invariant.Call) bool, old, with string) bool {
	i := w.call(func(c *invariant.Call) bool { return is(c) && contains(string(c.Arguments), old) })
	if i < 0 {
		return false
	}
	w.argue(i, old, with)
	return true
}

func notices(w *world, change func(*sla.Notice)) bool {
	if len(w.e.Notices) == 0 {
		return false
	}
	change(&w.e.Notices[0])
	return true
}

func forgets(w *world) bool {
	drop(&w.e.Notices, 0)
	return true
}
