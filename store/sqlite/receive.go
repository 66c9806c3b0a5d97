package sqlite

import (
	"context"

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
	err := e.write.doAll(ctx, weigh(fresh), func(t *tx) error {
		allNew, err := t.enter(fresh...)
		if err != nil {
			return err
		}
		s := newShelf(t, e, d.At)
		for i, r := range fresh {
			if allNew {
				receipts[i] = sla.Receipt{Lead: sla.FormatID(r.id), Outcome: sla.OutcomeCreated}
				continue
			}
			if receipts[i], err = s.receive(d.Arrivals[i], r, d.Hashed, len(fresh) > 1); err != nil {
				return err
			}
		}
		return s.flush()
	})
	if err != nil {
		return nil, err
	}
	return receipts, nil
}

// lightDoc is how many bytes of a document weigh as much as a lead by itself.
const lightDoc = 2048

// weigh tells how much work the leads are for the writer, in leads of usual length.
func weigh(rows []*row) int {
	weight := len(rows)
	for _, r := range rows {
		weight += len(r.doc) / lightDoc
	}
	return weight
}
