package sla

import "time"

// dayStart is the first instant of a date in the zone. Where the clocks jump
// over midnight the day begins when they have jumped; where midnight comes twice
// it begins at the first.
func dayStart(y int, m time.Month, d int, zone *time.Location) time.Time {
	t := time.Date(y, m, d, 0, 0, 0, 0, zone)
	since, until := t.ZoneBounds()
	if wall(t).Before(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) {
		return until
	}
	_, is := t.Zone()
	_, was := since.Add(-1).Zone()
	if first := t.Add(time.Duration(is-was) * time.Second); first.Before(since) {
		return first
	}
	return t
}

// wall is what the clocks of t's zone show, as if they stood in UTC.
func wall(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}
