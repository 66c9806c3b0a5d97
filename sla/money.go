package sla

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Money is an exact amount: minor units (cents) and an ISO 4217 code.
type Money struct {
	Minor    int64  `json:"minor,omitempty"`
	Currency string `json:"currency,omitempty"`
}

// digits holds the currencies whose minor unit is not a hundredth (ISO 4217).
var digits = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
	"UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
	"CLF": 4, "UYW": 4,
}

// Digits returns how many decimals the currency's amounts have.
func Digits(currency string) int {
	if n, ok := digits[currency]; ok {
		return n
	}
	return 2
}

// ParseMoney reads a plain decimal such as 1200 or 99.50. It refuses what the
// currency cannot hold exactly, so that no amount is ever rounded on entry.
func ParseMoney(amount, currency string) (Money, error) {
	code := strings.ToUpper(strings.TrimSpace(currency))
	if len(code) != 3 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return Money{}, fmt.Errorf("%q is no currency: write its three letters, such as EUR", currency)
	}
	whole, frac, point := strings.Cut(strings.TrimSpace(amount), ".")
	if !allDigits(whole) || point && !allDigits(frac) {
		return Money{}, fmt.Errorf("%q is no amount: write digits and at most one decimal point, such as 1200.50", amount)
	}
	frac = strings.TrimRight(frac, "0")
	if len(frac) > Digits(code) {
		return Money{}, fmt.Errorf("%q has more decimals than %s has", amount, code)
	}
	frac += strings.Repeat("0", Digits(code)-len(frac))
	minor, err := strconv.ParseInt(whole+frac, 10, 64)
	if err != nil || minor > math.MaxInt64/1000 {
		return Money{}, fmt.Errorf("%q is too large an amount", amount)
	}
	return Money{Minor: minor, Currency: code}, nil
}

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
