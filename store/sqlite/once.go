package sqlite

import (
	"context"
	"time"
)

// Once reports whether the key is new, and remembers it: of all who ever ask,
// in all processes, exactly one is told yes.
func (e *Engine) Once(ctx context.Context, key string, at time.Time) (bool, error) {
	added := int64(0)
	err := e.write.do(ctx, func(t *tx) error {
		var err error
		added, err = t.exec("INSERT INTO once (key, at) VALUES (?, ?) ON CONFLICT DO NOTHING", key, at.UnixMilli())
		return err
	})
	if err != nil {
		return false, err // added may still be written
	}
	return added == 1, nil
}

// Forget removes what is only kept to recognise repetitions, as far as it is
// older than the instant: once-only keys and notices that are done with. It
// returns how many rows went.
func (e *Engine) Forget(ctx context.Context, before time.Time) (int, error) {
	gone := int64(0)
	err := e.write.do(ctx, func(t *tx) error {
		keys, err := t.exec("DELETE FROM once WHERE at < ?", before.UnixMilli())
		if err != nil {
			return err
		}
		notices, err := t.exec("DELETE FROM notices WHERE done < ?", before.UnixMilli())
		gone = keys + notices
		return err
	})
	if err != nil {
		return 0, err // gone may still be written
	}
	return int(gone), nil
}
