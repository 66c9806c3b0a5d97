package view

import (
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

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
	lines := []string{s.open(), s.today(), s.lag()}
	m := Message{Text: strings.Join(lines, " "), Blocks: []slack.Block{paragraph("*" + lines[0] + "*\n" + lines[1] + "\n" + lines[2])}}
	if s.Parked > 0 {
		line := fmt.Sprintf("⚠️ Slack refuses %s: I keep trying. Is the channel archived, or was the bot removed from it? The log names the reason.", count(s.Parked, "lead", "leads"))
		m.Text += " " + line
		m.Blocks = append(m.Blocks, paragraph(line))
	}
	m.Blocks = append(m.Blocks, small(fmt.Sprintf(
		"As of %s. Today is the day in %s. Median by nearest rank, from the card's appearance to a claim that is kept for 2 min or more, nights included.",
		since(s.Report.AsOf), escape(s.Zone.String()))))
	return m
}

func (s *Status) open() string {
	r := s.Report
	switch {
	case r.Open == 0:
		return "No lead is open."
	case r.Unclaimed == 0:
		return count(r.Open, "lead is", "leads are") + " open, and every one has an owner."
	}
	line := fmt.Sprintf("%s open, %d unclaimed", count(r.Open, "lead", "leads"), r.Unclaimed)
	if s.Oldest != nil {
		line += ": " + name(s.Oldest.Called()) + " waits longest"
	}
	return line + ", for " + span(r.OldestWait) + "."
}

func (s *Status) today() string {
	if s.Report.Claimed == 0 {
		return "Claimed today: none yet."
	}
	return fmt.Sprintf("Claimed today: %d, median %s.", s.Report.Claimed, span(s.Report.MedianTake))
}

func (s *Status) lag() string {
	if s.Untold == 0 {
		return "Slack lag 0 s."
	}
	return fmt.Sprintf("Slack lag %s, %s to be shown.", span(s.Lag), count(s.Untold, "change is still", "changes are still"))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
