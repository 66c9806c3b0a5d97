package view

import (
	"fmt"
	"time"

	"leadpact/sla"
)

// Status is what /sla status answers.
type Status struct {
	Report *sla.Report
	Oldest *sla.Lead     // the lead that waits longest, or nil
	Lag    time.Duration // how far the channel is behind, wall time
	Untold int           // leads of which the channel does not show all yet
	Parked int           // leads that Slack refuses
	Zone   *time.Location
}

// Message says what waits, how today goes, and whether Slack keeps up.
func (s *Status) Message() Message {
	d := draft{}
	open, rest := s.open(), today(s.Report)+"\n"+s.lag()
	d.add(paragraph("*"+open+"*\n"+rest), open+"\n"+rest)
	if s.Parked > 0 {
		line := "Slack refuses " + count(s.Parked, "lead", "leads") +
			". I keep trying. Is the channel archived, or was the bot removed from it? The log names the reason."
		d.add(paragraph("⚠️ "+line), line)
	}
	d.small(s.note())
	return d.message()
}

// note says what the numbers mean.
func (s *Status) note() string {
	note := "As of " + since(s.Report.AsOf) + ". Today is the day in " + escape(s.Zone.String()) + "."
	if s.Report.Claimed > 0 {
		note += " Counted from when the card appeared to a claim that is kept for at least 2 min, nights included."
	}
	if s.Report.Claimed > 1 {
		note += " Median: the middle one (nearest rank)."
	}
	return note
}

func (s *Status) open() string {
	r := s.Report
	switch {
	case r.Open == 0:
		return "No lead is open."
	case r.Unclaimed == 0 && r.Open == 1:
		return "1 lead open, and it has an owner."
	case r.Unclaimed == 0:
		return fmt.Sprintf("%d leads open, and every one has an owner.", r.Open)
	}
	return fmt.Sprintf("%s open, %d unclaimed: %s.", count(r.Open, "lead", "leads"), r.Unclaimed, s.longest())
}

// longest says who has waited longest, and how long.
func (s *Status) longest() string {
	who, wait := "the oldest", span(s.Report.OldestWait)
	if s.Oldest != nil {
		who = called(s.Oldest)
	}
	if s.Report.Unclaimed == 1 || s.Oldest == nil {
		return who + " has waited " + wait
	}
	return who + " has waited longest, " + wait
}

// today says how today goes.
func today(r *sla.Report) string {
	if r.Claimed == 0 {
		return "Claimed today: none yet."
	}
	return fmt.Sprintf("Claimed today: %d, median %s.", r.Claimed, span(r.MedianTake))
}

func (s *Status) lag() string {
	if s.Untold == 0 {
		return "Slack lag 0 s."
	}
	return "Slack lag " + span(s.Lag) + ", " + count(s.Untold, "lead is", "leads are") + " not fully shown yet."
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
