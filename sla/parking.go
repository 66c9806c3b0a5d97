package sla

import "time"

// Parking is the mark on a lead or notice that Slack refuses: it is counted,
// shown in the status, tried again later, and stands in nobody's way.
type Parking struct {
	Since  time.Time `json:"since"`
	Until  time.Time `json:"until"` // when the next try is due
	Tries  int       `json:"tries"`
	Reason string    `json:"reason"` // Slack's own word
}

// The first pause before a parked lead is tried again, and the longest (wall
// time); each try doubles it.
const (
	parkFirst = 15 * time.Second
	parkMost  = 5 * time.Minute
)

// Park sets the lead aside because Slack refused it for the reason.
func (l *Lead) Park(reason string, at time.Time) error {
	l.Parked = l.Parked.again(reason, at)
	return nil
}

// Park sets the notice aside because Slack refused it for the reason.
func (n *Notice) Park(reason string, at time.Time) { n.Parked = n.Parked.again(reason, at) }

// again returns the parking after one more refusal; nil stands for none so far.
func (p *Parking) again(reason string, at time.Time) *Parking {
	at = at.UTC()
	next := &Parking{Since: at, Reason: reason}
	if p != nil {
		next.Since, next.Tries = p.Since, p.Tries
	}
	next.Until = at.Add(min(parkFirst<<min(next.Tries, 10), parkMost))
	next.Tries++
	return next
}
