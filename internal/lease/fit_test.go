package lease_test

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/internal/lease"
)

func TestWhoCannotDoTheWorkLeavesTheLeaseToOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{}
		var unfit atomic.Bool
		first := lease.New(lease.Options{
			Name: "courier", Holder: "first", Store: seat{s, "first"}, Lasts: lasts, Every: every,
			Fit: func() bool { return !unfit.Load() },
		})
		second := s.keeper("second", nil)
		defer run(t, first)()
		after(t, first, 0)
		defer run(t, second)()
		pass(time.Minute)
		if !first.Holds(0) || second.Holds(0) {
			t.Error("the first does not keep the lease while it is fit")
		}
		unfit.Store(true)
		pass(40 * time.Second)
		if first.Holds(0) || !second.Holds(0) {
			t.Errorf("first holds %v, second holds %v, after the first has been unfit for 40 s", first.Holds(0), second.Holds(0))
		}
	})
}
