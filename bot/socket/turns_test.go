package socket

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestTenTurnsAMinuteAllAtOnceIfNeedBe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(10, time.Minute)
		began := time.Now()
		var at []time.Duration
		for range 35 {
			if err := turns.wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			at = append(at, time.Since(began))
		}
		if at[9] != 0 {
			t.Errorf("the tenth waited %v", at[9])
		}
		for i := 10; i < len(at); i++ {
			if at[i]-at[i-10] < time.Minute {
				t.Errorf("eleven turns within %v", at[i]-at[i-10])
			}
		}
	})
}

func TestWhoGivesUpHasUsedNoTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(1, time.Minute)
		if err := turns.wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if turns.wait(ctx) == nil {
			t.Fatal("a second turn within the minute")
		}
		began := time.Now()
		if err := turns.wait(t.Context()); err != nil || time.Since(began) != 59*time.Second {
			t.Errorf("the next turn came after %v, %v", time.Since(began), err)
		}
	})
}

func TestNobodyIsLetThroughWhileSlackWantsToBeLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(10, time.Minute)
		began := time.Now()
		turns.hold(7 * time.Second)
		turns.hold(3 * time.Second) // the longer one stays
		for range 2 {
			if err := turns.wait(t.Context()); err != nil || time.Since(began) != 7*time.Second {
				t.Errorf("a turn came after %v, %v", time.Since(began), err)
			}
		}
	})
}
