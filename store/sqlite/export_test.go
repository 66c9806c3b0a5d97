package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"modernc.org/sqlite"
)

// BeforeCommit has f called before each commit from now on.
func (e *Engine) BeforeCommit(ctx context.Context, f func()) error {
	return e.write.do(ctx, func(*tx) error {
		e.write.beforeCommit = func() { e.write.beforeCommit = f } // the next commit is this op's own
		return nil
	})
}

// Exec has the writer run a statement, as the body of a change that then
// returns the error.
func (e *Engine) Exec(ctx context.Context, query string, err error) error {
	return e.write.do(ctx, func(t *tx) error {
		if _, xerr := t.exec(query); xerr != nil {
			return xerr
		}
		return err
	})
}

// Query has the writer read one number.
func (e *Engine) Query(ctx context.Context, query string) (n int64, err error) {
	err = e.read.db.QueryRowContext(ctx, query).Scan(&n)
	return n, err
}

// HurryClose sets how long Close waits for another process's lock.
func (e *Engine) HurryClose(d time.Duration) { e.write.patient = d }

// Schemas is the number of schemas that this program knows.
var Schemas = len(migrations)

// Schema is the statements that bring a file from the schema n to the next.
func Schema(n int) string { return migrations[n] }

// Plan tells how SQLite goes about a query.
func (e *Engine) Plan(ctx context.Context, query string) (string, error) {
	rows, err := e.read.db.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query)
	if err != nil {
		return "", err
	}
	plan := ""
	err = each(rows, func(rows *sql.Rows) error {
		var a, b, c int
		var step string
		err := rows.Scan(&a, &b, &c, &step)
		plan += step + "\n"
		return err
	})
	return plan, err
}

// Queued is how many writes wait.
func (e *Engine) Queued() int { return len(e.write.queue) }

// LoseTransaction rolls the writer's transaction back behind its back, as SQLite
// does when the disk fails. It is for BeforeCommit, in the writer's goroutine.
func (e *Engine) LoseTransaction() { e.write.tx.rollback() }

// Lose does so in the middle of a change, which then returns the error.
func (e *Engine) Lose(ctx context.Context, err error) error {
	return e.write.do(ctx, func(t *tx) error {
		t.wrote = true
		t.rollback()
		return err
	})
}

// IdleAfter sets how long nothing is written before memory is given back.
func (e *Engine) IdleAfter(ctx context.Context, d time.Duration) error {
	return e.write.do(ctx, func(*tx) error {
		e.write.idleAfter = d
		return nil
	})
}

// CacheUsed is how many bytes of pages the writer keeps.
func (e *Engine) CacheUsed(ctx context.Context) (n int, err error) {
	err = e.write.do(ctx, func(t *tx) error {
		n, _, err = t.conn.(sqlite.DBStatus).Status(sqlite.DBStatusCacheUsed, false)
		return err
	})
	return n, err
}

// SweepEvery sets after how many pages the log is swept.
func (e *Engine) SweepEvery(ctx context.Context, pages int) error {
	return e.write.do(ctx, func(*tx) error {
		e.write.sweep.every = pages
		return nil
	})
}

// Weight is what leads with documents of these lengths weigh.
func Weight(docs ...int) int {
	rows := make([]*row, 0, len(docs))
	for _, n := range docs {
		rows = append(rows, &row{doc: strings.Repeat("x", n)})
	}
	return weigh(rows)
}

// Ill reports whether a write has failed by the disk's fault.
func (e *Engine) Ill() (ill bool) {
	_ = e.write.do(context.Background(), func(*tx) error {
		ill = e.write.ill
		return nil
	})
	return ill
}
