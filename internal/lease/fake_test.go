package lease_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"leadpact/internal/lease"
)

const (
	lasts = 16 * time.Second
	every = 2 * time.Second
)

var errStore = errors.New("the store is away")

// shelf is a store that keeps one lease in memory. Calls can be made to take
// time before or after they take effect, and to fail at either point.
type shelf struct {
	mu      sync.Mutex
	holder  string
	counter int64

	trouble func(holder string) trouble // of one keeper's call; nil: none; called under the lock
}

// trouble is what goes wrong with one call.
type trouble struct {
	before, after time.Duration
	failBefore    bool // nothing is done
	failAfter     bool // it is done, but the answer is an error
}

// suffers sets what goes wrong from now on.
func (s *shelf) suffers(trouble func(holder string) trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = trouble
}

func (s *shelf) of(holder string) trouble {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.trouble == nil {
		return trouble{}
	}
	return s.trouble(holder)
}

// seat is the shelf as one keeper sees it.
type seat struct {
	*shelf
	who string
}

func (s seat) ReadLease(_ context.Context, _ string) (holder string, counter int64, err error) {
	err = suffer(s.of(s.who), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		holder, counter = s.holder, s.counter
	})
	return holder, counter, err
}

func (s seat) SwapLease(_ context.Context, _ string, seen int64, holder string) (bool, error) {
	swapped := false
	err := suffer(s.of(s.who), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.counter == seen {
			s.holder, s.counter, swapped = holder, s.counter+1, true
		}
	})
	if err != nil {
		return false, err
	}
	return swapped, nil
}

// suffer does what is to be done in the midst of the trouble. As for a frozen
// process, that and its answer may come long after the caller's time is up.
func suffer(t trouble, do func()) error {
	pass(t.before)
	if t.failBefore {
		return errStore
	}
	do()
	pass(t.after)
	if t.failAfter {
		return errStore
	}
	return nil
}

// pass lets simulated time go by.
func pass(d time.Duration) {
	if d > 0 {
		<-time.After(d)
	}
}

// keeper returns one that asks for the lease of the shelf.
func (s *shelf) keeper(who string, dead func(string) bool) *lease.Keeper {
	return lease.New(lease.Options{Name: "courier", Holder: who, Store: seat{s, who}, Lasts: lasts, Every: every, Dead: dead})
}

// run runs a keeper until the returned function is called; it returns when the
// keeper has ended.
func run(t *testing.T, k *lease.Keeper) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		k.Run(ctx)
	}()
	return func() {
		cancel()
		<-done
	}
}

// after says how long it takes until the keeper holds the lease.
func after(t *testing.T, k *lease.Keeper, longer time.Duration) time.Duration {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	began := time.Now()
	if err := k.Await(ctx, longer); err != nil {
		t.Fatalf("the lease never came: %v", err)
	}
	return time.Since(began)
}
