package sla

import (
	"slices"
	"strconv"
	"strings"
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
	a.Named = !hashed
	known, err := delivered(shelf, a)
	if err != nil {
		return Receipt{}, err
	}
	if known != nil {
		return Receipt{known.ID, OutcomeDuplicate}, nil
	}
	keys := a.HoldKeys()
	open, err := shelf.OpenLeads(keys)
	if err != nil {
		return Receipt{}, err
	}
	former, err := shelf.FormerLead(keys)
	if err != nil {
		return Receipt{}, err
	}
	if len(open) == 0 && former != nil && former.End != EndVoid {
		// The person may have come back since, under another of their keys.
		if open, err = shelf.OpenLeads(former.Keys()); err != nil {
			return Receipt{}, err
		}
	}
	if l := repeated(append(slices.Clip(open), former), a, at, hashed); l != nil {
		return Receipt{l.ID, OutcomeDuplicate}, nil
	}
	switch {
	case len(open) > 0:
		return placeNote(shelf, open, a, at)
	case former != nil && former.Reopens(a, at):
		return placeBack(shelf, former, a, at)
	default:
		return placeNew(shelf, a, at, former)
	}
}

// delivered returns the lead that a delivery was about which its source has
// named, however long ago that was and whoever it is about now; or nil.
func delivered(shelf Shelf, a *Arrival) (*Lead, error) {
	if !a.Named {
		return nil, nil
	}
	key := []string{CauseKey(a.Cause)}
	open, err := shelf.OpenLeads(key)
	if err != nil {
		return nil, err
	}
	if len(open) > 0 {
		return open[0], nil
	}
	return shelf.FormerLead(key)
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

func placeBack(shelf Shelf, former *Lead, a *Arrival, at time.Time) (Receipt, error) {
	if err := former.Reopen(a, at); err != nil {
		return Receipt{}, err
	}
	return Receipt{former.ID, OutcomeReopened}, shelf.Save(former)
}

// againMark stands between the cause of words that came long ago and the time
// at which the same words came again. No delivery's id holds a line break.
const againMark = "\n"

// repeated returns the lead whose history holds the arrival already, or nil.
// Words that come again long after are a new arrival: it then gets a cause of
// its own, by which its own repeats are known.
func repeated(leads []*Lead, a *Arrival, at time.Time, hashed bool) *Lead {
	again := false
	for _, l := range leads {
		if l == nil {
			continue
		}
		for i := range l.History {
			e := &l.History[i]
			switch same := e.Cause == a.Cause || hashed && strings.HasPrefix(e.Cause, a.Cause+againMark); {
			case same && (!hashed || at.Sub(e.RecordedAt) < repeatWindow):
				return l
			case same:
				again = true
			}
		}
	}
	if again {
		a.Cause += againMark + strconv.FormatInt(at.Unix(), 36)
	}
	return nil
}
