package clock

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestClockFollowsTheMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c Clock
		before := c.Now()
		time.Sleep(time.Minute) //nolint:forbidigo // simulated time
		if got := c.Now().Sub(before); got != time.Minute {
			t.Errorf("a minute later the clock is %v further", got)
		}
	})
}

func TestClockMovesForwardOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c Clock
		start := c.Now()
		if !c.Set(start.Add(2 * time.Hour)) {
			t.Error("the clock refused to move forward")
		}
		if c.Set(start.Add(time.Hour)) {
			t.Error("the clock moved back")
		}
		if got := c.Now(); !got.Equal(start.Add(2 * time.Hour)) {
			t.Errorf("the clock shows %v, want two hours after %v", got, start)
		}
		time.Sleep(time.Second) //nolint:forbidigo // simulated time
		if got := c.Now().Sub(start); got != 2*time.Hour+time.Second {
			t.Errorf("a moved clock runs on to %v", got)
		}
	})
}
