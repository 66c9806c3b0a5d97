package sla

import (
	"slices"
	"time"
)

// Report holds the numbers of one desk as of one instant, folded from the
// facts of its leads. Days are days of the desk's zone.
type Report struct {
	AsOf       time.Time
	Open       int           // leads whose cycle goes on
	Unclaimed  int           // of those, the ones that nobody owns
	OldestWait time.Duration // how long the oldest of them has waited, wall time
	Claimed    int           // claims of today that count; one that has not lasted 2 minutes yet does as long as it stands
	MedianTake time.Duration // from visible to claimed, of today's claims, wall time; nearest rank

	dayFrom, dayTo time.Time
	takes          []time.Duration
}

// NewReport begins a report as of now, whose today is the day of that instant
// in the desk's zone.
func NewReport(now time.Time, zone *time.Location) *Report {
	y, m, d := now.In(zone).Date()
	return &Report{AsOf: now, dayFrom: dayStart(y, m, d, zone), dayTo: dayStart(y, m, d+1, zone)}
}

// From is the instant before which a closed lead no longer matters to the
// report.
func (r *Report) From() time.Time { return r.dayFrom }

// Add folds one lead's facts into the report. Void leads are counted nowhere.
func (r *Report) Add(f *Facts) {
	if f.End == EndVoid {
		return
	}
	if f.State != StateClosed {
		r.Open++
	}
	if !f.Waits.IsZero() {
		r.Unclaimed++
		r.OldestWait = max(r.OldestWait, r.AsOf.Sub(f.Waits))
	}
	if !f.Counted.IsZero() && !f.Counted.Before(r.dayFrom) && f.Counted.Before(r.dayTo) {
		r.Claimed++
		r.takes = append(r.takes, max(f.Counted.Sub(f.VisibleFrom()), 0))
	}
}

// Close works out what needs all the leads.
func (r *Report) Close() { r.MedianTake = Rank50(r.takes) }

// Rank50 returns the median by nearest rank ⌈n/2⌉, and 0 of nothing. It sorts
// what it is given.
func Rank50(ds []time.Duration) time.Duration {
	if len(ds) == 0 {
		return 0
	}
	slices.Sort(ds)
	return ds[(len(ds)+1)/2-1]
}
