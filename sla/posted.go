package sla

import "time"

// Posted records that the channel shows the lead's card. The card was drawn at
// the instant drawn, when the history had upTo events; it may have been posted
// anew because the former copy is gone or its fate unknown, then this copy
// becomes the one that is kept up to date.
func (l *Lead) Posted(card Card, upTo int, drawn, at time.Time, cause string) error {
	if l.Caused(cause) {
		return ErrNoChange
	}
	l.record(Event{Kind: Posted, OccurredAt: drawn, RecordedAt: at, Cause: cause, Card: &card})
	l.Parked = nil
	l.Told.Card = l.within(upTo)
	l.settle()
	return nil
}

// Redrawn records that the card shows the first upTo events.
func (l *Lead) Redrawn(upTo int) error {
	l.Parked = nil
	l.Told.Card = max(l.Told.Card, l.within(upTo))
	l.settle()
	return nil
}

// Overdrawn records that the card may show no more than the first upTo events,
// although more had been told: a drawing of before may have come over a newer
// one. What the card may lack is owed once more.
func (l *Lead) Overdrawn(upTo int) error {
	was := l.Told.Card
	l.Told.Card = min(was, l.within(upTo))
	l.settle()
	if l.Told.Card == was {
		return ErrNoChange
	}
	return nil
}

// Threaded records that the card's thread tells the first upTo events.
func (l *Lead) Threaded(upTo int) error {
	l.Parked = nil
	l.Told.Thread = max(l.Told.Thread, l.within(upTo))
	l.settle()
	return nil
}

// LoseCard forgets where the lead is shown, because the channel no longer has
// the message: the card is to be posted anew, at once.
func (l *Lead) LoseCard() error {
	if l.Card == (Card{}) {
		return ErrNoChange
	}
	l.Parked = nil
	l.Card, l.Told.Card = Card{}, 0
	return nil
}

// within keeps a mark inside the history.
func (l *Lead) within(mark int) int { return min(max(mark, 0), len(l.History)) }
