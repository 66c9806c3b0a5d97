package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"

	"leadpact/sla"
)

// The most ops that wait for the writer, and the most that share a commit.
const (
	queueLength = 4096
	batchMost   = 1024
)

var errClosed = errors.New("the store is closed")

// writer owns the one connection that writes.
type writer struct {
	db      *sql.DB
	tx      *tx
	queue   chan *op
	changed func()
	log     *slog.Logger

	mu     sync.RWMutex // guards closed against sends on queue
	closed bool
	ended  chan struct{}

	beforeCommit func() // for tests that stall a commit
}

func newWriter(ctx context.Context, db *sql.DB, o Options) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{
		db: db, tx: &tx{conn: conn, stmts: map[string]*sql.Stmt{}},
		queue: make(chan *op, queueLength), changed: o.Changed, log: o.Log,
		ended: make(chan struct{}), beforeCommit: func() {},
	}
	go w.loop()
	return w, nil
}

// do has the writer run a unit of work and waits until it is committed. When
// the context ends first, the answer says what is known: [sla.ErrNotRecorded]
// or [*sla.Unconfirmed].
func (w *writer) do(ctx context.Context, run func(*tx) error) error {
	o := newOp(run)
	if err := w.enqueue(ctx, o); err != nil {
		return err
	}
	return o.wait(ctx)
}

func (w *writer) enqueue(ctx context.Context, o *op) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.closed {
		return errClosed
	}
	if ctx.Err() != nil {
		return sla.ErrNotRecorded
	}
	select {
	case w.queue <- o:
		return nil
	default:
	}
	select {
	case w.queue <- o:
		return nil
	case <-ctx.Done():
		return sla.ErrNotRecorded
	}
}

func (w *writer) close() error {
	w.mu.Lock()
	if !w.closed {
		w.closed = true
		close(w.queue)
	}
	w.mu.Unlock()
	<-w.ended
	return errors.Join(w.tx.close(), w.db.Close())
}

func (w *writer) loop() {
	defer close(w.ended)
	for first := range w.queue {
		if err := w.tx.begin(); err != nil {
			// Another process holds the lock, or the disk is in trouble: nothing
			// has begun, so whoever is out of patience may still withdraw.
			w.requeue(first, err)
			continue
		}
		w.commit(w.collect(first), false)
	}
}

// requeue tries to begin until it works, or until the first op is withdrawn.
func (w *writer) requeue(first *op, err error) {
	for isBusy(err) {
		if first.state.Load() == opWithdrawn {
			return
		}
		if err = w.tx.begin(); err == nil {
			w.commit(w.collect(first), false)
			return
		}
	}
	w.log.Error("the store cannot begin to write", "error", err)
	if first.begin() {
		first.finish(fmt.Errorf("begin: %w", err))
	}
}

// collect begins the ops that wait now.
func (w *writer) collect(first *op) []*op {
	batch := make([]*op, 0, 8)
	if first.begin() {
		batch = append(batch, first)
	}
	for len(batch) < batchMost {
		select {
		case o, ok := <-w.queue:
			if !ok {
				return batch
			}
			if o.begin() {
				batch = append(batch, o)
			}
		default:
			return batch
		}
	}
	return batch
}

// commit runs the batch and commits it. An op that fails after it has written
// spoils the transaction for the others: then all is rolled back and run once
// more, each op under a savepoint of its own.
func (w *writer) commit(batch []*op, guarded bool) {
	errs := make([]error, len(batch))
	touched := false
	for i, o := range batch {
		w.tx.wrote = false
		var spoilt bool
		if errs[i], spoilt = w.runOne(o, guarded); spoilt {
			w.restart(batch)
			return
		}
		touched = touched || (w.tx.wrote && errs[i] == nil)
	}
	w.beforeCommit()
	if err := w.tx.commit(); err != nil {
		w.tx.rollback()
		w.log.Error("the store cannot commit", "error", err)
		for i := range errs {
			errs[i] = fmt.Errorf("commit: %w", err)
		}
		touched = false
	}
	for i, o := range batch {
		o.finish(errs[i])
	}
	if touched {
		w.changed()
	}
}

func (w *writer) runOne(o *op, guarded bool) (err error, spoilt bool) { //nolint:revive,staticcheck // the error belongs to the op, spoilt to the batch
	if !guarded {
		err = contained(o.run, w.tx)
		return err, err != nil && w.tx.wrote
	}
	return w.tx.guard(func() error { return contained(o.run, w.tx) }), false
}

func (w *writer) restart(batch []*op) {
	w.tx.rollback()
	if err := w.tx.begin(); err != nil {
		for _, o := range batch {
			o.finish(fmt.Errorf("begin: %w", err))
		}
		return
	}
	w.commit(batch, true)
}

// contained turns a panic in a change into its error: one bad change must not
// take the store down.
func contained(run func(*tx) error, t *tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("a change failed badly: %v\n%s", p, debug.Stack())
		}
	}()
	return run(t)
}
