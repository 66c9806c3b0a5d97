package sla_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

func TestIDsSortByTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		since := rapid.Int64Range(0, 34*365*24*3600*1000)
		random := rapid.Uint32()
		a, b := since.Draw(t, "a"), since.Draw(t, "b")
		if a >= b {
			a, b = b, a+1
		}
		epoch := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
		early := sla.FormatID(sla.IDAt(epoch.Add(time.Duration(a)*time.Millisecond), random.Draw(t, "random")))
		late := sla.FormatID(sla.IDAt(epoch.Add(time.Duration(b)*time.Millisecond), random.Draw(t, "random too")))
		if early >= late {
			t.Fatalf("%s of %d sorts after %s of %d", early, a, late, b)
		}
	})
}

func TestIDsSurviveEveryClock(t *testing.T) {
	for _, at := range []time.Time{{}, time.Unix(math.MinInt32, 0), time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)} {
		n := sla.IDAt(at, math.MaxUint32)
		back, err := sla.ParseID(sla.FormatID(n))
		if err != nil || back != n || n < 0 {
			t.Errorf("at %s: %d is read as %d, %v", at, n, back, err)
		}
	}
	if early, late := sla.IDAt(time.Time{}, 7), sla.IDAt(time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), 7); early != 7 || late <= sla.IDAt(monday, 7) {
		t.Errorf("before 2020 is %d, long after it %d", early, late)
	}
}

func TestIDsRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1<<60-1).Draw(t, "n")
		s := sla.FormatID(n)
		for _, typed := range []string{s, strings.ToUpper(s), " " + s + "\n", strings.ReplaceAll(s, "0", "O"), strings.ReplaceAll(s, "1", "I"), strings.ReplaceAll(s, "1", "l")} {
			if back, err := sla.ParseID(typed); err != nil || back != n {
				t.Fatalf("%q of %d is read as %d, %v", typed, n, back, err)
			}
		}
	})
}

func TestParseIDRefuses(t *testing.T) {
	for _, s := range []string{
		"", " ", "0", "0m3k9f2xq7a", "0m3k9f2xq7abc", "0m3k9f2xq7au", "0m3k9f2xq7a-", "0m3k 9f2xq7a", "mara@x.examp", "ééééééé",
		"０m3k9f2xq7ab", "0m3k9f2xq7a\x00", "'; DROP TABLE", "%s%s%s%s%s%s", strings.Repeat("0", 1<<20), "0m3k9f2xq7\xff\xfe", "id:hubspot:1",
	} {
		if n, err := sla.ParseID(s); !errors.Is(err, sla.ErrNoID) {
			t.Errorf("%.40q is read as %d, %v", s, n, err)
		}
	}
}

func FuzzParseID(f *testing.F) {
	f.Add("0m3k9f2xq7ab")
	f.Add("OIL000000000")
	f.Fuzz(func(t *testing.T, s string) {
		n, err := sla.ParseID(s)
		if err != nil {
			return
		}
		if again, err := sla.ParseID(sla.FormatID(n)); err != nil || again != n {
			t.Errorf("%q is %d, whose own letters are read as %d, %v", s, n, again, err)
		}
	})
}
