package view

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"leadpact/sla"
)

// How much of a lead its page shows.
const (
	pageEvents   = 20   // the latest events
	pageWords    = 2500 // characters of their own words
	pageLines    = 40   // lines of them
	pageSections = 3    // sections of fields
)

// Page is what /sla lead answers: everything that is known of one lead.
func Page(l *sla.Lead, permalink string) Message {
	link := ""
	if permalink != "" {
		link = opens(permalink)
	}
	d := draft{}
	d.add(paragraph(joined("  ", badge(l.Tier)+" "+headline(l), link)), joined(" ", tierWords(l.Tier)+": "+spoken(l), link))
	sign, state := standing(l)
	d.add(small(joined(" · ", sign+" "+state, flags(l))), joined(" · ", state, flags(l)))
	d.quoteOn(pageLines, l.Message, pageWords)
	d.fields(known(l))
	d.paragraph(story(l))
	return d.message()
}

// fields adds lines in as few sections as hold them. What does not fit is
// counted: no line is cut.
func (d *draft) fields(lines []string) {
	for range pageSections {
		part, rest := filled(lines, sectionMost)
		if len(part) > 0 {
			d.paragraph(strings.Join(part, "\n"))
		}
		lines = rest
	}
	if len(lines) > 0 {
		d.small("…and " + count(len(lines), "more field", "more fields"))
	}
}

// filled parts lines where they would be more than so many characters.
func filled(lines []string, most int) (part, rest []string) {
	for i, line := range lines {
		if most -= utf8.RuneCountInString(line) + 1; most < -1 {
			return lines[:i], lines[i:]
		}
	}
	return lines, nil
}

// known lists what is known of the person, a line a field.
func known(l *sla.Lead) []string {
	lines := []string{"*Lead* `" + l.ID + "`"}
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, "*"+label+"* "+value)
		}
	}
	if l.Previous != "" {
		add("Earlier cycle", "`"+l.Previous+"`")
	}
	add("Email", address(l.Email))
	add("Phone", name(l.Phone))
	add("Country", name(l.Country))
	add("Source", joined(" · ", name(l.Source), name(l.Campaign)))
	if !l.QualifiedAt.IsZero() {
		add("Qualified", since(l.QualifiedAt))
	}
	if l.Score != nil {
		add("Score", number(*l.Score))
	}
	if l.Value.Currency != "" {
		add("Value", amount(l.Value))
	}
	for _, id := range l.ExternalIDs {
		add("Id at the source", name(id))
	}
	for _, link := range l.Links {
		add("Link", anchor(link))
	}
	for _, k := range slices.Sorted(maps.Keys(l.Extra)) {
		add(name(k), words(oneLine(l.Extra[k]), quoteMost))
	}
	return lines
}
