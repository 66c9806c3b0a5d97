package sqlite

import (
	"context"

	"leadpact/sla"
)

// page is how many leads or notices are read at once: each page is a read of
// its own, so that a reader who takes a day holds up neither the writer nor the
// sweeping of its log.
const page = 200

// Each streams the leads whose ids come after the given one, in the order of
// their ids, which is that of arrival; the empty id begins with the first. A
// lead that changes meanwhile is read as it is when its page is.
func (e *Engine) Each(ctx context.Context, after string, yield func(*sla.Lead) error) error {
	from := int64(-1)
	if after != "" {
		n, err := sla.ParseID(after)
		if err != nil {
			return notFound(after)
		}
		from = n
	}
	for {
		rows, err := e.read.rows(ctx, "SELECT doc FROM leads WHERE id > ? ORDER BY id LIMIT ?", from, page)
		if err != nil {
			return err
		}
		leads, err := leadsOf(rows)
		if err != nil {
			return err
		}
		for _, l := range leads {
			if err := yield(l); err != nil {
				return err
			}
		}
		if len(leads) < page {
			return nil
		}
		if from, err = sla.ParseID(leads[page-1].ID); err != nil {
			return err
		}
	}
}

// EachNotice streams the notices whose keys come after the given one, in the
// order of their keys: those that are due, those that are done with and not yet
// forgotten.
func (e *Engine) EachNotice(ctx context.Context, after string, yield func(sla.Notice) error) error {
	for {
		rows, err := e.read.rows(ctx, "SELECT doc FROM notices WHERE key > ? ORDER BY key LIMIT ?", after, page)
		if err != nil {
			return err
		}
		notices, err := noticesOf(rows)
		if err != nil {
			return err
		}
		for _, n := range notices {
			if err := yield(n); err != nil {
				return err
			}
		}
		if len(notices) < page {
			return nil
		}
		after = notices[page-1].Key
	}
}
