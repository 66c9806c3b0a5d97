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

// lookalikes stand for the characters that would format a text.
var lookalikes = map[rune]rune{'*': '∗', '_': 'ˍ', '~': '∼', '`': 'ˋ'}

// unformatted replaces the characters that would format a text by others that
// look the same; within a word they format nothing and stay.
func unformatted(s string) string {
	runes := []rune(s)
	inWord := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]))
	}
	for i, r := range runes {
		if like, ok := lookalikes[r]; ok && (r == '`' || !inWord(i-1) || !inWord(i+1)) {
			runes[i] = like
		}
	}
	return string(runes)
}

// name makes a short text of a lead harmless and unformatted, on one line.
func name(s string) string {
	return escaper.Replace(unformatted(clip(oneLine(s), nameMost)))
}

// words makes somebody's own words harmless and unformatted; lines stay lines.
func words(s string) string {
	return escaper.Replace(unformatted(clip(plain(s), quoteMost)))
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
