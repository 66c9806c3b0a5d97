package sla

import "time"

// End is how a cycle ended.
type End string

// The ends of a cycle.
const (
	EndWon      End = "won"
	EndLost     End = "lost"
	EndReturned End = "returned" // handed back to marketing
	EndVoid     End = "void"     // a test, spam or a duplicate: never counted
)

// reopensWithin is how long after a loss or a return the same person in the
// same tier continues the old cycle (wall time).
const reopensWithin = 30 * 24 * time.Hour

// Valid reports whether it is one of the ends that exist.
func (e End) Valid() bool {
	switch e {
	case EndWon, EndLost, EndReturned, EndVoid:
		return true
	default:
		return false
	}
}

// Close ends the cycle. It refuses guests, closed leads and ends that do not
// exist. An actor without an id is the system.
func (l *Lead) Close(by Actor, end End, why string, at time.Time, cause string) error {
	switch {
	case l.Caused(cause):
		return ErrNoChange
	case by.Guest:
		return refuse(CodeGuest, "Only people of this workspace can close leads. Ask a colleague who works here to close %s.", l.Called())
	case l.State == StateClosed:
		return refuse(CodeClosed, "%s is closed already, as %s. Nothing was changed.", l.Called(), l.End)
	case !end.Valid():
		return refuse(CodeInvalid, "A lead can't end as %q. Say won, lost, returned or void.", string(end))
	}
	l.record(Event{Kind: Closed, By: by.ID, OccurredAt: at, RecordedAt: at, Why: why, Cause: cause, End: end})
	return nil
}

// Reopens reports whether the arrival continues this closed cycle instead of
// beginning a new one: it was lost or returned less than 30 days ago, and the
// arrival is in the same tier.
func (l *Lead) Reopens(a *Arrival, at time.Time) bool {
	return (l.End == EndLost || l.End == EndReturned) &&
		at.Sub(l.ClosedAt) < reopensWithin && TierOf(&a.Details) == l.Tier
}
