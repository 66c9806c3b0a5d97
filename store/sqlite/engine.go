package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"leadpact/sla"

	_ "modernc.org/sqlite" // the driver
)

// Options of an Engine.
type Options struct {
	Changed func()       // called after every commit that changed a lead or a notice; must not block
	Log     *slog.Logger // nil discards
}

// Engine is a store in one SQLite file.
type Engine struct {
	read  *sql.DB
	write *writer
	log   *slog.Logger
	ids   atomic.Uint32 // runs on from a random start, so that ids of one process differ
	close func() error
}

// readers is the number of connections that reports, look-ups and the courier share.
const readers = 4

// Open opens the file at path, or creates it, and brings its schema up to date.
// A file that a newer version of Leadpact has written is refused.
func Open(ctx context.Context, path string, o Options) (*Engine, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Changed == nil {
		o.Changed = func() {}
	}
	dbw, err := sql.Open("sqlite", dsn(path, "rwc"))
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if err := migrate(ctx, dbw); err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), dbw.Close())
	}
	dbr, err := sql.Open("sqlite", dsn(path, "rw")+"&_pragma=query_only(1)")
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), dbw.Close())
	}
	dbr.SetMaxOpenConns(readers)
	dbr.SetMaxIdleConns(readers)
	w, err := newWriter(ctx, dbw, o)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open %s: %w", path, err), dbr.Close(), dbw.Close())
	}
	e := &Engine{read: dbr, write: w, log: o.Log}
	e.ids.Store(rand.Uint32())
	e.close = sync.OnceValue(func() error { return errors.Join(e.write.close(), e.read.Close()) })
	return e, nil
}

// dsn names the file and what every connection to it wants: a write-ahead log
// that is synced at each commit, patience while another process writes, and a
// small cache, since the operating system has its own.
func dsn(path, mode string) string {
	q := url.Values{"mode": {mode}, "_pragma": {
		"busy_timeout(1000)", "journal_mode(WAL)", "synchronous(FULL)",
		"wal_autocheckpoint(4000)", "cache_size(-4000)", "foreign_keys(0)",
	}}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// Close carries the writes under way through and closes the file. Closing again
// waits for the same and answers the same.
func (e *Engine) Close() error { return e.close() }

// Ping reports whether the file can be read and written.
func (e *Engine) Ping(ctx context.Context) error {
	return e.write.do(ctx, func(*tx) error { return nil })
}

func (e *Engine) newID(at time.Time) int64 { return sla.IDAt(at, e.ids.Add(1)) }
