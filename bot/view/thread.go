package view

import "leadpact/sla"

// Thread is the line that the card's thread gets for an event. Index is the
// event's place in the lead's history.
func Thread(l *sla.Lead, index int) Message {
	e := &l.History[index]
	switch e.Kind {
	case sla.HotAgain:
		return told("🔥 Hot again: ", "Hot again: ", "", e)
	case sla.Reopened:
		return told("↩︎ Back again: ", "Back again: ", ". Anyone can take "+Called(l)+" from the card above.", e)
	case sla.Released:
		return released(l, e)
	default:
		return told("Came again: ", "Came again: ", "", e)
	}
}

// released is a line on who gave the lead back, and in which words.
func released(l *sla.Lead, e *sla.Event) Message {
	d := draft{}
	d.paragraph("<@" + e.By + "> gave " + Called(l) + " back. Anyone can take over from the card above.")
	d.quote(e.Why, sla.WordMost)
	return d.message()
}

// told is a line on what a delivery brought: how it begins for the eye and for
// the ear, and how it ends.
func told(shown, said, end string, e *sla.Event) Message {
	d := draft{}
	line := came(e.Brought) + end
	d.add(paragraph(shown+line), said+line)
	d.quote(e.Brought.Message, quoteMost)
	d.small(anchors(e.Brought.Links))
	if len(e.Also) > 0 {
		others := "another open lead"
		if len(e.Also) > 1 {
			others = count(len(e.Also), "", "other open leads")
		}
		d.small("The same details also match " + others + ": " + escape(joined(", ", e.Also...)))
	}
	return d.message()
}

// came says by what the person came.
func came(d *sla.Details) string {
	if s := joined(" · ", name(humanise(d.Action)), why(d)); s != "" {
		return s
	}
	return "no details given"
}

// HotAgain tells the owner of a lead, privately and at once, that the lead came
// back with a more urgent wish.
func HotAgain(l *sla.Lead, permalink string) Message {
	d := draft{}
	line, said := called(l)+" is hot again", ""
	if brought := hotter(l); brought != nil {
		line, said = line+": "+came(brought), brought.Message
	}
	line += "."
	if permalink != "" {
		line += " " + opens(permalink)
	}
	d.add(paragraph("🔥 "+line), line)
	d.quote(said, quoteMost)
	return d.message()
}
