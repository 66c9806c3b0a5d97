package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"leadpact/sla"
)

// The most ops that wait for the writer, and the most leads that share a commit:
// enough to be worth a sync, few enough that a click behind them is answered soon.
const (
	queueLength = 4096
	batchWeight = 2000
)

// idleAfter is how long nothing is written before memory is given back.
const idleAfter = 5 * time.Second

var errClosed = errors.New("the store is closed")

// writer owns the one connection that writes.
type writer struct {
	db      *sql.DB
	tx      *tx
	queue   chan *op
	changed func()
	log     *slog.Logger
	sweep   *sweeper

	mu      sync.RWMutex // guards closed against sends on queue
	closed  bool
	giveUp  chan struct{} // closed when Close has waited long enough for a lock
	patient time.Duration // how long that is
	rested  time.Time     // when other processes last had a chance
	ended   chan error    // what closing the connection said

	ill bool // a write has failed by the disk's fault, and none was proved to work since

	idleAfter time.Duration // how long after the last write the cache is emptied

	beforeCommit func() // for tests that stall a commit
}

func newWriter(ctx context.Context, db *sql.DB, o Options) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	w := &writer{
		db: db, queue: make(chan *op, queueLength), changed: o.Changed, log: o.Log,
		giveUp: make(chan struct{}), patient: closePatience, ended: make(chan error, 1), idleAfter: idleAfter,
		beforeCommit: func() {},
	}
	w.sweep = newSweeper(db, o.Log)
	go func() {
		err := conn.Raw(func(dc any) error {
			w.tx = newTx(dc.(driver.Conn)) //nolint:forcetypeassert // database/sql says what it hands out
			w.loop()
			return w.tx.close()
		})
		w.ended <- errors.Join(err, conn.Close())
	}()
	return w, nil
}

// do has the writer run a unit of work and waits until it is committed. When
// the context ends first, the answer says what is known: [sla.ErrNotRecorded]
// or [*sla.Unconfirmed].
func (w *writer) do(ctx context.Context, run func(*tx) error) error {
	return w.doAll(ctx, 1, run)
}

// doAll is do for a unit of work that writes so many leads.
func (w *writer) doAll(ctx context.Context, weight int, run func(*tx) error) error {
	o := newOp(weight, run)
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
	case <-ctx.Done():
		return sla.ErrNotRecorded
	}
}

// close lets nothing more in, waits for what is queued, and closes the file.
func (w *writer) close() error {
	hurry := time.AfterFunc(w.patient, func() { close(w.giveUp) })
	defer hurry.Stop()
	w.mu.Lock()
	w.closed = true
	close(w.queue)
	w.mu.Unlock()
	err := <-w.ended
	w.sweep.close()
	return errors.Join(err, w.db.Close())
}

func (w *writer) loop() {
	w.rested = time.Now()
	idle := time.NewTimer(w.idleAfter)
	defer idle.Stop()
	for {
		select {
		case first, ok := <-w.queue:
			if !ok {
				return
			}
			if w.begin(first) {
				w.commit(w.collect(first), false)
				w.sweep.note(w.tx.pagesWritten())
				w.rest()
			}
			idle.Reset(w.idleAfter)
		case <-idle.C:
			if err := w.tx.plain("PRAGMA shrink_memory"); err != nil { // what a bulk delivery left in the cache
				w.log.Warn("the store's cache could not be emptied", "error", err)
			}
		}
	}
}

// collect begins the ops that wait now, as many as may share a commit.
func (w *writer) collect(first *op) []*op {
	batch, weight := make([]*op, 0, 8), 0
	for o, ok := first, true; ok; {
		if o.begin() {
			batch, weight = append(batch, o), weight+o.weight
		}
		if weight >= batchWeight {
			break
		}
		select {
		case o, ok = <-w.queue:
		default:
			ok = false
		}
	}
	return batch
}

// commit runs the batch and commits it. An op that fails after it has written
// spoils the transaction for the others: then all is rolled back and run once
// more, each op under a savepoint of its own.
func (w *writer) commit(batch []*op, guarded bool) {
	errs := make([]error, len(batch))
	wrote := false
	for i, o := range batch {
		w.tx.wrote = false
		err, spoilt := w.run(o, guarded)
		if spoilt != nil {
			w.recover(batch, guarded, spoilt)
			return
		}
		errs[i] = err
		wrote = wrote || (err == nil && w.tx.wrote)
	}
	w.beforeCommit()
	if err := w.tx.commit(); err != nil {
		w.tx.rollback()
		w.ill = true
		w.log.Error("the store cannot commit", "error", err)
		finishAll(batch, fmt.Errorf("commit: %w", err))
		return
	}
	if wrote {
		w.changed()
	}
	for i, o := range batch {
		o.finish(errs[i])
	}
}

// run runs one op. Spoilt is why the others can't be committed as it stands.
func (w *writer) run(o *op, guarded bool) (err, spoilt error) {
	defer func() { w.observe(err) }()
	if guarded {
		return w.tx.guard(func() error { return w.contained(o.run) })
	}
	if err = w.contained(o.run); err != nil && w.tx.wrote {
		return err, err
	}
	return err, nil
}

// recover rolls a spoilt batch back and runs it once more, each op guarded. If
// even that is in vain, the disk is in trouble and nothing is saved.
func (w *writer) recover(batch []*op, guarded bool, why error) {
	w.tx.rollback()
	if !guarded {
		if why = w.tx.begin(); why == nil {
			w.commit(batch, true)
			return
		}
	}
	w.ill = true
	w.log.Error("the store cannot write", "error", why)
	finishAll(batch, fmt.Errorf("not saved: %w", why))
}

func finishAll(batch []*op, err error) {
	for _, o := range batch {
		o.finish(err)
	}
}
