package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tidwall/gjson"
)

func (f *form) email(field string, v gjson.Result) string {
	s := f.text(field, v, mostEmail)
	if s != "" && !looksLikeEmail(s) {
		f.fault(field, "email does not look like an address. Send it bare, such as mara@example.com.")
		return ""
	}
	return s
}

// looksLikeEmail is a check for slips, not for deliverability: one part, an at
// sign, a domain with a dot; letters of any language.
func looksLikeEmail(s string) bool {
	at := strings.IndexByte(s, '@')
	if at < 1 || hasNeverInEmail(s) {
		return false
	}
	domain := s[at+1:]
	last := len(domain) - 1
	return last > 0 && strings.IndexByte(domain, '@') < 0 &&
		strings.IndexByte(domain, '.') > 0 && !strings.Contains(domain, "..") &&
		domain[0] != '-' && domain[last] != '.' && domain[last] != '-'
}

func hasNeverInEmail(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			return strings.ContainsFunc(s, unicode.IsSpace) || strings.ContainsAny(s, neverInEmail)
		case c <= ' ', strings.IndexByte(neverInEmail, c) >= 0:
			return true
		}
	}
	return false
}

// neverInEmail are signs of a display name, a list or a typing slip.
const neverInEmail = `<>()[]\,;:"`
