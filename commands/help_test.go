package commands

import (
	"strings"
	"testing"

	"leadpact/sla"
)

func TestEveryCommandIsInTheHelp(t *testing.T) {
	t.Parallel()
	table := New(Options{})
	m := table.Answer(t.Context(), sla.Actor{ID: "U1"}, "/sla", "help")
	seen := map[string]bool{}
	for _, c := range table.list {
		if c.word == "" || c.word != strings.ToLower(c.word) || strings.ContainsAny(c.word, " \t") || c.run == nil {
			t.Errorf("%q is no word that can be typed, or does nothing", c.word)
		}
		if c.help == "" || strings.HasSuffix(c.help, ".") {
			t.Errorf("%s has the help %q", c.word, c.help)
		}
		if seen[c.word] {
			t.Errorf("%s stands in the table twice", c.word)
		}
		seen[c.word] = true
		line := strings.TrimSpace("/sla "+c.word+" "+c.usage) + ": " + c.help
		if !strings.Contains(m.Text, line) {
			t.Errorf("the help lacks %q: %s", line, m.Text)
		}
	}
	if empty := table.Answer(t.Context(), sla.Actor{ID: "U1"}, "/sla", "  "); empty.Text != m.Text {
		t.Errorf("nothing typed gives %q", empty.Text)
	}
}

func TestKeystrokes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"abc", "", 3},
		{"abc", "abc", 0},
		{"abc", "abd", 1},
		{"abc", "acb", 1},
		{"statsu", "status", 1},
		{"hepl", "help", 1},
		{"ab", "ba", 1},
		{"abcd", "badc", 2},
		{"xyzzy", "help", 5},
		{"straße", "strasse", 2},
		{"kitten", "sitting", 3},
	} {
		if got := keystrokes(c.a, c.b); got != c.want {
			t.Errorf("%q to %q takes %d, not %d", c.a, c.b, got, c.want)
		}
		if got := keystrokes(c.b, c.a); got != c.want {
			t.Errorf("%q to %q takes %d, not %d", c.b, c.a, got, c.want)
		}
	}
}

func TestPartedCutsOffTheFirstWord(t *testing.T) {
	t.Parallel()
	for in, want := range map[string][2]string{
		"": {}, " lead ": {"lead", ""}, "LEAD Mara": {"lead", "Mara"}, "lead\u00a0 a  b ": {"lead", "a  b"}, "lead\nx": {"lead", "x"},
	} {
		if verb, rest := parted(in); verb != want[0] || rest != want[1] {
			t.Errorf("%q is parted into %q and %q", in, verb, rest)
		}
	}
}
