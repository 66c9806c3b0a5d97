package invariant

import (
	"time"

	"leadpact/sla"
)

// judgeClaimClock judges promise 5, as far as there are clocks: an open lead
// has an owner or waits since an instant, and that instant follows from its
// history.
func judgeClaimClock(c *court) {
	for _, l := range c.Leads {
		s := c.last(l)
		switch l.State {
		case sla.StateNew:
			if l.WaitsFrom.IsZero() || l.Owner != "" {
				c.finds(l.ID, "is nobody's, and its claim clock does not run (owner %q)", l.Owner)
			}
		case sla.StateClaimed:
			if !l.WaitsFrom.IsZero() || l.Owner == "" || l.ClaimedAt.IsZero() {
				c.finds(l.ID, "is claimed by %q at %s, and its claim clock runs", l.Owner, l.ClaimedAt)
			}
		default:
			if !l.WaitsFrom.IsZero() {
				c.finds(l.ID, "is closed, and its claim clock runs")
			}
		}
		c.wantInstant(l, "waits from", l.WaitsFrom, s.waits)
		c.wantInstant(l, "was claimed at", l.ClaimedAt, s.claimed)
		c.wantInstant(l, "had waited from", l.Waited, s.waited)
	}
}

// wantInstant compares what is stored with what history says.
func (c *court) wantInstant(l *sla.Lead, what string, got, want time.Time) {
	if !got.Equal(want) {
		c.finds(l.ID, "%s %s by what is stored, and %s by its history", what, clock(got), clock(want))
	}
}

func clock(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format(time.RFC3339Nano)
}
