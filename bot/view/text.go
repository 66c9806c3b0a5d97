package view

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// How much of a text is shown, in characters. Slack's own limits are higher;
// these keep a message short enough to be read at a glance.
const (
	sectionMost = 2900
	smallMost   = 1900
	quoteMost   = 300
	nameMost    = 80
	labelMost   = 75
	textMost    = 3000
)

// escaper writes the three characters that Slack reads as markup of its own.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape makes a text harmless among our markup: no mention, no link.
func escape(s string) string { return escaper.Replace(plain(s)) }

// lookalikes replace the characters that would format a name.
var lookalikes = strings.NewReplacer("*", "∗", "`", "ˋ", "~", "∼", "_", "＿")

// name makes a short text of a lead harmless and unformatted, on one line.
func name(s string) string {
	return escaper.Replace(lookalikes.Replace(clip(oneLine(s), nameMost)))
}

// oneLine folds all white space.
func oneLine(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// plain removes what could disguise a text: control characters, and the marks
// that change the direction of writing for what follows.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case unicode.IsControl(r), r == utf8.RuneError, unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s))
}

// clip shortens a text to at most the given number of characters.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	runes := []rune(s)
	return strings.TrimRightFunc(string(runes[:most-1]), unicode.IsSpace) + "…"
}

// joined puts a separator between the texts that are not empty.
func joined(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, sep)
}

// first is the first word of a name, by which people call each other.
func first(s string) string {
	word, _, _ := strings.Cut(oneLine(s), " ")
	return word
}
