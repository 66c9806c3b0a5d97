package lease_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/internal/lease"
)

func TestTheFirstTakesItAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		k := s.keeper("a", nil)
		if k.Holds(0) {
			t.Error("holds the lease before it has asked for it")
		}
		defer run(t, k)()
		if took := after(t, k, 0); took != 0 {
			t.Errorf("took %v", took)
		}
		if !k.Holds(lasts-1) || k.Holds(lasts) {
			t.Error("a fresh lease is not good for its whole length, or for longer")
		}
	})
}

func TestRenewalsKeepItForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a, b := s.keeper("a", nil), s.keeper("b", nil)
		defer run(t, a)()
		after(t, a, 0)
		defer run(t, b)()
		for range 1000 {
			pass(777 * time.Millisecond)
			if !a.Holds(lasts-every-time.Millisecond) || b.Holds(0) {
				t.Fatal("the lease went over while its holder renewed it")
			}
		}
	})
}

// TestATakerIsToldBeforeItHolds takes a lease, renews it, loses it to another,
// and takes it again.
func TestATakerIsToldBeforeItHolds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := 0
		var k *lease.Keeper
		s := &shelf{}
		k = lease.New(lease.Options{Name: "courier", Holder: "a", Store: seat{s, "a"}, Lasts: lasts, Every: every, Taken: func() {
			if told++; k.Holds(0) {
				t.Error("it was held before it was told")
			}
		}})
		defer run(t, k)()
		after(t, k, 0)
		pass(10 * lasts)
		if told != 1 {
			t.Errorf("told %d times of one taking", told)
		}
		s.mu.Lock()
		s.holder, s.counter = "b", s.counter+1
		s.mu.Unlock()
		for k.Holds(0) { // until the next step finds out
			pass(every)
		}
		after(t, k, 0)
		if told != 2 {
			t.Errorf("told %d times of two takings", told)
		}
	})
}

func TestTakenOverAfterItsLength(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{holder: "gone", counter: 41}
		k := s.keeper("b", nil)
		defer run(t, k)()
		if took := after(t, k, 0); took != lasts {
			t.Errorf("took over after %v of silence, want %v", took, lasts)
		}
	})
}

func TestARenewalStartsTheWaitAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{holder: "slow", counter: 41}
		k := s.keeper("b", nil)
		defer run(t, k)()
		pass(lasts - time.Second)
		s.mu.Lock()
		s.counter++
		s.mu.Unlock()
		if took := after(t, k, 0); took < lasts || took > lasts+every {
			t.Errorf("took over %v after the last renewal, want %v and at most one look more", took, lasts)
		}
	})
}

func TestTakenOverAtOnceFromTheDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{holder: "dead", counter: 41}
		k := s.keeper("b", func(holder string) bool { return holder == "dead" })
		defer run(t, k)()
		if took := after(t, k, 0); took != 0 {
			t.Errorf("took over after %v, want at once", took)
		}
	})
}

func TestReleasedIsTakenAtTheNextLook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a, b := s.keeper("a", nil), s.keeper("b", nil)
		stop := run(t, a)
		after(t, a, 0)
		defer run(t, b)()
		pass(every / 2)
		stop()
		a.Release(t.Context())
		if a.Holds(0) {
			t.Error("holds what it gave back")
		}
		if took := after(t, b, 0); took > every {
			t.Errorf("taken after %v, want at most %v", took, every)
		}
		a.Release(t.Context()) // gives back nothing
		if !b.Holds(0) || s.holder != "b" {
			t.Error("a second release took the lease from its new holder")
		}
	})
}

func TestReleaseInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a, b := s.keeper("a", nil), s.keeper("b", nil)
		stop := run(t, a)
		after(t, a, 0)
		stop()
		s.suffers(func(holder string) trouble { return trouble{failBefore: holder == "a"} })
		a.Release(t.Context())
		if a.Holds(0) {
			t.Error("holds the lease although it let go of it")
		}
		defer run(t, b)()
		if took := after(t, b, 0); took != lasts {
			t.Errorf("taken after %v, want %v", took, lasts)
		}
	})
}

// TestFrozen freezes the holder within a renewal for longer than the lease
// lasts: when it comes back it must not believe the answer.
func TestFrozen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a, b := s.keeper("a", nil), s.keeper("b", nil)
		defer run(t, a)()
		after(t, a, 0)
		defer run(t, b)()
		pass(every / 2)
		frozen := time.Now()
		s.suffers(func(holder string) trouble {
			if holder == "a" && time.Since(frozen) < every {
				return trouble{after: 3 * lasts} // the swap is done, its answer comes late
			}
			return trouble{}
		})
		pass(every)
		after(t, b, 0)
		if a.Holds(0) {
			t.Error("the frozen one and its follower hold the lease together")
		}
		pass(3 * lasts)
		if a.Holds(0) || !b.Holds(0) {
			t.Error("who came back did not see that it has lost")
		}
	})
}

// TestUnknownOutcome loses the answer of a renewal that took effect: nobody
// else gets in between, and the holder goes on.
func TestUnknownOutcome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a, b := s.keeper("a", nil), s.keeper("b", nil)
		defer run(t, a)()
		after(t, a, 0)
		defer run(t, b)()
		pass(every / 2)
		lost := false
		s.suffers(func(holder string) trouble {
			if holder != "a" || lost {
				return trouble{}
			}
			lost = true
			return trouble{failAfter: true}
		})
		for range 100 {
			pass(every / 2)
			if b.Holds(0) {
				t.Fatal("the lease went over though its holder lives")
			}
		}
		if !a.Holds(0) {
			t.Error("the holder did not find back")
		}
	})
}

// TestStoreAway keeps the holder from renewing: it lets go when its time is
// over, and takes the lease again when the store is back.
func TestStoreAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		a := s.keeper("a", nil)
		defer run(t, a)()
		after(t, a, 0)
		s.suffers(func(string) trouble { return trouble{failBefore: true} })
		pass(lasts - time.Millisecond)
		if !a.Holds(0) {
			t.Error("let go before its time was over")
		}
		pass(time.Millisecond)
		if a.Holds(0) {
			t.Error("holds what it could not renew")
		}
		pass(lasts)
		s.suffers(nil)
		if took := after(t, a, 0); took > every {
			t.Errorf("took %v to find back to its own lease", took)
		}
	})
}

func TestAwait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		k := s.keeper("a", nil)
		over, cancel := context.WithCancel(t.Context())
		cancel()
		if err := k.Await(over, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("waiting for nothing in a context that is over: %v", err)
		}
		woken := make(chan error)
		go func() { woken <- k.Await(t.Context(), lasts/2) }()
		synctest.Wait()
		defer run(t, k)()
		if err := <-woken; err != nil {
			t.Error(err)
		}
		if err := k.Await(over, 0); !errors.Is(err, context.Canceled) {
			t.Errorf("holding, in a context that is over: %v", err)
		}
		short, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := k.Await(short, lasts); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a lease is never good for longer than it lasts: %v", err)
		}
	})
}

// TestAwaitLonger waits, while holding, for the renewal that makes the lease
// good for long enough.
func TestAwaitLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		k := s.keeper("a", nil)
		defer run(t, k)()
		after(t, k, 0)
		pass(every / 2)
		if took := after(t, k, lasts-every/4); took != every/2 {
			t.Errorf("waited %v, want until the next renewal in %v", took, every/2)
		}
	})
}

func TestDefaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{holder: "gone", counter: 1}
		k := lease.New(lease.Options{Name: "courier", Holder: "a", Store: seat{s, "a"}})
		defer run(t, k)()
		if took := after(t, k, 8*time.Second); took < 15*time.Second || took > 17*time.Second {
			t.Errorf("took over after %v, want 15 s and at most one look more", took)
		}
	})
}
