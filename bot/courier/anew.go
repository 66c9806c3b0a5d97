package courier

import (
	"time"

	"leadpact/sla"
)

// The first and the longest time that must lie between two repetitions of a
// card, by the domain's clock.
const (
	anewFirst = 5 * time.Minute
	anewMost  = 24 * time.Hour
)

// mayPostAnew reports whether a card that Slack calls gone is posted once more:
// the first time at once, then after ever longer times. Should Slack call every
// copy gone, the channel must not fill with copies. A lead that is reopened
// begins anew.
func (c *Courier) mayPostAnew(l *sla.Lead) bool {
	copies, last := 0, time.Time{}
	for i := range l.History {
		switch e := &l.History[i]; e.Kind {
		case sla.Posted:
			copies, last = copies+1, e.RecordedAt
		case sla.Reopened:
			copies = 0
		}
	}
	switch {
	case l.Card == (sla.Card{}):
		return false // there is no copy that could be gone
	case copies < 2:
		return true
	}
	pause := min(anewFirst<<min(copies-2, 10), anewMost)
	return !c.o.Now().Before(last.Add(pause))
}
