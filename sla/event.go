package sla

import "time"

// Kind names what happened.
type Kind string

// The kinds of events.
const (
	Arrived  Kind = "arrived"   // the cycle began
	Noted    Kind = "noted"     // the same person was delivered again
	HotAgain Kind = "hot_again" // the same person was delivered again, at a higher tier
	Reopened Kind = "reopened"  // a cycle that had ended lately goes on
	Posted   Kind = "posted"    // the card became visible
	Claimed  Kind = "claimed"   // somebody took the lead
	Released Kind = "released"  // its owner gave it back to the team
	Closed   Kind = "closed"    // the cycle ended
)

// Event is one thing that happened to a lead. Events are only ever appended.
type Event struct {
	Kind       Kind      `json:"kind"`
	By         string    `json:"by,omitempty"` // the person who did it; empty for a source or the system
	OccurredAt time.Time `json:"occurred_at"`
	RecordedAt time.Time `json:"recorded_at"`
	Why        string    `json:"why,omitempty"`
	Cause      string    `json:"cause"` // what made it: unique within the lead, so that a redelivery is a no-op

	Brought *Details `json:"brought,omitempty"` // noted, hot again, reopened: what the delivery said
	Tier    Tier     `json:"tier,omitempty"`    // arrived, hot again, reopened: the tier from here on
	Card    *Card    `json:"card,omitempty"`    // posted: where
	End     End      `json:"end,omitempty"`     // closed: how
	Learnt  bool     `json:"learnt,omitempty"`  // noted: the delivery filled in what was unknown
	Also    []string `json:"also,omitempty"`    // noted: other open leads that the delivery matched too
}

// Caused reports whether the cause is already in the history, that is: whether
// what is being tried has been done before.
func (l *Lead) Caused(cause string) bool {
	for i := range l.History {
		if l.History[i].Cause == cause {
			return true
		}
	}
	return false
}

// record appends an event and folds it into the lead. Event times never run
// backwards within a lead, whatever the clocks of the writers say: nothing is
// recorded before what was recorded last, nor occurs before the arrival or after
// it was recorded. What occurs as it is recorded stays so.
func (l *Lead) record(e Event) {
	live := e.OccurredAt.Equal(e.RecordedAt)
	e.OccurredAt, e.RecordedAt = e.OccurredAt.UTC(), e.RecordedAt.UTC()
	if n := len(l.History); n > 0 {
		e.OccurredAt = later(e.OccurredAt, l.History[0].OccurredAt)
		e.RecordedAt = later(e.RecordedAt, l.History[n-1].RecordedAt)
	}
	e.RecordedAt = later(e.RecordedAt, e.OccurredAt)
	if live {
		e.OccurredAt = e.RecordedAt
	}
	l.History = append(l.History, e)
	l.fold(&l.History[len(l.History)-1])
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
