package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// tx is the writer's connection within its transaction. It has no context: a
// write that has begun is carried through.
type tx struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	wrote bool // the present op has changed something
}

func (t *tx) stmt(query string) (*sql.Stmt, error) {
	if s, ok := t.stmts[query]; ok {
		return s, nil
	}
	s, err := t.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	t.stmts[query] = s
	return s, nil
}

// exec changes something and returns how many rows it touched.
func (t *tx) exec(query string, args ...any) (int64, error) {
	t.wrote = true
	s, err := t.stmt(query)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// query calls scan for each row.
func (t *tx) query(scan func(*sql.Rows) error, query string, args ...any) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	return each(rows, scan)
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

func (t *tx) plain(query string) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(context.Background())
	return err
}

func (t *tx) begin() error  { return t.plain("BEGIN IMMEDIATE") }
func (t *tx) commit() error { return t.plain("COMMIT") }

// rollback ignores its error: SQLite has then rolled back by itself.
func (t *tx) rollback() { _ = t.plain("ROLLBACK") }

// guard runs a unit of work whose failure undoes its own writes alone.
func (t *tx) guard(run func() error) error {
	if err := t.plain("SAVEPOINT op"); err != nil {
		return err
	}
	err := run()
	if err != nil {
		t.wrote = false
		err = errors.Join(err, t.plain("ROLLBACK TO op"))
	}
	if rerr := t.plain("RELEASE op"); rerr != nil {
		return errors.Join(err, rerr)
	}
	return err
}

func (t *tx) close() error {
	var errs []error
	for _, s := range t.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, t.conn.Close())...)
}

func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlitelib.SQLITE_BUSY
}

func isConstraint(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlitelib.SQLITE_CONSTRAINT
}
