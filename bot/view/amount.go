package view

import (
	"fmt"
	"strings"

	"leadpact/sla"
)

// amount writes money with its currency's decimals and thin groups of three:
// 12 500.00 EUR.
func amount(m sla.Money) string {
	digits := sla.Digits(m.Currency)
	s := fmt.Sprintf("%0*d", digits+1, m.Minor)
	whole, frac := s[:len(s)-digits], s[len(s)-digits:]
	var groups []string
	for len(whole) > 3 {
		groups = append([]string{whole[len(whole)-3:]}, groups...)
		whole = whole[:len(whole)-3]
	}
	out := strings.Join(append([]string{whole}, groups...), "\u202f")
	if frac != "" {
		out += "." + frac
	}
	return out + " " + m.Currency
}
