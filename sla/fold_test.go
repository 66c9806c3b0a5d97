package sla_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"leadpact/sla"
)

// TestStateIsAFoldOfHistory lets anything happen, in any order, between the
// tellings, with cards lost and leads parked on the way.
func TestStateIsAFoldOfHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0, 1, 2:
				w.tell(t)
			case 3:
				_ = w.lead.LoseCard() // there may be none
			case 4:
				_ = w.lead.Park("is_archived", w.now) // never an error
			default:
				w.act(t)
			}
			wantEqual(t, "the fold of the history", w.lead.Refold(), w.lead)
		}
	})
}

func TestTheStoredFormFoldsToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			w.act(t)
		}
		text, err := json.Marshal(w.lead)
		if err != nil {
			t.Fatal(err)
		}
		back := new(sla.Lead)
		if err := json.Unmarshal(text, back); err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "the lead read back", back, w.lead)
		wantEqual(t, "its fold", back.Refold(), w.lead)
	})
}

func TestStateFollowsTheEvents(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			w.act(t)
			l := w.lead
			if (l.State == sla.StateNew) == l.WaitsFrom.IsZero() || (l.State == sla.StateClosed) == l.ClosedAt.IsZero() || (l.End == "") != l.Open() {
				t.Fatalf("state %s, waits from %s, closed at %s, end %q", l.State, l.WaitsFrom, l.ClosedAt, l.End)
			}
			if l.State == sla.StateClaimed && l.Owner == "" || l.State == sla.StateNew && l.Owner != "" || (l.Owner == "") != l.ClaimedAt.IsZero() {
				t.Fatalf("state %s, owner %q since %s", l.State, l.Owner, l.ClaimedAt)
			}
			if l.Turn < 0 || l.Counted.At.IsZero() != (l.Turn == 0) {
				t.Fatalf("turn %d, the claim that counts is %v", l.Turn, l.Counted)
			}
			if l.Owner == visitor.ID {
				t.Fatal("a guest owns it")
			}
		}
	})
}

func TestAnEventOfALaterProgramIsPassedOver(t *testing.T) {
	l := fresh(mara("d#0"))
	l.History = append(l.History, sla.Event{Kind: "from the future", OccurredAt: monday, RecordedAt: monday, Cause: "x"})
	wantEqual(t, "the fold", l.Refold(), l)
}
