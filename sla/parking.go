package sla

import "time"

// Parking is the mark on a lead that Slack refuses: it is counted, shown in
// the status, tried again later, and stands in nobody's way.
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
	p := &Parking{Since: at, Reason: reason}
	if l.Parked != nil {
		p.Since, p.Tries = l.Parked.Since, l.Parked.Tries
	}
	pause := min(parkFirst<<min(p.Tries, 10), parkMost)
	p.Tries++
	p.Until = at.Add(pause)
	l.Parked = p
	return nil
}
