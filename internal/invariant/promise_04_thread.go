package invariant

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"leadpact/sla"
)

// readThread holds the lines of a lead's thread against its history: told is how
// many of the events that have a line got it, in order.
func (c *court) readThread(l *sla.Lead) (told int, repeated []repeat) {
	var owed []*sla.Event
	for i := range l.History {
		if inThread(&l.History[i]) {
			owed = append(owed, &l.History[i])
		}
	}
	lines := done(c.of(l.ID, line))
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && lines[to].text() == lines[from].text() {
			to++
		}
		asked := 0
		for asked < to-from && told < len(owed) && tells(lines[from], owed[told]) {
			asked, told = asked+1, told+1
		}
		switch before := c.same(lines[:from], lines[from]); {
		case asked > 0:
			repeated = append(repeated, c.surplus(l.ID, "a line of its thread", lines[from:to], asked)...)
		case before != nil:
			repeated = append(repeated, repeat{l.ID, "a line of its thread", before, lines[from]})
		default:
			c.finds(l.ID, "has a line in its thread that its history does not ask for there: %.80q", lines[from].text())
		}
		from = to
	}
	return told, repeated
}

// same is the last of the lines before that says the same, or nil.
func (c *court) same(before []*post, p *post) *post {
	for _, b := range slices.Backward(before) {
		if b.text() == p.text() {
			return b
		}
	}
	return nil
}

// plain is a campaign that stands in a line as it came.
var plain = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9 -]{0,60}$`)

// tells reports whether a line may be the event's: it names who acted, in whose
// words, and the campaign by which somebody came.
func tells(p *post, e *sla.Event) bool {
	text := p.text()
	if e.By != "" {
		return strings.Contains(text, "<@"+e.By+">") && quotes(text, e.Why) && (p.blocks() == "" || quotes(p.blocks(), e.Why))
	}
	return e.Brought == nil || !plain.MatchString(e.Brought.Campaign) || holds(text, e.Brought.Campaign)
}

// holds reports whether a text holds the words, and not within longer ones.
func holds(text, words string) bool {
	for {
		_, after, found := strings.Cut(text, words)
		if !found || after == "" || !plain.MatchString(after[:1]) {
			return found
		}
		text = after
	}
}

// quotes reports whether a text holds somebody's words, escaped, or as much of
// them as fits.
func quotes(text, words string) bool {
	shown, said := heard(unescape.Replace(text)), heard(words)
	if strings.Contains(shown, said) {
		return true
	}
	for rest, found := shown, true; found; {
		if _, rest, found = strings.Cut(rest, "“"); found {
			begin, cut := strings.CutSuffix(strings.TrimSuffix(rest, "”"), "…")
			if cut && begin != "" && strings.HasPrefix(said, begin) {
				return true
			}
		}
	}
	return false
}

// unescape undoes what Slack wants done to foreign text.
var unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")

// heard is a text without what only shapes it: spaces, signs that nobody sees,
// and those that format, which are replaced by others that look the same.
func heard(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Z, unicode.C) || strings.ContainsRune("*_~`>∗ˍ∼ˋ›", r) {
			return -1
		}
		return r
	}, text)
}
