package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"leadpact/sla"

	_ "modernc.org/sqlite" // the driver
)

// Options of an Engine.
type Options struct {
	Changed func()       // called after a commit that changed something and before its writers are answered; must not block
	Log     *slog.Logger // nil discards
}

// Engine is a store in one SQLite file.
type Engine struct {
	read  *reads
	write *writer
	ids   atomic.Uint32 // runs on from a random start, so that ids of one process differ
	close func() error
}

// readers is the number of connections that reports, look-ups and the courier share.
const readers = 4

// Open opens the file at path, or creates it for this user alone, and brings its
// schema up to date. A file that a newer Leadpact has written, or another
// program, is refused and left as it is.
func Open(ctx context.Context, path string, o Options) (*Engine, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Changed == nil {
		o.Changed = func() {}
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, explain(path, err)
	}
	e, err := open(ctx, full, o)
	if err != nil {
		return nil, explain(full, err)
	}
	return e, nil
}

func open(ctx context.Context, path string, o Options) (*Engine, error) {
	if err := inspect(ctx, path); err != nil {
		return nil, err
	}
	dbw, err := sql.Open("sqlite", dsn(path, "rwc", writerPragmas...))
	if err != nil {
		return nil, err
	}
	if err := patiently(ctx, func() error { return migrate(ctx, dbw) }); err != nil {
		return nil, errors.Join(err, dbw.Close())
	}
	dbr, err := sql.Open("sqlite", dsn(path, "rw", append([]string{"query_only(1)"}, readerPragmas...)...))
	if err != nil {
		return nil, errors.Join(err, dbw.Close())
	}
	dbr.SetMaxOpenConns(readers)
	dbr.SetMaxIdleConns(readers)
	w, err := newWriter(ctx, dbw, o)
	if err != nil {
		return nil, errors.Join(err, dbr.Close(), dbw.Close())
	}
	e := &Engine{read: &reads{db: dbr}, write: w}
	e.ids.Store(rand.Uint32())
	e.close = sync.OnceValue(func() error { return errors.Join(e.read.close(), e.write.close()) })
	return e, nil
}

// Close carries the writes under way through and closes the file. Closing again
// waits for the same and answers the same.
func (e *Engine) Close() error { return e.close() }

// Ping reports whether the file can be read and written. That its lock can be
// had is enough as long as no write has failed; after one has, as on a full
// disk, nothing is believed but a write.
func (e *Engine) Ping(ctx context.Context) error {
	return e.write.do(ctx, func(t *tx) error {
		if !e.write.ill {
			return nil
		}
		return e.write.prove(t)
	})
}

func (e *Engine) newID(at time.Time) int64 { return sla.IDAt(at, e.ids.Add(1)) }
