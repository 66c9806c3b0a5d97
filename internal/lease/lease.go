// Package lease keeps one holder among all the processes that share a store.
//
// The holder renews a counter in the store. Whoever else wants the lease takes
// it after seeing the same counter for the whole length of the lease by its own
// monotonic clock, so that no two machines' clocks are ever compared, or at once
// when the holder is known to be dead.
package lease

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Store is what a lease is kept in.
type Store interface {
	ReadLease(ctx context.Context, name string) (holder string, counter int64, err error)
	SwapLease(ctx context.Context, name string, seen int64, holder string) (bool, error)
}

// Options of a Keeper. Times are real and monotonic.
type Options struct {
	Name   string
	Holder string // unique to this process
	Store  Store
	Lasts  time.Duration            // how long a renewal is good for; 15 s by default
	Every  time.Duration            // how often it is renewed, or looked at; an eighth of Lasts by default
	Fit    func() bool              // whether this process can do the holder's work: while it cannot, the lease is neither taken nor renewed; nil: always
	Dead   func(holder string) bool // whether a holder is known to be dead; nil: never
	Taken  func()                   // called before the lease counts as held, each time that it is taken; nil: nobody
	Log    *slog.Logger
}

// Keeper holds the lease, or waits for it.
type Keeper struct {
	o Options

	mu      sync.Mutex
	until   time.Time     // the lease is ours before this instant
	changed chan struct{} // closed when until changes

	counter int64 // of our last renewal, or the one that was seen last
	seen    string
	since   time.Time // since when counter and seen have not changed
}

// New returns a keeper that does not hold the lease yet.
func New(o Options) *Keeper {
	if o.Lasts == 0 {
		o.Lasts = 15 * time.Second
	}
	if o.Every == 0 {
		o.Every = o.Lasts / 8
	}
	if o.Dead == nil {
		o.Dead = func(string) bool { return false }
	}
	if o.Fit == nil {
		o.Fit = func() bool { return true }
	}
	if o.Taken == nil {
		o.Taken = func() {}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Keeper{o: o, changed: make(chan struct{}), counter: -1}
}

// Holds reports whether the lease is ours for at least so much longer: long
// enough for a call that takes no more than that.
func (k *Keeper) Holds(longer time.Duration) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return time.Until(k.until) > longer
}

// Await waits until the lease is ours for at least so much longer.
func (k *Keeper) Await(ctx context.Context, longer time.Duration) error {
	for {
		k.mu.Lock()
		ours, changed := time.Until(k.until) > longer, k.changed
		k.mu.Unlock()
		if ours {
			return ctx.Err()
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Run takes and renews the lease until the context ends.
func (k *Keeper) Run(ctx context.Context) {
	tick := time.NewTicker(k.o.Every)
	defer tick.Stop()
	for {
		k.step(ctx)
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// Release gives the lease back, so that another can take it at once. Nothing
// that needs the lease may be under way.
func (k *Keeper) Release(ctx context.Context) {
	if !k.Holds(0) {
		return
	}
	k.set(time.Time{})
	if _, err := k.o.Store.SwapLease(ctx, k.o.Name, k.counter, ""); err != nil {
		k.o.Log.Warn("the lease could not be given back: another takes over when it ends", "lease", k.o.Name, "error", err)
	}
}

func (k *Keeper) step(ctx context.Context) {
	if !k.o.Fit() {
		return // what is held ends by itself, so that whoever is fit can take it
	}
	ctx, cancel := context.WithTimeout(ctx, k.o.Lasts/3)
	defer cancel()
	if k.Holds(0) {
		k.renew(ctx)
		return
	}
	holder, counter, err := k.o.Store.ReadLease(ctx, k.o.Name)
	if err != nil {
		k.o.Log.Warn("the lease cannot be read", "lease", k.o.Name, "error", err)
		return
	}
	if counter != k.counter || holder != k.seen {
		k.counter, k.seen, k.since = counter, holder, time.Now()
	}
	if holder == "" || holder == k.o.Holder || k.o.Dead(holder) || time.Since(k.since) >= k.o.Lasts {
		k.renew(ctx)
	}
}

// renew counts one further. What it gains begins at the call, not at the
// answer, so that we never believe in more than the store has granted.
func (k *Keeper) renew(ctx context.Context) {
	began := time.Now()
	had := k.Holds(0)
	ok, err := k.o.Store.SwapLease(ctx, k.o.Name, k.counter, k.o.Holder)
	switch {
	case err != nil:
		k.o.Log.Warn("the lease cannot be renewed", "lease", k.o.Name, "error", err)
	case ok:
		k.counter++
		k.seen, k.since = k.o.Holder, began
		if !had {
			k.o.Taken()
		}
		k.set(began.Add(k.o.Lasts))
		if !had {
			k.o.Log.Info("took the lease", "lease", k.o.Name)
		}
	default:
		k.seen = "" // somebody else counted: look again at the next step
		k.set(time.Time{})
		if had {
			k.o.Log.Warn("lost the lease to another process", "lease", k.o.Name)
		}
	}
}

func (k *Keeper) set(until time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.until = until
	close(k.changed)
	k.changed = make(chan struct{})
}
