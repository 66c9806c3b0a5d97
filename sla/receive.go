package sla

import (
	"strconv"
	"time"
)

// Shelf is what placing an arrival needs of a store, within one unit of work.
type Shelf interface {
	// OpenLeads returns the open leads that hold any of the keys, the oldest first.
	OpenLeads(keys []string) ([]*Lead, error)
	// FormerLead returns the latest closed lead that holds any of the keys, or nil.
	FormerLead(keys []string) (*Lead, error)
	// Begin saves a new lead; NewLead makes it from the id that the store chose.
	Begin(newLead func(id string) *Lead) (*Lead, error)
	// Save saves a changed lead.
	Save(l *Lead) error
}

// repeatWindow is how long the same words count as the same delivery when the
// source gives it no id of its own. The sources' longest retries end after
// three days (wall time).
const repeatWindow = 7 * 24 * time.Hour

// Place does with an arrival what the definitions say: a person with an open
// cycle gets a note on it, one whose cycle ended lately may continue it, and
// everybody else begins a new cycle. Hashed says that the cause is made from
// the delivery's words.
func Place(shelf Shelf, a *Arrival, at time.Time, hashed bool) (Receipt, error) {
	keys := a.HoldKeys()
	open, err := shelf.OpenLeads(keys)
	if err != nil {
		return Receipt{}, err
	}
	former, err := shelf.FormerLead(keys)
	if err != nil {
		return Receipt{}, err
	}
	for _, l := range append(open[:len(open):len(open)], former) {
		if l != nil && l.repeats(a, at, hashed) {
			return Receipt{l.ID, OutcomeDuplicate}, nil
		}
	}
	if len(open) > 0 {
		return placeNote(shelf, open, a, at)
	}
	if former == nil {
		return placeNew(shelf, a, at, nil)
	}
	if !former.Reopens(a, at) {
		return placeNew(shelf, a, at, former)
	}
	newer, err := shelf.OpenLeads(former.Keys())
	if err != nil {
		return Receipt{}, err
	}
	if len(newer) > 0 {
		return placeNote(shelf, newer, a, at)
	}
	if err := former.Reopen(a, at); err != nil {
		return Receipt{}, err
	}
	return Receipt{former.ID, OutcomeReopened}, shelf.Save(former)
}

func placeNew(shelf Shelf, a *Arrival, at time.Time, former *Lead) (Receipt, error) {
	l, err := shelf.Begin(func(id string) *Lead { return NewLead(id, a, at, former) })
	if err != nil {
		return Receipt{}, err
	}
	return Receipt{l.ID, OutcomeCreated}, nil
}

func placeNote(shelf Shelf, open []*Lead, a *Arrival, at time.Time) (Receipt, error) {
	var also []string
	for _, other := range open[1:] {
		also = append(also, other.ID)
	}
	if err := open[0].Note(a, at, also); err != nil {
		return Receipt{}, err
	}
	return Receipt{open[0].ID, OutcomeNoted}, shelf.Save(open[0])
}

// repeats reports whether the lead's history already holds the arrival. Words
// that come again long after are a new arrival: it then gets a cause of its own.
func (l *Lead) repeats(a *Arrival, at time.Time, hashed bool) bool {
	for i := range l.History {
		e := &l.History[i]
		if e.Cause != a.Cause {
			continue
		}
		if !hashed || at.Sub(e.RecordedAt) < repeatWindow {
			return true
		}
		a.Cause += "@" + strconv.FormatInt(at.Unix(), 36)
		return l.repeats(a, at, hashed)
	}
	return false
}
