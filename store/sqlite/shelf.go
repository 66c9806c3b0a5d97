package sqlite

import (
	"fmt"
	"time"

	"leadpact/sla"
)

// shelf shows one transaction to the domain. A lead is read once and, however
// many of a delivery's arrivals are about it, written once, by flush: each of a
// thousand arrivals of one person would otherwise write the growing lead anew.
// Its keys are moved at once, so that the next arrival finds it by them.
type shelf struct {
	tx      *tx
	engine  *Engine
	at      time.Time
	held    map[int64]*held
	changed []*held // what flush is to write
}

// held is a lead that was read in this transaction.
type held struct {
	lead    *sla.Lead
	was     before
	changed bool
}

func newShelf(t *tx, e *Engine, at time.Time) *shelf {
	return &shelf{tx: t, engine: e, at: at, held: map[int64]*held{}}
}

// receive places one arrival; placing may change its cause, hence the copy. Try
// says that the person may be new.
func (s *shelf) receive(a sla.Arrival, fresh *row, hashed, try bool) (sla.Receipt, error) {
	if try {
		isNew, err := s.tx.enter(fresh)
		if err != nil || isNew {
			return sla.Receipt{Lead: sla.FormatID(fresh.id), Outcome: sla.OutcomeCreated}, err
		}
	}
	return sla.Place(s, &a, s.at, hashed)
}

// OpenLeads returns the open leads that hold any of the keys, the oldest first.
func (s *shelf) OpenLeads(keys []string) ([]*sla.Lead, error) {
	found, err := s.tx.holders(keys)
	if err != nil {
		return nil, err
	}
	var out []*sla.Lead
	for _, f := range found {
		if !f.open {
			break
		}
		l, err := s.load(f.id)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// FormerLead returns the latest closed lead that holds any of the keys, or nil.
func (s *shelf) FormerLead(keys []string) (*sla.Lead, error) {
	found, err := s.tx.holders(keys)
	if err != nil {
		return nil, err
	}
	for _, f := range found {
		if !f.open {
			return s.load(f.id)
		}
	}
	return nil, nil
}

func (s *shelf) load(id int64) (*sla.Lead, error) {
	if h, ok := s.held[id]; ok {
		return h.lead, nil
	}
	l, err := s.tx.load(id)
	if err != nil {
		return nil, err
	}
	if l == nil {
		return nil, fmt.Errorf("lead %s: its keys are held but it is gone", sla.FormatID(id))
	}
	s.held[id] = &held{lead: l, was: beforeOf(l)}
	return l, nil
}

// Begin saves a new lead.
func (s *shelf) Begin(newLead func(id string) *sla.Lead) (*sla.Lead, error) {
	l := newLead(sla.FormatID(s.engine.newID(s.at)))
	r, err := rowOf(l)
	if err != nil {
		return nil, err
	}
	if err := s.tx.hold(r.id, l.Keys()); err != nil {
		return nil, err
	}
	return l, s.tx.add(r)
}

// Save notes that a lead was changed that was loaded in this transaction. One
// that was opened again is written at once: whether a key's holder is open is
// read from its row.
func (s *shelf) Save(l *sla.Lead) error {
	id, err := sla.ParseID(l.ID)
	if err != nil {
		return err
	}
	h := s.held[id]
	has := keysOf(l)
	if has.open != h.was.open {
		return s.write(h)
	}
	if err := s.tx.moveKeys(id, h.was.keyset, has); err != nil {
		return err
	}
	h.was.keyset = has
	if !h.changed {
		h.changed = true
		s.changed = append(s.changed, h)
	}
	return nil
}

// flush writes what was changed.
func (s *shelf) flush() error {
	for _, h := range s.changed {
		if err := s.write(h); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) write(h *held) error {
	err := s.tx.save(h.lead, h.was)
	h.was = beforeOf(h.lead)
	return err
}
