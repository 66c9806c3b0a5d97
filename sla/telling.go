package sla

import "time"

// Told says up to which event of the history Slack has been told: each counts
// events from the first.
type Told struct {
	Card   int `json:"card,omitempty"`   // shown on the card
	Thread int `json:"thread,omitempty"` // written in its thread
}

// Telling is the next message that a lead owes the channel.
type Telling string

// The tellings of a lead.
const (
	TellNothing Telling = ""
	TellPost    Telling = "post"   // the card is not shown, or the lead is back and nobody was told
	TellRedraw  Telling = "redraw" // the card shows less than the history says
	TellThread  Telling = "thread" // an event is still to be written in the thread
)

// onCard reports whether the event changes the card: a note does if it filled
// in what the card could not say before.
func onCard(e *Event) bool {
	switch e.Kind {
	case Arrived, HotAgain, Reopened, Claimed, Released, Closed:
		return true
	default:
		return e.Learnt
	}
}

// inThread reports whether the event gets a line in the card's thread.
func inThread(e *Event) bool {
	switch e.Kind {
	case Noted, HotAgain, Reopened, Released:
		return true
	default:
		return false
	}
}

// NextTelling returns what the channel must be told next: the card before the
// thread, since the thread hangs on it.
func (l *Lead) NextTelling() Telling {
	switch {
	case l.Card.Message == "", l.back() >= 0:
		return TellPost
	case l.untold(l.Told.Card, onCard) >= 0:
		return TellRedraw
	case l.untold(l.Told.Thread, inThread) >= 0:
		return TellThread
	default:
		return TellNothing
	}
}

// back is the number of the event by which the lead has come back to the team
// since its card was last posted, or -1: nobody is told of a change to an old
// card, so such a lead is posted anew. It is even if somebody takes it
// meanwhile, since a copy may be out whose fate we don't know. One that is hot
// again under an owner is the owner's to hear of.
func (l *Lead) back() int {
	owned, back := false, -1
	for i := range l.History {
		switch l.History[i].Kind {
		case Posted:
			back = -1
		case Claimed:
			owned = true
		case Released, Closed:
			owned = false
		case Reopened:
			owned, back = false, i
		case HotAgain:
			if !owned {
				back = i
			}
		}
	}
	return back
}

// NextThreadEvent returns the number of the event (from 0) that the thread
// must tell next, or -1.
func (l *Lead) NextThreadEvent() int { return l.untold(l.Told.Thread, inThread) }

func (l *Lead) untold(from int, matters func(*Event) bool) int {
	for i := from; i < len(l.History); i++ {
		if matters(&l.History[i]) {
			return i
		}
	}
	return -1
}

// OwedSince is when the first of the events was recorded that the channel is
// still to be told: since then it has been behind with this lead. It is zero if
// nothing is owed. A lead without a card, be it that the card was lost, owes all.
func (l *Lead) OwedSince() time.Time {
	first := -1
	for _, i := range []int{l.untold(l.Told.Card, onCard), l.NextThreadEvent(), l.back()} {
		if i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	switch {
	case l.Card.Message == "":
		return l.History[0].RecordedAt
	case first < 0:
		return time.Time{}
	default:
		return l.History[first].RecordedAt
	}
}

// settle moves the marks over events that need no telling, so that the marks
// of a lead that is fully told equal the length of its history.
func (l *Lead) settle() {
	if l.untold(l.Told.Card, onCard) < 0 {
		l.Told.Card = len(l.History)
	}
	if l.untold(l.Told.Thread, inThread) < 0 {
		l.Told.Thread = len(l.History)
	}
}

// Rank orders what the channel is owed: the smaller is told first.
type Rank int

// The ranks of tellings; a lead that owes nothing, or is parked, has none.
const (
	RankNone   Rank = 0
	RankHot    Rank = 1 // a hot lead's card
	RankCard   Rank = 2 // any other card
	RankRedraw Rank = 3 // a card that shows less than is known
	RankThread Rank = 4 // a line in a thread
)

// Rank returns how urgent the lead's next telling is.
func (l *Lead) Rank() Rank {
	if l.Parked != nil {
		return RankNone
	}
	switch l.NextTelling() {
	case TellPost:
		if l.Tier == TierHot && l.State == StateNew {
			return RankHot
		}
		return RankCard
	case TellRedraw:
		return RankRedraw
	case TellThread:
		return RankThread
	default:
		return RankNone
	}
}
