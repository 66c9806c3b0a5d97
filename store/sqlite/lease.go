package sqlite

import (
	"context"
)

// ReadLease returns who holds the named lease and how often it was renewed;
// the empty holder if nobody does.
func (e *Engine) ReadLease(ctx context.Context, name string) (holder string, counter int64, err error) {
	err = e.read.row(ctx, "SELECT holder, counter FROM leases WHERE name = ?", []any{name}, []any{&holder, &counter})
	if noRows(err) {
		return "", 0, nil
	}
	return holder, counter, err
}

// SwapLease gives the lease to the holder, with the next counter, if its
// counter is still the one that was seen; it reports whether it was.
func (e *Engine) SwapLease(ctx context.Context, name string, seen int64, holder string) (bool, error) {
	swapped := int64(0)
	err := e.write.do(ctx, func(t *tx) error {
		var err error
		if seen == 0 {
			swapped, err = t.exec("INSERT INTO leases (name, holder, counter) VALUES (?, ?, 1) ON CONFLICT DO NOTHING", name, holder)
		} else {
			swapped, err = t.exec("UPDATE leases SET holder = ?, counter = counter + 1 WHERE name = ? AND counter = ?", holder, name, seen)
		}
		return err
	})
	if err != nil {
		return false, err // swapped may still be written
	}
	return swapped == 1, nil
}
