package view

import (
	"testing"
	"time"

	"leadpact/sla"
)

func TestSpanIsHowPeopleSayIt(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		-time.Minute: "0 s", 0: "0 s", 999 * time.Millisecond: "0 s", 59*time.Second + 999*time.Millisecond: "59 s",
		time.Minute: "1 min", 59*time.Minute + 59*time.Second: "59 min", time.Hour: "1 h", time.Hour + time.Minute: "1 h 1 min",
		47*time.Hour + 59*time.Minute: "47 h 59 min", 48 * time.Hour: "2 days", 71 * time.Hour: "2 days", 8760 * time.Hour: "365 days",
	} {
		if got := span(d); got != want {
			t.Errorf("span(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestNothingTakesZeroSeconds(t *testing.T) {
	t.Parallel()
	if got := after(999 * time.Millisecond); got != "at once" {
		t.Error(got)
	}
	if got := after(time.Second); got != "after 1 s" {
		t.Error(got)
	}
	if got := waiting(0); got != "just arrived" {
		t.Error(got)
	}
	if got := waiting(2 * time.Hour); got != "waiting for 2 h" {
		t.Error(got)
	}
}

func TestSinceFallsBackToUTC(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 2, 23, 10, 10, 0, 0, time.FixedZone("Berlin", 3600))
	if got, want := since(at), "<!date^1771837800^{date_short_pretty} at {time}|23 Feb 09:10 UTC>"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAmount(t *testing.T) {
	t.Parallel()
	for want, m := range map[string]sla.Money{
		"99.50 EUR":          {Minor: 9950, Currency: "EUR"},
		"0.05 EUR":           {Minor: 5, Currency: "EUR"},
		"0 EUR":              {Currency: "EUR"},
		"12\u202f500 EUR":    {Minor: 1250000, Currency: "EUR"},
		"999 EUR":            {Minor: 99900, Currency: "EUR"},
		"1\u202f000.01 EUR":  {Minor: 100001, Currency: "EUR"},
		"150\u202f000 JPY":   {Minor: 150000, Currency: "JPY"},
		"5 JPY":              {Minor: 5, Currency: "JPY"},
		"1\u202f234.567 KWD": {Minor: 1234567, Currency: "KWD"},
		"0.001 KWD":          {Minor: 1, Currency: "KWD"},
		"92\u202f233\u202f720\u202f368\u202f547\u202f758.07 USD": {Minor: 9223372036854775807, Currency: "USD"},
		"−0.05 EUR":       {Minor: -5, Currency: "EUR"},
		"−1\u202f234 EUR": {Minor: -123400, Currency: "EUR"},
	} {
		if got := amount(m); got != want {
			t.Errorf("amount(%+v) = %q, want %q", m, got, want)
		}
	}
}

func TestAnchorShowsWhereItGoes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://kessel.example/a?b=1&c=2":       "<https://kessel.example/a?b=1&amp;c=2|kessel.example>",
		"http://kessel.example:8080":             "<http://kessel.example:8080|kessel.example:8080>",
		"https://me:secret@kessel.example/":      "<https://kessel.example/|kessel.example>",
		"https://kessel.example/?a=<!here>|good": "<https://kessel.example/?a=%3C!here%3E%7Cgood|kessel.example>",
		"javascript:alert(1)":                    "",
		"kessel.example":                         "",
		"https://":                               "",
		"https://<!here>/":                       "&lt;!here&gt;",
		"https://müller.example/":                "müller.example",
		"https://-kessel.example":                "-kessel.example",
		"::":                                     "",
	} {
		if got := anchor(in); got != want {
			t.Errorf("anchor(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAddressIsALinkOnlyIfUsual(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"mara.lindt+x@kessel.example": "<mailto:mara.lindt+x@kessel.example|mara.lindt+x@kessel.example>",
		"<!here>@kessel.example":      "&lt;!here&gt;@kessel.example",
		"a|b@kessel.example":          "a|b@kessel.example",
		"märä@kessel.example":         "märä@kessel.example",
		"":                            "",
	} {
		if got := address(in); got != want {
			t.Errorf("address(%q) = %q, want %q", in, got, want)
		}
	}
}
