package sla

import (
	"slices"
	"time"
)

// Delivery is what one request of a source brought: all of it is saved, or
// nothing.
type Delivery struct {
	ID       string    // the source's own id for it, or a hash of what it said
	Hashed   bool      // ID is a hash: the same words much later are a new delivery
	At       time.Time // when it was received
	Arrivals []Arrival
}

// Arrival is one person in a delivery.
type Arrival struct {
	Cause       string // the delivery's id and the place in it
	Named       bool   // the source gave that id, so it is the same delivery whoever it is about
	ExternalID  string
	QualifiedAt time.Time // zero if the source does not say
	Details
}

// Keys returns what identifies the person who arrives.
func (a *Arrival) Keys() []string { return Keys([]string{a.ExternalID}, a.Email) }

// HoldKeys returns the keys under which the store finds the lead again: the
// person's and, where the source names its deliveries or the person is known by
// phone alone, the cause, so that the same delivery still finds what it made.
func (a *Arrival) HoldKeys() []string {
	keys := a.Keys()
	if a.Named || len(keys) == 0 {
		keys = append(keys, CauseKey(a.Cause))
	}
	return keys
}

// Outcome is what became of an arrival.
type Outcome string

// The outcomes of an arrival.
const (
	OutcomeCreated   Outcome = "created"   // a new cycle began
	OutcomeNoted     Outcome = "noted"     // the person has an open cycle: the arrival is a note on it
	OutcomeDuplicate Outcome = "duplicate" // the delivery was received before
	OutcomeReopened  Outcome = "reopened"  // a cycle that ended lately goes on
)

// Receipt answers one arrival.
type Receipt struct {
	Lead    string
	Outcome Outcome
}

// NewLead begins the first cycle of a person, or, after the former one has
// ended, the next.
func NewLead(id string, a *Arrival, at time.Time, former *Lead) *Lead {
	l := &Lead{
		ID: id, Cycle: 1, Desk: MainDesk, Details: a.Details,
		QualifiedAt: a.QualifiedAt.UTC(), ReceivedAt: at.UTC(),
		History: make([]Event, 0, 2),
	}
	if l.Side == "" {
		l.Side = SideMarketing
	}
	if former != nil {
		l.follow(former)
	}
	l.learnIdentity(a)
	l.learnName(a)
	l.record(Event{Kind: Arrived, OccurredAt: at, RecordedAt: at, Cause: a.Cause, Tier: TierOf(&a.Details)})
	return l
}

// follow makes the lead the cycle after the former one: the person is known, so
// their ids and their name stay known. A void cycle is named as the one before,
// but says nothing of the person.
func (l *Lead) follow(former *Lead) {
	l.Cycle, l.Previous, l.Standing = former.Cycle+1, former.ID, former.Standing
	if former.End == EndVoid {
		return
	}
	l.Standing = StandingReturns
	if former.End == EndWon || former.Standing == StandingCustomer {
		l.Standing = StandingCustomer
	}
	l.ExternalIDs = slices.Clone(former.ExternalIDs)
	fill(&l.Email, former.Email)
	l.learnPerson(&former.Details)
}

// Note records that the person of an open lead was delivered again: what was
// unknown is filled in, nothing that was known is replaced; source, campaign and
// side stay those of the first arrival, which sourced the lead. A higher tier
// makes the lead hot again. Also names other open leads that the arrival
// matched; then nothing new is learnt of the identity, since it is in doubt.
func (l *Lead) Note(a *Arrival, at time.Time, also []string) error {
	switch {
	case l.Caused(a.Cause):
		return ErrNoChange
	case !l.Open():
		return refuse(CodeClosed, "%s is closed already, so there is nothing to add to.", l.Called())
	}
	brought := a.Details
	e := Event{Kind: Noted, OccurredAt: at, RecordedAt: at, Cause: a.Cause, Brought: &brought, Also: also}
	if tier := TierOf(&brought); tier.Above(l.Tier) {
		e.Kind, e.Tier = HotAgain, tier
	}
	if len(also) == 0 {
		e.Learnt = l.learnIdentity(a)
	}
	l.learnName(a)
	e.Learnt = l.learn(&brought) || e.Learnt
	l.record(e)
	return nil
}

// Reopen lets a cycle that ended lately go on: no new MQL is counted.
func (l *Lead) Reopen(a *Arrival, at time.Time) error {
	switch {
	case l.Caused(a.Cause):
		return ErrNoChange
	case l.Open():
		return refuse(CodeInvalid, "%s is open, so there is nothing to reopen.", l.Called())
	}
	brought := a.Details
	l.learnIdentity(a)
	l.learnName(a)
	l.learn(&brought)
	l.record(Event{Kind: Reopened, OccurredAt: at, RecordedAt: at, Cause: a.Cause, Brought: &brought, Tier: l.Tier})
	return nil
}
