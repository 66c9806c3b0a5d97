package view

import (
	"fmt"
	"sort"
	"strings"

	"github.com/slack-go/slack"

	"leadpact/sla"
)

// pageEvents is how many of a lead's latest events its page lists.
const pageEvents = 20

// Page is what /sla lead answers: everything that is known of one lead.
func Page(l *sla.Lead, permalink string) Message {
	head := badge(l.Tier) + " " + headline(l)
	if permalink != "" {
		head += "  <" + permalink + "|Open the card>"
	}
	blocks := []slack.Block{paragraph(head)}
	if l.Message != "" {
		blocks = append(blocks, quote(l.Message))
	}
	blocks = append(blocks, paragraph(known(l)))
	state, spokenState := standing(l)
	blocks = append(blocks, small(state), paragraph(story(l)))
	return Message{Text: clip(tierWords(l.Tier)+": "+spoken(l)+". "+spokenState, textMost), Blocks: blocks}
}

// known lists what is known of the person, a line a field.
func known(l *sla.Lead) string {
	lines := []string{"*Lead* `" + l.ID + "`"}
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, "*"+label+"* "+value)
		}
	}
	add("Email", escape(l.Email))
	add("Phone", name(l.Phone))
	add("Country", name(l.Country))
	add("Source", joined(" · ", name(l.Source), name(l.Campaign)))
	if l.Score != nil {
		add("Score", fmt.Sprintf("%g", *l.Score))
	}
	if l.Value.Currency != "" {
		add("Value", amount(l.Value))
	}
	for _, link := range l.Links {
		add("Link", anchor(link))
	}
	keys := make([]string, 0, len(l.Extra))
	for k := range l.Extra {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		add(name(k), name(l.Extra[k]))
	}
	return strings.Join(lines, "\n")
}

// story tells the latest events, a line each, in the reader's zone.
func story(l *sla.Lead) string {
	from := max(len(l.History)-pageEvents, 0)
	lines := make([]string, 0, pageEvents+1)
	if from > 0 {
		lines = append(lines, fmt.Sprintf("…after %s:", count(from, "earlier event", "earlier events")))
	}
	for i := range l.History[from:] {
		e := &l.History[from+i]
		lines = append(lines, since(e.OccurredAt)+"  "+happened(e))
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
		return "<@" + e.By + "> handed it back"
	case sla.Closed:
		return "closed: " + string(e.End)
	case sla.HotAgain:
		return "hot again: " + came(e.Brought)
	case sla.Reopened:
		return "came back: " + came(e.Brought)
	default:
		return "came again: " + came(e.Brought)
	}
}
