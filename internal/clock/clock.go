// Package clock holds the clock that the domain sees. It follows the machine's
// until somebody moves it, which only the sandbox does. Leases, pace, timeouts
// and Slack's Retry-After go by the machine's monotonic time and never by this.
package clock

import (
	"sync/atomic"
	"time"
)

// Clock tells the domain's time. The zero Clock is the machine's.
type Clock struct{ ahead atomic.Int64 }

// Now is the present instant, in UTC and without a monotonic reading.
func (c *Clock) Now() time.Time {
	return time.Now().Add(time.Duration(c.ahead.Load())).UTC().Round(0)
}

// Set moves the clock forward to the instant; it never goes back. It reports
// whether it moved.
func (c *Clock) Set(to time.Time) bool {
	for {
		ahead := c.ahead.Load()
		next := int64(time.Until(to))
		if next <= ahead {
			return false
		}
		if c.ahead.CompareAndSwap(ahead, next) {
			return true
		}
	}
}
