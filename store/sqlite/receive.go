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
// asked. Where all of a delivery's people are new, as in most bulk deliveries,
// they are entered together; otherwise each is placed after the other, so that
// it sees what those before it have done.
func (e *Engine) Receive(ctx context.Context, d sla.Delivery) ([]sla.Receipt, error) {
	fresh := make([]*row, len(d.Arrivals))
	for i := range d.Arrivals {
		d.Arrivals[i].Named = !d.Hashed
		r, err := rowOf(sla.NewLead(sla.FormatID(e.newID(d.At)), &d.Arrivals[i], d.At, nil))
		if err != nil {
			return nil, err
		}
		fresh[i] = r
	}
	receipts := make([]sla.Receipt, len(fresh))
	err := e.write.doAll(ctx, len(fresh), func(t *tx) error {
		allNew, err := t.enter(fresh...)
		if err != nil {
			return err
		}
		s := &shelf{tx: t, engine: e, at: d.At}
		for i, r := range fresh {
			if allNew {
				receipts[i] = sla.Receipt{Lead: sla.FormatID(r.id), Outcome: sla.OutcomeCreated}
				continue
			}
			if receipts[i], err = s.receive(d.Arrivals[i], r, d.Hashed, len(fresh) > 1); err != nil {
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
	if err := s.tx.hold(r.id, l.Keys()); err != nil {
		return nil, err
	}
	return l, s.tx.add(r)
}

// Save saves a changed lead that was loaded in this transaction.
func (s *shelf) Save(l *sla.Lead) error { return s.tx.save(l, s.held[l.ID]) }
