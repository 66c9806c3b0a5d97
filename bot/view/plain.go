package view

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// joiner joins emoji into one, such as a family.
const joiner = '\u200d'

// The marks between which a text's direction of writing has no effect on what
// stands around it.
const (
	isolateBegin = "\u2068"
	isolateEnd   = "\u2069"
)

// plain removes what could disguise a text: control characters, what cannot be
// seen, and the marks that change the direction of writing for what follows.
func plain(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r == '\u2028', r == '\u2029':
			return '\n'
		case r == utf8.RuneError, unicode.IsControl(r), unseen(r):
			return -1
		}
		return r
	}, s))
}

// unseen reports whether a character shows nothing and joins nothing. Emoji and
// some scripts need the joiners, and the flags of parts of countries are
// spelled in tags.
func unseen(r rune) bool {
	switch {
	case r < '\u0080', r == joiner, r == '\u200c', '\U000e0020' <= r && r <= '\U000e007f':
		return false
	}
	return unicode.In(r, unicode.Cf, unicode.Bidi_Control, unicode.Other_Default_Ignorable_Code_Point)
}

// isolated keeps lines that are written from right to left from turning around
// what stands beside them.
func isolated(s string) string {
	if !strings.ContainsFunc(s, rightToLeft) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		if strings.ContainsFunc(line, rightToLeft) {
			lines[i] = isolateBegin + line + isolateEnd
		}
	}
	return strings.Join(lines, "\n")
}

func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}
