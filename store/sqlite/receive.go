package sqlite

import (
	"context"
	"fmt"
	"time"

	"leadpact/sla"
)

// Receive saves a delivery, or nothing of it, and answers each arrival.
//
// Most arrivals begin a new lead, so that is prepared before the writer is
// asked; only those that match somebody are worked out within the transaction.
func (e *Engine) Receive(ctx context.Context, d sla.Delivery) ([]sla.Receipt, error) {
	fresh := make([]*row, len(d.Arrivals))
	for i := range d.Arrivals {
		r, err := rowOf(sla.NewLead(sla.FormatID(e.newID(d.At)), &d.Arrivals[i], d.At, nil))
		if err != nil {
			return nil, err
		}
		fresh[i] = r
	}
	receipts := make([]sla.Receipt, len(d.Arrivals))
	err := e.write.do(ctx, func(t *tx) error {
		s := &shelf{tx: t, engine: e, at: d.At}
		for i := range d.Arrivals {
			a := d.Arrivals[i] // a copy: placing may change its cause
			var err error
			if receipts[i], err = s.receive(&a, fresh[i], d.Hashed); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return receipts, nil
}

// shelf shows one transaction to the domain.
type shelf struct {
	tx     *tx
	engine *Engine
	at     time.Time
	held   map[string]keyset // the keys that loaded leads had, by lead
}

func (s *shelf) receive(a *sla.Arrival, fresh *row, hashed bool) (sla.Receipt, error) {
	keys := a.HoldKeys()
	found, err := s.tx.holders(keys)
	if err != nil {
		return sla.Receipt{}, err
	}
	if len(found) == 0 {
		if err := s.begin(fresh, keys); err != nil {
			return sla.Receipt{}, err
		}
		return sla.Receipt{Lead: sla.FormatID(fresh.id), Outcome: sla.OutcomeCreated}, nil
	}
	return sla.Place(s, a, s.at, hashed)
}

// begin inserts a new lead's row and keys. An id that another process has just
// given away is an error: the whole delivery is then sent again by its source.
func (s *shelf) begin(r *row, keys []string) error {
	if err := s.tx.holdKeys(r.id, keyset{keys, true}); err != nil {
		return err
	}
	ok, err := s.tx.insert(r)
	if err == nil && !ok {
		err = fmt.Errorf("the id %s is taken already", sla.FormatID(r.id))
	}
	return err
}

// OpenLeads returns the open leads that hold any of the keys, the oldest first.
func (s *shelf) OpenLeads(keys []string) ([]*sla.Lead, error) {
	found, err := s.tx.holders(keys)
	if err != nil {
		return nil, err
	}
	var out []*sla.Lead
	for _, h := range found {
		if h.cycle != 0 {
			break
		}
		l, err := s.load(h.lead)
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
	for _, h := range found {
		if h.cycle != 0 {
			return s.load(h.lead)
		}
	}
	return nil, nil
}

func (s *shelf) load(id int64) (*sla.Lead, error) {
	l, err := s.tx.load(id)
	if err != nil {
		return nil, err
	}
	if l == nil {
		return nil, fmt.Errorf("lead %s: its keys are held but it is gone", sla.FormatID(id))
	}
	if s.held == nil {
		s.held = map[string]keyset{}
	}
	s.held[l.ID] = keysOf(l)
	return l, nil
}

// Begin saves a new lead.
func (s *shelf) Begin(newLead func(id string) *sla.Lead) (*sla.Lead, error) {
	l := newLead(sla.FormatID(s.engine.newID(s.at)))
	r, err := rowOf(l)
	if err != nil {
		return nil, err
	}
	return l, s.begin(r, l.Keys())
}

// Save saves a changed lead that was loaded in this transaction.
func (s *shelf) Save(l *sla.Lead) error { return s.tx.save(l, s.held[l.ID]) }
