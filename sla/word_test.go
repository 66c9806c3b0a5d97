package sla_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"leadpact/sla"
)

func TestAWordForWhoeverTakesItNext(t *testing.T) {
	for written, kept := range map[string]string{
		"":                                   "",
		" \n\t ":                             "",
		"On holiday.":                        "On holiday.",
		"  She wants\r\n30 seats.\r\nCall! ": "She wants\n30 seats.\nCall!",
		"a\tb\rc\x00\x07\u0085d\xffe":        "a b\ncde",
		strings.Repeat("🚀", sla.WordMost):    strings.Repeat("🚀", sla.WordMost),
		" " + strings.Repeat("é", sla.WordMost) + "\n": strings.Repeat("é", sla.WordMost),
	} {
		l := fresh(mara("d#0"))
		must(t, l.Claim(ana, monday, "c1"))
		must(t, l.Release(ana, monday.Add(hour), written, "r1"))
		e := l.History[len(l.History)-1]
		if e.Why != kept || e.Kind != sla.Released || e.By != ana.ID {
			t.Errorf("%q is kept as %+v", written, e)
		}
	}
}

func TestAWordThatIsTooLongNamesItselfAndByHowMuch(t *testing.T) {
	l := fresh(mara("d#0"))
	must(t, l.Claim(ana, monday, "c1"))
	before := clone(l)
	wantRefused(t, l.Release(ana, monday.Add(hour), strings.Repeat("🚀", 512), "r1"), sla.CodeInvalid,
		"The word for whoever takes it next has 512 characters, and 500 fit. Make it shorter by 12.")
	wantEqual(t, "the lead", l, before)
	must(t, l.Release(ana, monday.Add(hour), "short", "r1"))
	wantNoChange(t, l.Release(ana, monday.Add(hour), strings.Repeat("x", 512), "r1"))
}

func TestAnyWordIsKeptCleanOrRefused(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		written := rapid.OneOf(rapid.String(), rapid.StringN(490, 510, -1)).Draw(r, "written")
		l := fresh(mara("d#0"))
		if err := l.Claim(ana, monday, "c1"); err != nil {
			r.Fatal(err)
		}
		err := l.Release(ana, monday.Add(hour), written, "r1")
		if err != nil && sla.RefusalOf(err) == nil {
			r.Fatal(err)
		}
		kept := l.History[len(l.History)-1].Why
		steers := func(c rune) bool { return c != '\n' && unicode.IsControl(c) }
		if !utf8.ValidString(kept) || strings.ContainsFunc(kept, steers) || utf8.RuneCountInString(kept) > sla.WordMost || strings.TrimSpace(kept) != kept {
			r.Fatalf("%q is kept as %q", written, kept)
		}
	})
}

func TestAMisclickIsOneThatLeavesNoTrace(t *testing.T) {
	l := fresh(mara("d#0"))
	if l.Misclick(monday) {
		t.Error("nobody has it, and it is taken for a misclick")
	}
	must(t, l.Claim(ana, monday, "c1"))
	if !l.Misclick(monday.Add(2*minute-1)) || l.Misclick(monday.Add(2*minute)) {
		t.Error("a misclick is one within two minutes")
	}
	must(t, l.Close(ana, sla.EndWon, "", monday.Add(minute), "x1"))
	if l.Misclick(monday.Add(minute)) {
		t.Error("a closed lead is taken for a misclick")
	}
}
