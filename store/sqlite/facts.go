package sqlite

import (
	"context"
	"database/sql/driver"
	"time"

	"leadpact/sla"
)

// Facts streams the facts of the leads that are open or were closed at or after
// the instant. The record is reused between calls. It asks the driver itself:
// for rows as small as these, database/sql takes as long as all the rest.
func (e *Engine) Facts(ctx context.Context, closedFrom time.Time, yield func(*sla.Facts) error) error {
	conn, err := e.read.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	var (
		u sla.Unpacker
		f sla.Facts
	)
	return conn.Raw(func(dc any) error {
		rows, err := dc.(driver.QueryerContext).QueryContext(ctx, //nolint:forcetypeassert // the driver can
			"SELECT facts FROM leads WHERE closed = 0 UNION ALL SELECT facts FROM leads WHERE closed >= ?",
			[]driver.NamedValue{{Ordinal: 1, Value: max(ms(closedFrom), 1)}})
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		return eachRow(rows, make([]driver.Value, 1), func(row []driver.Value) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := u.Unpack(row[0].([]byte), &f); err != nil { //nolint:forcetypeassert // the table is strict
				return err
			}
			return yield(&f)
		})
	})
}
