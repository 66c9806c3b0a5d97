package sqlite

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"time"
)

// How processes share the write lock (all wall time). A writer that works
// without pause lets others in for a moment every so often, longer than they
// wait between two looks. SQLite itself has no queue for its lock.
const (
	workMost      = 25 * time.Millisecond
	restFor       = time.Millisecond
	lookMost      = 800 * time.Microsecond
	closePatience = 10 * time.Second
)

var (
	errLocked   = errors.New("not saved: another process keeps the file locked")
	errPanicked = errors.New("a change failed badly; the log says where")
)

// begin starts a transaction for the op, however long another process keeps the
// lock. It returns false if the op was withdrawn meanwhile or has failed; the
// ops behind it then have their own turn.
func (w *writer) begin(first *op) bool {
	for {
		err := w.tx.begin()
		switch {
		case err == nil:
			return true
		case first.withdrawn():
			return false
		case !isBusy(err):
			w.ill = true
			w.log.Error("the store cannot begin to write", "error", err)
			w.fail(first, fmt.Errorf("begin: %w", err))
			return false
		}
		w.rested = time.Now()
		select {
		case <-time.After(lookMost/2 + rand.N(lookMost/2)):
		case <-w.giveUp:
			w.fail(first, errLocked)
			return false
		}
	}
}

func (w *writer) fail(o *op, err error) {
	if o.begin() {
		o.finish(err)
	}
}

// rest gives other processes a chance after long work without pause.
func (w *writer) rest() {
	if len(w.queue) == 0 {
		w.rested = time.Now()
		return
	}
	if time.Since(w.rested) < workMost {
		return
	}
	select {
	case <-time.After(restFor):
	case <-w.giveUp:
	}
	w.rested = time.Now()
}

// contained turns a panic in a change into its error: one bad change must not
// take the store down. What it said may be personal; only the runtime's own
// words are logged.
func (w *writer) contained(run func(*tx) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			said, _ := p.(runtime.Error)
			w.log.Error("a change panicked", "error", said, "type", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
			err = errPanicked
		}
	}()
	return run(w.tx)
}
