package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"leadpact/sla"
)

// AddNotice saves a notice unless its key exists already; it reports whether it
// was new.
func (e *Engine) AddNotice(ctx context.Context, n sla.Notice) (bool, error) {
	added := false
	err := e.write.do(ctx, func(t *tx) error {
		var err error
		added, err = t.notify(n)
		return err
	})
	if err != nil {
		return false, err // added may still be written
	}
	return added, nil
}

// notify adds a notice and reports whether its key is new.
func (t *tx) notify(n sla.Notice) (bool, error) {
	doc, err := json.Marshal(n)
	if err != nil {
		return false, err
	}
	added, err := t.exec("INSERT INTO notices (key, due, doc) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
		n.Key, n.CreatedAt.UnixMilli(), string(doc))
	return added == 1, err
}

// DueNotices returns notices that are to be sent now, the oldest first.
func (e *Engine) DueNotices(ctx context.Context, now time.Time, limit int) ([]sla.Notice, error) {
	rows, err := e.read.rows(ctx,
		"SELECT doc FROM notices WHERE due IS NOT NULL AND due <= ? ORDER BY due LIMIT ?", now.UnixMilli(), limit)
	if err != nil {
		return nil, err
	}
	return noticesOf(rows)
}

func noticesOf(rows *sql.Rows) ([]sla.Notice, error) {
	var out []sla.Notice
	err := each(rows, func(rows *sql.Rows) error {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			return err
		}
		var n sla.Notice
		if err := json.Unmarshal([]byte(doc), &n); err != nil {
			return fmt.Errorf("a stored notice cannot be read: %w", err)
		}
		out = append(out, n)
		return nil
	})
	return out, err
}

// SaveNotice replaces a notice: sent, dropped or parked.
func (e *Engine) SaveNotice(ctx context.Context, n sla.Notice) error {
	doc, err := json.Marshal(n)
	if err != nil {
		return err
	}
	var due, done any
	switch {
	case n.Done():
		done = n.DoneAt().UnixMilli()
	case n.Parked != nil:
		due = n.Parked.Until.UnixMilli()
	default:
		due = n.CreatedAt.UnixMilli()
	}
	return e.write.do(ctx, func(t *tx) error {
		_, err := t.exec("UPDATE notices SET due = ?, done = ?, doc = ? WHERE key = ?", due, done, string(doc), n.Key)
		return err
	})
}
