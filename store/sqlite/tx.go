package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"

	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// tx is the writer's connection within its transaction. It speaks to the driver
// itself, which costs half of what database/sql takes for small statements. It
// has no context: a write that has begun is carried through.
type tx struct {
	conn  driver.Conn
	stmts map[string]statement
	args  []driver.NamedValue // reused
	wrote bool                // the present op has changed something
}

// statement is what the driver's prepared statements can do.
type statement interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

func newTx(conn driver.Conn) *tx { return &tx{conn: conn, stmts: map[string]statement{}} }

func (t *tx) stmt(query string) (statement, error) {
	if s, ok := t.stmts[query]; ok {
		return s, nil
	}
	prepared, err := t.conn.Prepare(query)
	if err != nil {
		return nil, err
	}
	s, ok := prepared.(statement)
	if !ok {
		return nil, errors.Join(fmt.Errorf("the driver's statements are %T", prepared), prepared.Close())
	}
	t.stmts[query] = s
	return s, nil
}

func (t *tx) named(values []driver.Value) []driver.NamedValue {
	t.args = t.args[:0]
	for i, v := range values {
		t.args = append(t.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return t.args
}

// exec changes something and returns how many rows it touched.
func (t *tx) exec(query string, values ...driver.Value) (int64, error) {
	t.wrote = true
	s, err := t.stmt(query)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(context.Background(), t.named(values))
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// query calls scan for each row of so many columns.
func (t *tx) query(columns int, scan func(row []driver.Value) error, query string, values ...driver.Value) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(context.Background(), t.named(values))
	if err != nil {
		return err
	}
	return errors.Join(eachRow(rows, make([]driver.Value, columns), scan), rows.Close())
}

// eachRow calls scan for each row; the row is reused.
func eachRow(rows driver.Rows, row []driver.Value, scan func(row []driver.Value) error) error {
	for {
		switch err := rows.Next(row); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if err := scan(row); err != nil {
			return err
		}
	}
}

// bulk is an insert of rows of the same width.
type bulk struct {
	width     int
	one, many string
}

// atOnce is how many rows one statement of a bulk inserts. The driver looks for
// each value among all of the statement's, so that longer ones are slower.
const atOnce = 8

func newBulk(insert string, width int) bulk {
	row := "(?" + strings.Repeat(", ?", width-1) + ")"
	one := insert + " VALUES " + row
	return bulk{width, one, one + strings.Repeat(", "+row, atOnce-1)}
}

// insert writes the rows and returns how many were new.
func (t *tx) insert(b bulk, values []driver.Value) (int64, error) {
	added := int64(0)
	for len(values) > 0 {
		query, n := b.one, b.width
		if len(values) >= b.width*atOnce {
			query, n = b.many, b.width*atOnce
		}
		some, err := t.exec(query, values[:n]...)
		if err != nil {
			return added, err
		}
		added += some
		values = values[n:]
	}
	return added, nil
}

func (t *tx) plain(query string) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background(), nil)
	return err
}

func (t *tx) begin() error  { return t.plain("BEGIN IMMEDIATE") }
func (t *tx) commit() error { return t.plain("COMMIT") }

// rollback ignores its error: SQLite has then rolled back by itself.
func (t *tx) rollback() { _ = t.plain("ROLLBACK") }

// guard runs a unit of work whose failure undoes its own writes alone. Lost is
// why the transaction is gone altogether, as after a failure of the disk.
func (t *tx) guard(run func() error) (err, lost error) {
	if err := t.plain("SAVEPOINT op"); err != nil {
		return err, err
	}
	if err = run(); err != nil {
		t.wrote = false
		if rerr := t.plain("ROLLBACK TO op"); rerr != nil {
			return err, err
		}
	}
	return err, t.plain("RELEASE op")
}

// pagesWritten returns how many pages were written since it was last asked.
func (t *tx) pagesWritten() int {
	status, ok := t.conn.(sqlite.DBStatus)
	if !ok {
		return 0
	}
	pages, _, _ := status.Status(sqlite.DBStatusCacheWrite, true)
	return pages
}

func (t *tx) close() error {
	var errs []error
	for _, s := range t.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}

func isConstraint(err error) bool { return isCode(err, sqlitelib.SQLITE_CONSTRAINT) }
