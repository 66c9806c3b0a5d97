package view

import (
	"leadpact/sla"
)

// Thread is the line that the card's thread gets for an event. Index is the
// event's place in the lead's history.
func Thread(l *sla.Lead, index int) Message {
	e := &l.History[index]
	switch e.Kind {
	case sla.HotAgain:
		return told("🔥 Hot again: "+came(e.Brought), e.Brought)
	case sla.Reopened:
		return told("↩︎ Back again: "+came(e.Brought)+". It waits for somebody.", e.Brought)
	case sla.Released:
		return say("<@" + e.By + "> handed it back. It waits for somebody again.")
	default:
		m := told("Came again: "+came(e.Brought), e.Brought)
		if len(e.Also) > 0 {
			m.Blocks = append(m.Blocks, small("The same details also match another open lead: "+escape(joined(", ", e.Also...))))
		}
		return m
	}
}

// came says by what the person came.
func came(d *sla.Details) string {
	if s := joined(" · ", name(humanise(d.Action)), why(d)); s != "" {
		return s
	}
	return "no details given"
}

func told(line string, d *sla.Details) Message {
	m := say(line)
	if d.Message != "" {
		m.Blocks = append(m.Blocks, quote(d.Message))
	}
	return m
}

// HotAgain tells the owner of a lead, privately and at once, that the lead came
// back with a more urgent wish.
func HotAgain(l *sla.Lead, permalink string) Message {
	s := "🔥 " + name(l.Called()) + " is hot again"
	for i := len(l.History) - 1; i >= 0; i-- {
		if e := &l.History[i]; e.Kind == sla.HotAgain {
			s += ": " + came(e.Brought)
			break
		}
	}
	return say(s + ". <" + permalink + "|Open the card>")
}
