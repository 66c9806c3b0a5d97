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
	emailMost   = 254
	labelMost   = 75
	textMost    = 3000
)

// escaper writes the three characters that Slack reads as markup of its own.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// escape makes a text harmless among our markup: no mention, no link.
func escape(s string) string { return escaper.Replace(unformatted(plain(s))) }

// lookalikes stand for the characters that would format a text.
var lookalikes = map[rune]rune{'*': '∗', '_': 'ˍ', '~': '∼', '`': 'ˋ', '>': '›'}

// unformatted replaces the characters that would format a text by others that
// look the same. Within a word they format nothing and stay; so does > but at
// the start of a line, where it would indent.
func unformatted(s string) string {
	runes := []rune(s)
	inWord := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]))
	}
	begun := false // something but space stands before in the line
	for i, r := range runes {
		like, ok := lookalikes[r]
		switch {
		case !ok:
		case r == '>' && begun, r != '>' && r != '`' && inWord(i-1) && inWord(i+1):
		default:
			runes[i] = like
		}
		begun = r != '\n' && (begun || !unicode.IsSpace(r))
	}
	return string(runes)
}

// name makes a short text of a lead harmless and unformatted, on one line.
func name(s string) string {
	return escaper.Replace(isolated(unformatted(clip(oneLine(s), nameMost))))
}

// words makes at most so many characters of somebody's own words harmless and
// unformatted; lines stay lines.
func words(s string, most int) string {
	return escaper.Replace(isolated(unformatted(clip(plain(s), most))))
}

// oneLine folds all white space.
func oneLine(s string) string { return strings.Join(strings.Fields(plain(s)), " ") }

// clip shortens a text to at most the given number of characters. It knows
// nothing of markup: see fit.
func clip(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return ellipsis(string([]rune(s)[:most-1]))
}

// fit shortens markup to at most the given number of characters, and never
// cuts through a link, a date, a mention or an escaped character.
func fit(markup string, most int) string {
	if utf8.RuneCountInString(markup) <= most {
		return markup
	}
	kept := string([]rune(markup)[:most-1])
	return ellipsis(whole(whole(kept, "<", ">"), "&", ";"))
}

// whole drops what a cut has left of the last thing between the two signs.
func whole(kept, opens, closes string) string {
	if i := strings.LastIndex(kept, opens); i > strings.LastIndex(kept, closes) {
		return kept[:i]
	}
	return kept
}

func ellipsis(s string) string {
	return strings.TrimRightFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == joiner }) + "…"
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

// first is the word of a name by which people call each other: the first that
// is no title or initial such as Dr. or J.
func first(s string) string {
	all := strings.Fields(oneLine(s))
	for i, word := range all {
		if i == len(all)-1 || !strings.HasSuffix(word, ".") {
			return strings.TrimRight(word, ",")
		}
	}
	return ""
}
