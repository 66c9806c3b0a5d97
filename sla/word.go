package sla

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// WordMost is how many characters a word for whoever takes a lead next may have.
const WordMost = 500

// wordOf is what somebody wrote for whoever takes the lead next, without what
// stands around it and without characters that steer instead of saying
// something; lines stay lines. It refuses what is too long.
func wordOf(written string) (string, error) {
	word := strings.TrimSpace(strings.Map(said, strings.ReplaceAll(written, "\r\n", "\n")))
	if n := utf8.RuneCountInString(word); n > WordMost {
		return "", refuse(CodeInvalid, "The word for whoever takes it next has %d characters, and %d fit. Make it shorter by %d.", n, WordMost, n-WordMost)
	}
	return word, nil
}

// said keeps what says something; a tab is a space, and a lonely carriage
// return ends a line.
func said(r rune) rune {
	switch {
	case r == '\n', r == '\r':
		return '\n'
	case r == '\t':
		return ' '
	case r == utf8.RuneError, unicode.IsControl(r):
		return -1
	}
	return r
}
