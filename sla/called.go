package sla

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// calledMost is how many characters of what a lead is called are said.
const calledMost = 80

// Called is what people call the lead: the name, or the best that is known. It
// is one line, and no longer than a sentence can bear.
func (l *Lead) Called() string {
	for _, s := range []string{l.Name, l.Company, l.Email, l.Phone} {
		if strings.ContainsFunc(s, seen) {
			return clipped(s)
		}
	}
	for _, id := range l.ExternalIDs {
		if own := id[strings.LastIndex(id, ":")+1:]; strings.ContainsFunc(own, seen) {
			return clipped("Contact " + own)
		}
	}
	return "Lead " + l.ID
}

// seen reports whether a character shows something.
func seen(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != utf8.RuneError &&
		!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// joins reports whether a character shows nothing itself, but shapes those
// beside it: emoji, flags and some scripts need them.
func joins(r rune) bool {
	return r == '\u200c' || r == '\u200d' || '\U000e0020' <= r && r <= '\U000e007f'
}

// clipped is a text on one line and not too long, without what nobody sees.
func clipped(s string) string {
	s = strings.Map(func(r rune) rune {
		if seen(r) || unicode.IsSpace(r) || joins(r) {
			return r
		}
		return -1
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > calledMost {
		s = strings.TrimRight(string(runes[:calledMost-1]), " ") + "…"
	}
	return s
}
