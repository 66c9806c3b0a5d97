package sla

import "time"

// lasting is how long a claim must last to count: a release sooner leaves no
// trace in numbers (wall time).
const lasting = 2 * time.Minute

// folds holds, for each kind of event, what it does to the lead.
var folds = map[Kind]func(*Lead, *Event){
	Arrived:  foldArrived,
	Noted:    func(*Lead, *Event) {},
	HotAgain: func(l *Lead, e *Event) { l.Tier = e.Tier },
	Reopened: foldReopened,
	Posted:   foldPosted,
	Claimed:  foldClaimed,
	Released: foldReleased,
	Closed:   foldClosed,
}

func (l *Lead) fold(e *Event) {
	if f, known := folds[e.Kind]; known {
		f(l, e)
	}
}

func foldArrived(l *Lead, e *Event) {
	l.State, l.Tier, l.WaitsFrom = StateNew, e.Tier, e.OccurredAt
}

func foldReopened(l *Lead, e *Event) {
	l.State, l.Tier, l.WaitsFrom = StateNew, e.Tier, e.OccurredAt
	l.End, l.ClosedAt, l.Owner, l.ClaimedAt, l.Waited = "", time.Time{}, "", time.Time{}, time.Time{}
}

func foldPosted(l *Lead, e *Event) {
	l.Card = *e.Card
	if l.VisibleAt.IsZero() {
		l.VisibleAt = e.OccurredAt
	}
}

func foldClaimed(l *Lead, e *Event) {
	l.Waited = l.WaitsFrom
	l.State, l.Owner, l.ClaimedAt, l.WaitsFrom = StateClaimed, e.By, e.OccurredAt, time.Time{}
	l.Turn++
	if l.Counted.At.IsZero() {
		l.Counted = Claim{By: e.By, At: e.OccurredAt}
	}
}

func foldReleased(l *Lead, e *Event) {
	l.WaitsFrom = e.OccurredAt
	if e.OccurredAt.Sub(l.ClaimedAt) < lasting {
		l.neverClaimed()
	}
	l.State, l.Owner, l.ClaimedAt, l.Waited = StateNew, "", time.Time{}, time.Time{}
}

// neverClaimed takes the present claim out of every number: the lead has then
// waited on as if nobody had touched it.
func (l *Lead) neverClaimed() {
	l.WaitsFrom = l.Waited
	l.Turn--
	if l.Counted.At.Equal(l.ClaimedAt) {
		l.Counted = Claim{}
	}
}

func foldClosed(l *Lead, e *Event) {
	l.State, l.End, l.ClosedAt, l.WaitsFrom = StateClosed, e.End, e.OccurredAt, time.Time{}
}

// Refold returns the lead as its history alone makes it: what is stored must
// equal it. Marks are no history and are taken over: what Slack was told, that
// it refuses the lead, that the card was lost.
func (l *Lead) Refold() *Lead {
	again := &Lead{
		ID: l.ID, Version: l.Version, Cycle: l.Cycle, Previous: l.Previous, Standing: l.Standing, Desk: l.Desk,
		Details: l.Details, ExternalIDs: l.ExternalIDs, Deliveries: l.Deliveries, QualifiedAt: l.QualifiedAt, ReceivedAt: l.ReceivedAt,
		Told: l.Told, Parked: l.Parked, History: l.History,
	}
	for i := range l.History {
		again.fold(&l.History[i])
	}
	if l.Card == (Card{}) {
		again.Card = Card{}
	}
	return again
}
