package sla_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

func TestEventTimesNeverRunBackwards(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday.Add(-30*time.Second), "c1"))
	if !l.ClaimedAt.Equal(monday) {
		t.Errorf("a claim by a late clock is dated %s, before the lead arrived", l.ClaimedAt)
	}
	must(t, l.Note(mara("d#1"), monday.Add(hour), nil))
	must(t, l.Release(ana, monday.Add(minute), "", "r1"))
	if !l.WaitsFrom.Equal(monday.Add(hour)) || !l.History[3].RecordedAt.Equal(monday.Add(hour)) {
		t.Errorf("a release after the note is dated %s", l.WaitsFrom)
	}
}

func TestACardIsDatedWhenItWasDrawn(t *testing.T) {
	card := sla.Card{Channel: "C1", Message: "1.1"}
	for name, c := range map[string]struct{ drawn, marked, visible, recorded time.Duration }{
		"drawn before the claim":       {minute, 3 * minute, minute, 3 * minute},
		"marked by a clock behind":     {minute, 0, minute, 2 * minute},
		"drawn by a clock far behind":  {-hour, 3 * minute, 0, 3 * minute},
		"drawn by a clock far ahead":   {hour, 3 * minute, hour, hour},
		"drawn and marked at one time": {3 * minute, 3 * minute, 3 * minute, 3 * minute},
	} {
		t.Run(name, func(t *testing.T) {
			l := fresh(mara("d#0"))
			must(t, l.Claim(ana, monday.Add(2*minute), "c1"))
			must(t, l.Posted(card, 1, monday.Add(c.drawn), monday.Add(c.marked), "p1"))
			if e := l.History[2]; !l.VisibleAt.Equal(monday.Add(c.visible)) || !e.RecordedAt.Equal(monday.Add(c.recorded)) {
				t.Errorf("visible %s after the arrival, recorded %s after", l.VisibleAt.Sub(monday), e.RecordedAt.Sub(monday))
			}
		})
	}
}

// TestEveryHistoryIsInOrder throws clocks that disagree at a lead.
func TestEveryHistoryIsInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			w.now = monday.Add(time.Duration(rapid.Int64Range(-int64(hour), int64(40*day)).Draw(t, "clock")))
			w.act(t)
		}
		first, last := w.lead.History[0], w.lead.History[0]
		for _, e := range w.lead.History[1:] {
			if e.RecordedAt.Before(last.RecordedAt) || e.OccurredAt.Before(first.OccurredAt) || e.OccurredAt.After(e.RecordedAt) {
				t.Fatalf("%s occurred %s and was recorded %s, after %s", e.Kind, e.OccurredAt, e.RecordedAt, last.RecordedAt)
			}
			last = e
		}
		if w.lead.VisibleAt.After(time.Time{}) && w.lead.VisibleAt.Before(w.lead.ReceivedAt) {
			t.Fatal("it was visible before it was received")
		}
	})
}

func TestCausesAreUniqueWithinALead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			w.act(t)
		}
		seen := map[string]bool{}
		for _, e := range w.lead.History {
			if seen[e.Cause] || !w.lead.Caused(e.Cause) {
				t.Fatalf("the cause %q is there twice, or not found", e.Cause)
			}
			seen[e.Cause] = true
		}
		if w.lead.Caused("never") {
			t.Fatal("a cause is found that never was")
		}
	})
}
