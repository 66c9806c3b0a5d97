package sla_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"leadpact/sla"
)

func TestCalled(t *testing.T) {
	whole := sla.Details{Name: " Mara Lindt ", Company: "Kessel AG", Email: "mara@kessel.example", Phone: "+49 30 1"}
	without := func(blank string, n int) *sla.Arrival {
		d := whole
		for _, s := range []*string{&d.Name, &d.Company, &d.Email, &d.Phone}[:n] {
			*s = blank
		}
		return &sla.Arrival{Cause: "d", ExternalID: "hubspot:123", Details: d}
	}
	for n, want := range []string{"Mara Lindt", "Kessel AG", "mara@kessel.example", "+49 30 1", "Contact 123"} {
		for _, blank := range []string{"", "   ", "\u00a0\t", "\u200b\u2060", "\u3164\x00"} {
			if got := fresh(without(blank, n)).Called(); got != want {
				t.Errorf("with %d names %q it is called %q, want %q", n, blank, got, want)
			}
		}
	}
	nobody := without("", 4)
	nobody.ExternalID = ""
	if got := fresh(nobody).Called(); got != "Lead "+id(1) {
		t.Errorf("who is not known at all is called %q", got)
	}
	long := fresh(&sla.Arrival{Cause: "d", Details: sla.Details{Name: strings.Repeat("\u200b", 90) + "Mara\n" + strings.Repeat("ä ", 200)}})
	if got := long.Called(); utf8.RuneCountInString(got) > 80 || !strings.HasPrefix(got, "Mara ä") || !strings.HasSuffix(got, "ä…") {
		t.Errorf("a name without end is called %q", got)
	}
}

func TestALeadSurvivesItsJSON(t *testing.T) {
	zero := 0.0
	a := mara("d#0")
	a.Score, a.Links, a.Extra = &zero, []string{"https://crm.example/1"}, map[string]string{"utm": "x"}
	a.Value, a.QualifiedAt = sla.Money{Minor: 5, Currency: "EUR"}, monday.Add(-hour)
	l := fresh(a)
	must(t, l.Claim(ana, monday.Add(minute), "c1"))
	must(t, l.Park("is_archived", monday.Add(2*minute)))
	must(t, l.Note(ola("n1"), monday.Add(3*minute), []string{id(9)}))
	text, err := json.Marshal(l)
	must(t, err)
	back := new(sla.Lead)
	must(t, json.Unmarshal(text, back))
	wantEqual(t, "the lead", back, l)
	if back.Score == nil || *back.Score != 0 {
		t.Errorf("the score 0 came back as %v", back.Score)
	}
	for _, absent := range []string{"closed_at", "visible_at", "counted\":{}", "0001-01-01"} {
		if strings.Contains(string(text), absent) {
			t.Errorf("what is not known is written: %s in %s", absent, text)
		}
	}
}

func TestTimesAreKeptInUTC(t *testing.T) {
	a := mara("d#0")
	a.QualifiedAt = monday.Add(-hour).In(zone(t, "Asia/Tokyo"))
	l := sla.NewLead(id(1), a, monday.In(zone(t, "America/New_York")), nil)
	must(t, l.Claim(ana, monday.Add(hour).In(zone(t, "Asia/Kolkata")), "c1"))
	must(t, l.Park("is_archived", monday.In(zone(t, "Asia/Kolkata"))))
	text, err := json.Marshal(l)
	must(t, err)
	if s := string(text); strings.Contains(s, "+0") || strings.Contains(s, "-05:00") || strings.Contains(s, "-04:00") {
		t.Errorf("not every time is in UTC: %s", s)
	}
}
