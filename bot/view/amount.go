package view

import (
	"fmt"
	"strings"

	"leadpact/sla"
)

// amount writes money with thin groups of three and, unless they are all zero,
// its currency's decimals: 12 500 EUR, 99.50 EUR.
func amount(m sla.Money) string {
	digits := sla.Digits(m.Currency)
	s, sign := fmt.Sprintf("%0*d", digits+1, m.Minor), ""
	if m.Minor < 0 {
		s, sign = fmt.Sprintf("%0*d", digits+2, m.Minor)[1:], "−"
	}
	whole, frac := s[:len(s)-digits], s[len(s)-digits:]
	var groups []string
	for len(whole) > 3 {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
		whole = whole[:len(whole)-3]
	}
	out := sign + strings.Join(append([]string{whole}, groups...), "\u202f")
	if strings.Trim(frac, "0") != "" {
		out += "." + frac
	}
	return out + " " + m.Currency
}
