package intake

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"leadpact/sla"
)

// anyText draws text that is rich in what must be cleaned.
func anyText() *rapid.Generator[string] {
	return rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune(" \t\n\r\x00\x1b\x7f\u0085\u00a0\u2028aä🔥<&\"\\"))))
}

func TestCleanTextIsClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		one, many := oneLine(s), manyLines(s)
		if strings.ContainsFunc(one, unicode.IsControl) {
			t.Fatalf("%q keeps a control character", one)
		}
		if strings.ContainsFunc(many, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
			t.Fatalf("%q keeps a control character", many)
		}
		for _, clean := range []string{one, many} {
			if strings.TrimSpace(clean) != clean {
				t.Fatalf("%q is not trimmed", clean)
			}
		}
		if oneLine(one) != one || manyLines(many) != many {
			t.Fatalf("cleaning twice changes it: %q, %q", one, many)
		}
	})
}

func TestCleaningLosesNoLetter(t *testing.T) {
	visible := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := anyText().Draw(t, "text")
		if visible(oneLine(s)) != visible(s) || visible(manyLines(s)) != visible(s) {
			t.Fatalf("%q became %q and %q", s, oneLine(s), manyLines(s))
		}
	})
}

// A field is either kept whole or refused: nothing in between.
func TestNothingIsCutSilently(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringN(0, 300, -1).Draw(t, "text")
		var found faults
		f := form{arrival: &sla.Arrival{}, found: &found}
		got := f.text("name", gjson.Result{Type: gjson.String, Str: s}, mostText)
		clean := oneLine(s)
		switch fits := utf8.RuneCountInString(clean) <= mostText; {
		case fits && (got != clean || found.any()):
			t.Fatalf("%q fits, but became %q with %v", clean, got, found.list)
		case !fits && (got != "" || !found.any()):
			t.Fatalf("%q is too long, but became %q", clean, got)
		}
	})
}

func TestNumbersOfPeopleKeepTheirDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`-?[1-9][0-9]{0,39}`).Draw(t, "digits")
		for _, written := range []string{digits, `"` + digits + `"`} {
			var found faults
			f := form{arrival: &sla.Arrival{}, found: &found}
			if got := f.identifier("id", gjson.Parse(written), mostID); got != digits || found.any() {
				t.Fatalf("%s became %q with %v", written, got, found.list)
			}
		}
	})
}

func TestWhatLooksLikeAnEmail(t *testing.T) {
	for s, want := range map[string]bool{
		"a@b.c": true, "a.b+c@d-e.fg": true, "o'hara@example.ie": true, "用户@例子.广告": true, "a@1.2": true,
		"": false, "@": false, "a@": false, "a@b": false, "a@b.": false, "a@.b": false, "a@-b.c": false, "a@b.c-": false, "a@b..c": false,
		"a@b@c.d": false, "a b@c.d": false, "a@b c.d": false, "a@b.c\u00a0d": false, "ä b@c.d": false, "ä<b@c.d": false,
		"<a@b.c>": false, "a@b.c,d@e.f": false, "a@b.c;d@e.f": false, `"a"@b.c`: false, "mailto:a@b.c": false, "a@[1.2.3.4]": false,
	} {
		if got := looksLikeEmail(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}
