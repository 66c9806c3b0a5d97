package lease

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// shelf is a store of one lease.
type shelf struct {
	mu      sync.Mutex
	holder  string
	counter int64
}

func (s *shelf) ReadLease(context.Context, string) (string, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.holder, s.counter, nil
}

func (s *shelf) SwapLease(_ context.Context, _ string, seen int64, holder string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counter != seen {
		return false, nil
	}
	s.holder, s.counter = holder, seen+1
	return true, nil
}

func TestWhoCannotDoTheWorkLeavesTheLeaseToOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var unfit atomic.Bool
		kept := &shelf{}
		first := New(Options{Name: "courier", Holder: "first", Store: kept, Fit: func() bool { return !unfit.Load() }})
		second := New(Options{Name: "courier", Holder: "second", Store: kept})
		var all sync.WaitGroup
		all.Go(func() { first.Run(ctx) })
		synctest.Wait()
		all.Go(func() { second.Run(ctx) })
		time.Sleep(time.Minute) //nolint:forbidigo // simulated time
		if !first.Holds(0) || second.Holds(0) {
			t.Error("the first does not keep the lease while it is fit")
		}
		unfit.Store(true)
		time.Sleep(40 * time.Second) //nolint:forbidigo // simulated time
		if first.Holds(0) || !second.Holds(0) {
			t.Errorf("first holds %v, second holds %v, after the first has been unfit for 40 s", first.Holds(0), second.Holds(0))
		}
		cancel()
		all.Wait()
	})
}
