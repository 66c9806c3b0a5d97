package lease_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"leadpact/internal/lease"
)

// TestNeverTwo has three keepers ask for one lease of a store that is slow and
// fails at random, while keepers freeze within calls, end and begin: at no
// instant do two of them hold it, and in the end one does.
func TestNeverTwo(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		seed := rapid.Uint64().Draw(r, "seed")
		var fault string
		synctest.Test(t, func(t *testing.T) { fault = threeKeepers(t, seed) })
		if fault != "" {
			r.Fatal(fault)
		}
	})
}

func threeKeepers(t *testing.T, seed uint64) (fault string) {
	t.Helper()
	chance := rand.New(rand.NewPCG(seed, 1)) //nolint:gosec // a test's chance
	s := &shelf{}
	s.suffers(func(string) trouble { return randomTrouble(chance) })
	var keepers []*lease.Keeper
	var stops []func()
	for i := range 3 {
		k := s.keeper(fmt.Sprintf("keeper %d", i), nil)
		keepers, stops = append(keepers, k), append(stops, run(t, k))
	}
	for n := range 3_000 {
		pass(67 * time.Millisecond)
		if fault = twoHold(keepers); fault != "" {
			break
		}
		if i := n % 3; n%500 == 499 { // one ends well, and another begins
			stops[i]()
			keepers[i].Release(t.Context())
			keepers[i] = s.keeper(fmt.Sprintf("keeper %d, %d", i, n), nil)
			stops[i] = run(t, keepers[i])
		}
	}
	s.suffers(nil)
	pass(4 * lasts)
	if fault == "" && !keepers[0].Holds(0) && !keepers[1].Holds(0) && !keepers[2].Holds(0) {
		fault = "nobody holds the lease though the store has long been well"
	}
	for _, stop := range stops {
		stop()
	}
	return fault
}

func randomTrouble(chance *rand.Rand) trouble {
	var t trouble
	if chance.IntN(4) == 0 {
		t.before = time.Duration(chance.Int64N(int64(every)))
	}
	if chance.IntN(4) == 0 {
		t.after = time.Duration(chance.Int64N(int64(every)))
	}
	switch chance.IntN(40) { // frozen within a call
	case 0:
		t.before = time.Duration(chance.Int64N(int64(3 * lasts)))
	case 1:
		t.after = time.Duration(chance.Int64N(int64(3 * lasts)))
	}
	t.failBefore, t.failAfter = chance.IntN(10) == 0, chance.IntN(10) == 0
	return t
}

func twoHold(keepers []*lease.Keeper) string {
	holding := ""
	for i, k := range keepers {
		if k.Holds(0) {
			holding += fmt.Sprintf(" %d", i)
		}
	}
	if len(holding) > 2 {
		return "keepers hold the lease together:" + holding
	}
	return ""
}
