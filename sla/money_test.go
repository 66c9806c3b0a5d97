package sla_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"leadpact/sla"
)

func TestParseMoney(t *testing.T) {
	for _, c := range []struct {
		amount, currency string
		want             sla.Money
	}{
		{"1200", "EUR", sla.Money{Minor: 120_000, Currency: "EUR"}},
		{"99.50", "EUR", sla.Money{Minor: 9_950, Currency: "EUR"}},
		{"99.5", "eur", sla.Money{Minor: 9_950, Currency: "EUR"}},
		{" 0.01\n", " Usd ", sla.Money{Minor: 1, Currency: "USD"}},
		{"0", "EUR", sla.Money{Currency: "EUR"}},
		{"0.00", "EUR", sla.Money{Currency: "EUR"}},
		{"007.10", "EUR", sla.Money{Minor: 710, Currency: "EUR"}},
		{"1.2300000", "EUR", sla.Money{Minor: 123, Currency: "EUR"}},
		{"1500", "JPY", sla.Money{Minor: 1_500, Currency: "JPY"}},
		{"1500.00", "JPY", sla.Money{Minor: 1_500, Currency: "JPY"}},
		{"0.001", "KWD", sla.Money{Minor: 1, Currency: "KWD"}},
		{"1.0001", "CLF", sla.Money{Minor: 10_001, Currency: "CLF"}},
		{"1", "XYZ", sla.Money{Minor: 100, Currency: "XYZ"}},
		{"9223372036854775", "JPY", sla.Money{Minor: math.MaxInt64 / 1000, Currency: "JPY"}},
	} {
		got, err := sla.ParseMoney(c.amount, c.currency)
		if err != nil || got != c.want {
			t.Errorf("%q %q is %+v, %v; want %+v", c.amount, c.currency, got, err, c.want)
		}
	}
}

func TestParseMoneyRefuses(t *testing.T) {
	for _, c := range []struct{ amount, currency, says string }{
		{"", "EUR", "no amount"},
		{" ", "EUR", "no amount"},
		{".", "EUR", "no amount"},
		{".5", "EUR", "no amount"},
		{"5.", "EUR", "no amount"},
		{"-5", "EUR", "no amount"},
		{"-0", "EUR", "no amount"},
		{"+5", "EUR", "no amount"},
		{"1,200", "EUR", "no amount"},
		{"1.500,00", "EUR", "no amount"},
		{"1 200", "EUR", "no amount"},
		{"1_200", "EUR", "no amount"},
		{"1.2.3", "EUR", "no amount"},
		{"1e3", "EUR", "no amount"},
		{"1e309", "EUR", "no amount"},
		{"NaN", "EUR", "no amount"},
		{"Inf", "EUR", "no amount"},
		{"0x10", "EUR", "no amount"},
		{"١٢٣", "EUR", "no amount"},
		{"１２", "EUR", "no amount"},
		{"1.²", "EUR", "no amount"},
		{"12€", "EUR", "no amount"},
		{"1.0x00", "EUR", "no amount"},
		{"--", "EUR", "no amount"},
		{"0.001", "EUR", "more decimals than EUR has"},
		{"1.5", "JPY", "more decimals than JPY has"},
		{"1.0000001", "KWD", "more decimals than KWD has"},
		{"9999999999999999999", "EUR", "too large"},
		{"9223372036854776", "JPY", "too large"},
		{strings.Repeat("9", 400), "EUR", "too large"},
		{"1", "", "no currency"},
		{"1", "EURO", "no currency"},
		{"1", "€", "no currency"},
		{"1", "E1R", "no currency"},
		{"1", "ÄÖÜ", "no currency"},
		{"", "", "no currency"},
		{"1", "E R", "no currency"},
		{"1", "EU", "no currency"},
	} {
		got, err := sla.ParseMoney(c.amount, c.currency)
		if err == nil || got != (sla.Money{}) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%.40q %q is %+v, %v; want that it is %s", c.amount, c.currency, got, err, c.says)
		}
	}
}

func TestParseMoneyReadsWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SampledFrom([]string{"EUR", "JPY", "KWD", "CLF", "USD"}).Draw(t, "currency")
		minor := rapid.Int64Range(0, math.MaxInt64/1000).Draw(t, "minor")
		written := fmt.Sprintf("%0*d", sla.Digits(code)+1, minor)
		cut := len(written) - sla.Digits(code)
		if sla.Digits(code) > 0 {
			written = written[:cut] + "." + written[cut:]
		}
		if got, err := sla.ParseMoney(written, code); err != nil || got != (sla.Money{Minor: minor, Currency: code}) {
			t.Fatalf("%s %s is %+v, %v", written, code, got, err)
		}
	})
}

func FuzzParseMoney(f *testing.F) {
	for _, s := range []string{"1200.50", "1e309", "-1", "NaN", "0.001", "9999999999999999999", ".5", "5.", "1,200", "١"} {
		f.Add(s, "EUR")
	}
	f.Fuzz(func(t *testing.T, amount, currency string) {
		m, err := sla.ParseMoney(amount, currency)
		if err != nil {
			if m != (sla.Money{}) {
				t.Errorf("%q %q is refused, and is %+v", amount, currency, m)
			}
			return
		}
		if m.Minor < 0 || len(m.Currency) != 3 || m.Currency != strings.ToUpper(m.Currency) {
			t.Errorf("%q %q is %+v", amount, currency, m)
		}
	})
}

func TestDigits(t *testing.T) {
	for code, want := range map[string]int{"EUR": 2, "USD": 2, "JPY": 0, "KRW": 0, "BHD": 3, "UYW": 4, "": 2} {
		if got := sla.Digits(code); got != want {
			t.Errorf("%s has %d decimals, want %d", code, got, want)
		}
	}
}
