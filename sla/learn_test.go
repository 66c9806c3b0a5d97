package sla_test

import (
	"testing"

	"leadpact/sla"
)

func whole() sla.Details {
	score := 84.0
	return sla.Details{
		Name: "Mara Lindt", Email: "mara@kessel.example", Phone: "+49 30 1", Company: "Kessel AG", Title: "COO", Country: "DE",
		Source: "website", Side: sla.SideSales, Campaign: "spring", Action: "white paper", Message: "Replace our planner.",
		Score: &score, Value: sla.Money{Minor: 100, Currency: "EUR"}, Links: []string{"https://crm.example/1"}, Extra: map[string]string{"utm": "x"},
	}
}

func TestANoteFillsBlanks(t *testing.T) {
	thin := &sla.Arrival{Cause: "d#0", ExternalID: "hubspot:7", Details: sla.Details{Name: "  ", Source: "hubspot"}}
	l := fresh(thin)
	must(t, l.Note(&sla.Arrival{Cause: "d#1", Details: whole()}, monday, nil))
	want := whole()
	want.Source, want.Side, want.Campaign, want.Extra = "hubspot", sla.SideMarketing, "", nil
	wantEqual(t, "the details", l.Details, want)
	if !l.History[1].Learnt {
		t.Error("nothing was learnt")
	}
}

func TestANoteReplacesNothing(t *testing.T) {
	zero := 0.0
	known := whole()
	known.Score = &zero
	l := fresh(&sla.Arrival{Cause: "d#0", ExternalID: "hubspot:7", Details: known})
	other := sla.Details{
		Name: "M. L.", Email: "other@kessel.example", Phone: "2", Company: "Other", Title: "CEO", Country: "AT", Source: "fair", Side: sla.SideMarketing,
		Campaign: "autumn", Action: "newsletter", Message: "Hello.", Score: new(float64), Value: sla.Money{Minor: 2, Currency: "USD"}, Links: []string{"x"},
	}
	must(t, l.Note(&sla.Arrival{Cause: "d#1", Details: other}, monday, nil))
	wantEqual(t, "the details", l.Details, known)
	wantEqual(t, "what was brought", *l.History[1].Brought, other)
	if l.History[1].Learnt || *l.Score != 0 {
		t.Errorf("learnt: %v, score %v", l.History[1].Learnt, *l.Score)
	}
}

func TestBlanksTeachNothing(t *testing.T) {
	l := fresh(&sla.Arrival{Cause: "d#0", ExternalID: "hubspot:7"})
	must(t, l.Note(&sla.Arrival{Cause: "d#1", ExternalID: "  ", Details: sla.Details{Name: " ", Email: " ", Message: "\n"}}, monday, nil))
	wantEqual(t, "the details", l.Details, sla.Details{Side: sla.SideMarketing})
	wantEqual(t, "the ids", l.ExternalIDs, []string{"hubspot:7"})
	if l.History[1].Learnt {
		t.Error("blanks were learnt")
	}
}

func TestAScoreOfZeroIsKnown(t *testing.T) {
	l := fresh(&sla.Arrival{Cause: "d#0", ExternalID: "hubspot:7"})
	zero := 0.0
	must(t, l.Note(&sla.Arrival{Cause: "d#1", Details: sla.Details{Score: &zero}}, monday, nil))
	if l.Score == nil || *l.Score != 0 || !l.History[1].Learnt {
		t.Errorf("the score is %v", l.Score)
	}
}

func TestSeveralIDsPerPersonAreKept(t *testing.T) {
	l := fresh(mara("d#0"))
	for i, external := range []string{"hubspot:7", "crm:1", " hubspot:7 ", "", "hubspot:8"} {
		must(t, l.Note(&sla.Arrival{Cause: "n" + string(rune('0'+i)), ExternalID: external}, monday, nil))
	}
	wantEqual(t, "the ids", l.ExternalIDs, []string{"crm:1", "hubspot:7", "hubspot:8"})
	wantEqual(t, "the keys", l.Keys(), []string{"id:crm:1", "id:hubspot:7", "id:hubspot:8", "email:mara@kessel.example"})
}

func TestIdentityIsNotLearntInDoubt(t *testing.T) {
	l := fresh(&sla.Arrival{Cause: "d#0", ExternalID: "hubspot:7"})
	must(t, l.Note(mara("d#1"), monday, []string{id(2)}))
	wantEqual(t, "the keys", l.Keys(), []string{"id:hubspot:7"})
	wantEqual(t, "the other lead", l.History[1].Also, []string{id(2)})
	if l.Name != "Mara Lindt" {
		t.Errorf("the name is %q", l.Name)
	}
}
