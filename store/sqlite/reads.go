package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// reads are the connections that read. Each query is prepared once, since the
// courier asks the same few again and again.
type reads struct {
	db    *sql.DB
	stmts sync.Map // query → *sql.Stmt
}

func (r *reads) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s, ok := r.stmts.Load(query); ok {
		return s.(*sql.Stmt), nil //nolint:forcetypeassert // nothing else is stored
	}
	fresh, err := r.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	s, known := r.stmts.LoadOrStore(query, fresh)
	if known {
		_ = fresh.Close()
	}
	return s.(*sql.Stmt), nil //nolint:forcetypeassert // nothing else is stored
}

// rows runs a query that may find many rows.
func (r *reads) rows(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := r.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// row reads the one row that a query finds; none is [sql.ErrNoRows].
func (r *reads) row(ctx context.Context, query string, args, into []any) error {
	s, err := r.stmt(ctx, query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(ctx, args...).Scan(into...)
}

// close closes the connections; their statements go with them.
func (r *reads) close() error { return r.db.Close() }
