package main

import (
	"regexp"

	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
)

// drawn is what a message's blocks show, without the text for screen readers.
func drawn(m sandbox.Message) string {
	all := ""
	eachText(gjson.ParseBytes(m.Blocks), func(s string) { all += s + "\n" })
	return all
}

// timed is a line of a lead's history on its page: a time, and what happened.
var timed = regexp.MustCompile(`(?m)^<!date[^>]*>\s+(.*)$`)

// history is what the page of a lead tells of what has happened to it.
func (w *workspace) history(lead string) []string {
	w.t.Helper()
	got := w.types("greta", "", "lead "+lead)
	if len(got.Replies) != 1 {
		w.t.Fatalf("/sla lead %s has %d answers", lead, len(got.Replies))
	}
	var out []string
	for _, m := range timed.FindAllStringSubmatch(drawn(got.Replies[0]), -1) {
		out = append(out, m[1])
	}
	return out
}

// claims are those lines of the history that tell of a claim.
func (w *workspace) claims(lead string) (out []string) {
	w.t.Helper()
	for _, line := range w.history(lead) {
		if regexp.MustCompile(`^<@[^>]+> took it`).MatchString(line) {
			out = append(out, line)
		}
	}
	return out
}
