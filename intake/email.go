package intake

import (
	"strings"
	"unicode"

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
	at := strings.LastIndexByte(s, '@')
	if at < 1 || strings.ContainsFunc(s, neverInEmail) {
		return false
	}
	local, domain := s[:at], s[at+1:]
	return !strings.Contains(local, "@") &&
		strings.Contains(domain, ".") && !strings.Contains(domain, "..") &&
		strings.Trim(domain, ".-") == domain
}

func neverInEmail(r rune) bool {
	if r < 0x80 {
		return r <= ' ' || strings.IndexByte(`<>()[]\,;:"`, byte(r)) >= 0
	}
	return unicode.IsSpace(r)
}
