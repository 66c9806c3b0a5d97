package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"leadpact/sla"
)

// Get returns the lead with the id, or a refusal that there is none.
func (e *Engine) Get(ctx context.Context, id string) (*sla.Lead, error) {
	n, err := sla.ParseID(id)
	if err != nil {
		return nil, notFound(id)
	}
	var doc string
	err = e.read.row(ctx, "SELECT doc FROM leads WHERE id = ?", []any{n}, []any{&doc})
	if noRows(err) {
		return nil, notFound(id)
	}
	if err != nil {
		return nil, err
	}
	return leadOf(doc)
}

// Find returns the leads that hold the key, the open one first, then the
// closed ones from the latest back; none is no error.
func (e *Engine) Find(ctx context.Context, key string) ([]*sla.Lead, error) {
	rows, err := e.read.rows(ctx,
		`SELECT doc FROM leads WHERE id IN (SELECT lead FROM keys WHERE key = ?1 UNION ALL SELECT lead FROM past WHERE key = ?1)
			ORDER BY closed > 0, id DESC`, hashed(key))
	if err != nil {
		return nil, err
	}
	return leadsOf(rows)
}

// Update loads the lead, applies the change and saves the outcome, as one step
// that no other change can come between. A change that returns an error, or
// [sla.ErrNoChange], saves nothing; the latter is no error of Update. It may be
// called again when its first attempt could not be saved. The lead returned is
// as it is stored now.
func (e *Engine) Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error) {
	n, err := sla.ParseID(id)
	if err != nil {
		return nil, notFound(id)
	}
	var out *sla.Lead
	err = e.write.do(ctx, func(t *tx) error {
		l, err := t.load(n)
		if err != nil {
			return err
		}
		if l == nil {
			return notFound(id)
		}
		was := beforeOf(l)
		if err := change(l); err != nil {
			if errors.Is(err, sla.ErrNoChange) {
				out = l
				return nil
			}
			return err
		}
		out = l
		return t.save(l, was)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func leadsOf(rows *sql.Rows) ([]*sla.Lead, error) {
	var out []*sla.Lead
	err := each(rows, func(rows *sql.Rows) error {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			return err
		}
		l, err := leadOf(doc)
		out = append(out, l)
		return err
	})
	return out, err
}

// each calls scan for each row and closes the rows.
func each(rows *sql.Rows, scan func(*sql.Rows) error) error {
	for rows.Next() {
		if err := scan(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}
