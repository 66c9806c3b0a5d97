package doctor

import (
	"strings"
	"unicode"
)

// mostSaid is as much of what was seen as anybody reads, in characters.
const mostSaid = 3000

// plain is the finding without what could play with a terminal. It quotes what
// others wrote: Slack, and whoever answers in its place.
func (f Finding) plain() Finding {
	f.Name, f.Seen, f.Fix = plain(f.Name), plain(f.Seen), plain(f.Fix)
	return f
}

// plain makes blanks of control characters, which move the cursor and colour
// text, and leaves out those that nobody sees, such as those that turn the
// direction of writing. What is very long is cut.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	if runes := []rune(s); len(runes) > mostSaid {
		return string(runes[:mostSaid]) + "…"
	}
	return s
}
