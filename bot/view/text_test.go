package view

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestClipCountsCharacters(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		most     int
		want     string
	}{
		{"short enough", "abc", 3, "abc"},
		{"one too many", "abcd", 3, "ab…"},
		{"emoji are one each", "🚀🚀🚀", 3, "🚀🚀🚀"},
		{"emoji are cut between", "🚀🚀🚀🚀", 3, "🚀🚀…"},
		{"no space before the dots", "ab cd", 4, "ab…"},
		{"no joiner before the dots", "👨\u200d👩\u200d👧", 3, "👨…"},
		{"nothing", "", 3, ""},
	} {
		if got := clip(c.in, c.most); got != c.want {
			t.Errorf("%s: clip(%q, %d) = %q, want %q", c.name, c.in, c.most, got, c.want)
		}
	}
}

func TestFitCutsNoToken(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, in string
		most     int
		want     string
	}{
		{"it fits", "a <@U1> b", 9, "a <@U1> b"},
		{"a mention", "see <@U0ANA00001> there", 10, "see…"},
		{"a date", "since <!date^1^{time}|10:15> on", 20, "since…"},
		{"a whole link stays", "<https://a.example|a> and so on", 24, "<https://a.example|a> a…"},
		{"an entity", "Roth &amp; Söhne", 8, "Roth…"},
		{"a whole entity stays", "Roth &amp; Söhne", 12, "Roth &amp;…"},
		{"an entity in a link", "to <https://a.example/?x=1&amp;y=2|a>", 30, "to…"},
	} {
		if got := fit(c.in, c.most); got != c.want {
			t.Errorf("%s: fit(%q, %d) = %q, want %q", c.name, c.in, c.most, got, c.want)
		}
	}
}

func TestFitNeverBreaksMarkup(t *testing.T) {
	t.Parallel()
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"<@U0ANA00001>", "<!date^1^{time}|10:15 UTC>", "<https://a.example/?b=1&amp;c|a.example>", "&amp;", "&lt;", "&gt;", "🚀"}),
		rapid.Map(rapid.String(), escape),
	)
	rapid.Check(t, func(t *rapid.T) {
		markup := strings.Join(rapid.SliceOf(piece).Draw(t, "pieces"), " ")
		most := rapid.IntRange(1, 80).Draw(t, "most")
		got := fit(markup, most)
		if n := utf8.RuneCountInString(got); n > most {
			t.Fatalf("%d characters of at most %d", n, most)
		}
		if strings.Count(got, "<") != strings.Count(got, ">") || strings.Count(got, "&") > strings.Count(got, ";") {
			t.Fatalf("fit(%q, %d) = %q breaks markup", markup, most, got)
		}
	})
}

func TestUnformattedKeepsWords(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"*bold* and _it_":    "∗bold∗ and ˍitˍ",
		"snake_case 2*3 a~b": "snake_case 2*3 a~b",
		"~gone~":             "∼gone∼",
		"a`b`c":              "aˋbˋc",
		"_":                  "ˍ",
		"> quoted\n  > too":  "› quoted\n  › too",
		"a > b":              "a > b",
		"näme_ö":             "näme_ö",
	} {
		if got := unformatted(in); got != want {
			t.Errorf("unformatted(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPlainRemovesDisguises(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"\u202egnp.exe\u202c":   "gnp.exe",
		"a\u2066b\u2069\u200fc": "abc",
		"bell\u0007\u0000":      "bell",
		"ze\u200bro\ufeff":      "zero",
		"\u3164\u115f":          "",
		"👨\u200d👩\u200d👧":       "👨\u200d👩\u200d👧",
		"می\u200cخواهم":         "می\u200cخواهم",
		"one\u2028two":          "one\ntwo",
		"bad \xff byte":         "bad  byte",
		"  \t tab\tstays \n":    "tab\tstays",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRightToLeftStandsAlone(t *testing.T) {
	t.Parallel()
	if got := name("مارا"); got != "\u2068مارا\u2069" {
		t.Errorf("an Arabic name is %q", got)
	}
	if got := name("Mara"); got != "Mara" {
		t.Errorf("a Latin name is %q", got)
	}
	if got := words("one\nשתיים\nthree", 99); got != "one\n\u2068שתיים\u2069\nthree" {
		t.Errorf("lines are isolated one by one, not %q", got)
	}
}

func TestFirstIsHowPeopleCallEachOther(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Mara Lindt": "Mara", "Mara": "Mara", "Dr. Mara Lindt": "Mara", "J. R. Roth": "Roth", "Lindt, Mara": "Lindt",
		"  Mara\n Lindt": "Mara", "Dr.": "Dr.", "": "",
	} {
		if got := first(in); got != want {
			t.Errorf("first(%q) = %q, want %q", in, got, want)
		}
	}
}
