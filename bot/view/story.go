package view

import (
	"slices"
	"strings"

	"leadpact/sla"
)

// story tells the latest events that fit, a line each, in the reader's zone.
func story(l *sla.Lead) string {
	from := max(len(l.History)-pageEvents, 0)
	lines := make([]string, 0, pageEvents+1)
	for i := range slices.Backward(l.History[from:]) {
		e := &l.History[from+i]
		lines = append(lines, since(e.OccurredAt)+"  "+happened(e))
	}
	lines, _ = filled(lines, sectionMost-nameMost)
	earlier := len(l.History) - len(lines)
	slices.Reverse(lines)
	if earlier > 0 {
		lines = append([]string{"…after " + count(earlier, "earlier event", "earlier events") + ":"}, lines...)
	}
	return strings.Join(lines, "\n")
}

func happened(e *sla.Event) string {
	switch e.Kind {
	case sla.Arrived:
		return "arrived"
	case sla.Posted:
		return "card shown"
	case sla.Claimed:
		return "<@" + e.By + "> took it"
	case sla.Released:
		return joined(": ", "<@"+e.By+"> gave it back", quoted(e.Why))
	case sla.Closed:
		if e.By == "" {
			return "closed: " + ended(e.End)
		}
		return "<@" + e.By + "> closed it: " + ended(e.End)
	case sla.HotAgain:
		return "hot again: " + came(e.Brought)
	case sla.Reopened:
		return "came back: " + came(e.Brought)
	default:
		return "came again: " + came(e.Brought)
	}
}

// quoted is somebody's word within a line, if there is one.
func quoted(word string) string {
	s := words(oneLine(word), quoteMost)
	if s == "" {
		return ""
	}
	return "“" + s + "”"
}
