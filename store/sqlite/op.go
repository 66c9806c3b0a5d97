package sqlite

import (
	"context"
	"sync/atomic"

	"leadpact/sla"
)

// The states of an op. Its caller may withdraw it until the writer begins it;
// from then on its fate is the commit's.
const (
	opQueued int32 = iota
	opBegun
	opWithdrawn
)

// op is one small unit of work that waits for the writer. Its run may be
// called more than once, on a transaction that was rolled back in between.
type op struct {
	run    func(*tx) error
	weight int // how many leads it writes, about
	state  atomic.Int32
	err    error // set before done is closed
	done   chan struct{}
}

func newOp(weight int, run func(*tx) error) *op {
	return &op{run: run, weight: weight, done: make(chan struct{})}
}

// begin makes the op's fate the writer's; false if it was withdrawn.
func (o *op) begin() bool { return o.state.CompareAndSwap(opQueued, opBegun) }

func (o *op) withdrawn() bool { return o.state.Load() == opWithdrawn }

func (o *op) finish(err error) {
	o.err = err
	close(o.done)
}

// wait returns the op's fate, or, once the context is over, what is known of it.
func (o *op) wait(ctx context.Context) error {
	select {
	case <-o.done:
		return o.err
	case <-ctx.Done():
	}
	if o.state.CompareAndSwap(opQueued, opWithdrawn) {
		return sla.ErrNotRecorded
	}
	select {
	case <-o.done:
		return o.err
	default:
		return &sla.Unconfirmed{Fate: o.fate}
	}
}

func (o *op) fate(ctx context.Context) error {
	select {
	case <-o.done:
		return o.err
	case <-ctx.Done():
		return ctx.Err()
	}
}
