package sla_test

import (
	"testing"

	"leadpact/sla"
)

func TestKeys(t *testing.T) {
	for name, c := range map[string]struct {
		ids   []string
		email string
		want  []string
	}{
		"nothing":               {nil, "", []string{}},
		"blanks":                {[]string{"", "  "}, " \t", []string{}},
		"an id":                 {[]string{" hubspot:7 "}, "", []string{"id:hubspot:7"}},
		"ids keep their case":   {[]string{"Ab", "aB"}, "", []string{"id:Ab", "id:aB"}},
		"an email":              {nil, " Mara@Kessel.EXAMPLE ", []string{"email:mara@kessel.example"}},
		"plus and dots stay":    {nil, "m.a+demo@x.example", []string{"email:m.a+demo@x.example"}},
		"each once":             {[]string{"7", "7 ", "8"}, "a@b.example", []string{"id:7", "id:8", "email:a@b.example"}},
		"an id like an address": {[]string{"a@b.example"}, "a@b.example", []string{"id:a@b.example", "email:a@b.example"}},
	} {
		t.Run(name, func(t *testing.T) { wantEqual(t, "the keys", sla.Keys(c.ids, c.email), c.want) })
	}
}

func TestNormalEmail(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		" Mara@Kessel.Example\n": "mara@kessel.example",
		"ÄRGER@STRASSE.EXAMPLE":  "ärger@strasse.example",
	} {
		if got := sla.NormalEmail(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestNobodyElseIsFoundByABlank(t *testing.T) {
	a := &sla.Arrival{Cause: "d#0", ExternalID: " ", Details: sla.Details{Email: " ", Phone: "+49 30 1"}}
	l := fresh(a)
	wantEqual(t, "the arrival's keys", a.Keys(), []string{})
	wantEqual(t, "the keys it is held by", a.HoldKeys(), []string{"cause:d#0"})
	wantEqual(t, "the lead's keys", l.Keys(), []string{"cause:d#0"})
}

func TestALeadIsHeldByItsArrivalsKeys(t *testing.T) {
	for _, a := range []*sla.Arrival{mara("d#0"), ola("d#1"), {Cause: "d#2", ExternalID: " hubspot:7"}, {Cause: "d#3", Details: sla.Details{Phone: "1"}}} {
		wantEqual(t, "the keys", fresh(a).Keys(), a.HoldKeys())
	}
}
