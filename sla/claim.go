package sla

import (
	"slices"
	"time"
)

// Actor is the person who acts, as the channel knows them.
type Actor struct {
	ID    string
	Guest bool // belongs to another organisation
}

// Claim makes the actor the lead's owner. It refuses guests, closed leads and
// leads that somebody owns already; a lead may be claimed before its card is
// known to be visible, because a person can be faster than our own mark.
func (l *Lead) Claim(by Actor, at time.Time, cause string) error {
	switch {
	case l.Caused(cause):
		return ErrNoChange
	case by.ID == "":
		return refuse(CodeInvalid, "Only a person can take %s, and nobody was named.", l.Called())
	case by.Guest:
		return refuse(CodeGuest, "Only people of this workspace can take leads. Ask a colleague who works here to take %s.", l.Called())
	case l.State == StateClosed:
		return refuse(CodeClosed, "%s is closed already, so there is nothing left to take.", l.Called())
	case l.Owner == by.ID:
		return &Refusal{Code: CodeYours, Sentence: l.Called() + " is yours already.", Owner: by.ID}
	case l.Owner != "":
		return &Refusal{Code: CodeTaken, Sentence: l.Called() + " was taken before you.", Owner: l.Owner}
	}
	l.record(Event{Kind: Claimed, By: by.ID, OccurredAt: at, RecordedAt: at, Cause: cause})
	return nil
}

// skew is how far the clock of who stamps a click may differ from ours.
const skew = 2 * time.Second

// Outdated refuses a click that is delivered late: made before the lead last
// came free, it may have been answered then, and its author may no longer want
// the lead. A click from before the lead was there is no older than that, but
// stamped by a clock that says nothing to ours.
func (l *Lead) Outdated(clicked time.Time, cause string) error {
	if l.State != StateNew || l.Caused(cause) || clicked.Before(l.ReceivedAt) {
		return nil
	}
	for i := range slices.Backward(l.History) {
		e := &l.History[i]
		if (e.Kind == Released || e.Kind == Reopened) && clicked.Add(skew).Before(e.RecordedAt) {
			return refuse(CodeOutdated, "That click is from before %s came free. Click again if you still want it.", l.Called())
		}
	}
	return nil
}

// Release gives the lead back to the team, with a word for whoever takes it
// next, which may be empty. Only its owner can.
func (l *Lead) Release(by Actor, at time.Time, why, cause string) error {
	if err := l.Releasable(by, cause); err != nil {
		return err
	}
	why, err := wordOf(why)
	if err != nil {
		return err
	}
	l.record(Event{Kind: Released, By: by.ID, OccurredAt: at, RecordedAt: at, Why: why, Cause: cause})
	return nil
}

// Releasable returns why the actor cannot give the lead back, or nil. It is
// [ErrNoChange] if the cause has done so already.
func (l *Lead) Releasable(by Actor, cause string) error {
	switch {
	case l.Caused(cause):
		return ErrNoChange
	case by.Guest:
		return refuse(CodeGuest, "Only people of this workspace can release leads. Ask a colleague who works here about %s.", l.Called())
	case l.State == StateClosed:
		return refuse(CodeClosed, "%s is closed already, so there is nothing to release.", l.Called())
	case l.Owner == "":
		return refuse(CodeNotYours, "Nobody has %s at the moment, so there is nothing to release.", l.Called())
	case l.Owner != by.ID:
		return &Refusal{Code: CodeNotYours, Sentence: "Only the owner of " + l.Called() + " can release it.", Owner: l.Owner}
	}
	return nil
}

// Misclick reports whether a release at the instant would undo the present
// claim so soon that it leaves no trace in numbers.
func (l *Lead) Misclick(at time.Time) bool {
	return l.State == StateClaimed && at.Sub(l.ClaimedAt) < lasting
}

// TakenAfter is how long the lead had waited when its present owner took it:
// from when sales could see it or, after a release or a return to the channel,
// from when nobody owned it any more. Wall time.
func (l *Lead) TakenAfter() time.Duration {
	facts := l.Facts()
	return max(l.ClaimedAt.Sub(later(facts.VisibleFrom(), l.Waited)), 0)
}
