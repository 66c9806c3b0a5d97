package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

// The most characters that fields may have.
const (
	mostID      = 200
	mostText    = 200 // name, company, title, source, campaign, action
	mostEmail   = 254
	mostPhone   = 50
	mostCountry = 60
	mostAmount  = 40
	mostMessage = 10_000
)

// text reads a field of one line.
func (f *form) text(field string, v gjson.Result, most int) string {
	if v.Type != gjson.String {
		f.fault(field, "%s must be text, but it is %s. Put it in quotes, or leave it out.", field, kindOf(v))
		return ""
	}
	return f.fits(field, oneLine(v.Str), most)
}

// prose reads a field that may have several lines.
func (f *form) prose(field string, v gjson.Result, most int) string {
	if v.Type != gjson.String {
		return f.text(field, v, most)
	}
	return f.fits(field, manyLines(v.Str), most)
}

// identifier reads an id or a phone: text, or a number exactly as it is
// written, since a float would lose digits.
func (f *form) identifier(field string, v gjson.Result, most int) string {
	if v.Type == gjson.Number {
		return f.fits(field, v.Raw, most)
	}
	return f.text(field, v, most)
}

// fits refuses what is too long: a silent cut would change what was said.
func (f *form) fits(field, s string, most int) string {
	if len(s) <= most || utf8.RuneCountInString(s) <= most {
		return s
	}
	f.fault(field, "%s is longer than %d characters. Shorten it.", field, most)
	return ""
}

// kindOf names the kind of a JSON value that is neither text nor null, for a
// person.
func kindOf(v gjson.Result) string {
	switch {
	case v.Type == gjson.Number:
		return "a number"
	case v.IsObject():
		return "an object"
	case v.IsArray():
		return "an array"
	default:
		return "true or false"
	}
}

// oneLine trims the text, makes one space of each line break or tab, and drops
// the other control characters.
func oneLine(s string) string {
	if plain(s) {
		return s
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		default:
			return r
		}
	}, s))
}

// manyLines trims the text and drops control characters, except line breaks
// and tabs.
func manyLines(s string) string {
	if plain(s) {
		return s
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s))
}

// plain reports whether there is nothing to clean: most text is so.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s == "" || s[0] != ' ' && s[len(s)-1] != ' '
}
