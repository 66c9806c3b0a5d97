package intake

import (
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

func (f *form) side(field string, v gjson.Result) sla.Side {
	if v.Type == gjson.String {
		switch side := sla.Side(strings.ToLower(strings.TrimSpace(v.Str))); side {
		case sla.SideMarketing, sla.SideSales, "":
			return side
		}
	}
	f.fault(field, "side is neither marketing nor sales. Send one of the two, or leave it out for marketing.")
	return ""
}

// score reads a finite number, also one in quotes.
func (f *form) score(field string, v gjson.Result) *float64 {
	written := f.number(field, v)
	if written == "" {
		return nil
	}
	n, err := strconv.ParseFloat(written, 64)
	if err != nil || strings.Trim(written, "0123456789+-.eE") != "" {
		f.fault(field, "score is not a number. Send one such as 84 or 12.5.")
		return nil
	}
	return &n
}

// amount reads a decimal as it is written; money works out what it is worth.
func (f *form) amount(field string, v gjson.Result) string { return f.number(field, v) }

// number returns a number as it is written, with or without quotes.
func (f *form) number(field string, v gjson.Result) string {
	switch v.Type {
	case gjson.Number:
		return f.fits(field, v.Raw, mostAmount)
	case gjson.String:
		return f.fits(field, oneLine(v.Str), mostAmount)
	default:
		f.fault(field, "%s must be a number, but it is %s. Send a number, or leave it out.", field, kindOf(v))
		return ""
	}
}

// money puts value and currency together. A currency alone says nothing.
func (f *form) money() {
	if f.value == "" {
		return
	}
	if f.currency == "" {
		f.fault("currency", "value needs its currency. Send currency too, such as EUR.")
		return
	}
	m, err := sla.ParseMoney(f.value, f.currency)
	if err == nil {
		f.arrival.Value = m
		return
	}
	field := "value"
	if _, wrong := sla.ParseMoney("0", f.currency); wrong != nil {
		field = "currency"
	}
	f.fault(field, "%s.", err)
}
