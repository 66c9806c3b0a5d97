package intake_test

import (
	"net/http"
	"testing"
	"unicode/utf8"

	"leadpact/sla"
)

// checkKept holds what must be true of all that reaches the store, whatever
// was sent.
func checkKept(t *testing.T, h *house, got *reply) {
	t.Helper()
	if got.Status != http.StatusOK && got.Status != http.StatusBadRequest && got.Status != http.StatusUnauthorized {
		t.Errorf("answered %d", got.Status)
	}
	if got.Status != http.StatusOK && len(h.kept) > 0 {
		t.Error("something was saved of what was refused")
	}
	for _, d := range h.kept {
		if d.ID == "" || len(d.Arrivals) == 0 || len(d.Arrivals) > 1000 {
			t.Errorf("delivery %q with %d arrivals", d.ID, len(d.Arrivals))
		}
		for i := range d.Arrivals {
			checkArrival(t, &d.Arrivals[i])
		}
	}
}

func checkArrival(t *testing.T, a *sla.Arrival) {
	t.Helper()
	if a.Cause == "" || a.ExternalID == "" && a.Email == "" && a.Phone == "" {
		t.Errorf("nobody: %+v", a)
	}
	if a.Value != (sla.Money{}) && a.Value.Currency == "" || len(a.Links) > 10 || len(a.Extra) > 50 {
		t.Errorf("out of bounds: %+v", a)
	}
	words := []string{a.ExternalID, a.Name, a.Email, a.Phone, a.Company, a.Title, a.Country, a.Source, a.Campaign, a.Action}
	for key, value := range a.Extra {
		words = append(words, key, value)
	}
	for _, s := range words {
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > 2000 {
			t.Errorf("bad text %.100q", s)
		}
		for _, r := range s {
			if r < ' ' || r == 0x7f {
				t.Errorf("control character in %q", s)
			}
		}
	}
}

func FuzzLeads(f *testing.F) {
	f.Add(typicalLead(1))
	f.Add("[" + typicalLead(1) + ",{},7,null]")
	f.Add(`{"id":1e5,"score":"\ud800","links":[[]],"x":{"a":[1, 2]},"value":1,"currency":"JPY"}`)
	f.Add(`{"email":"\u0000","phone":[],"qualified_at":1e20,"side":"\u2028"}`)
	f.Add("\ufeff[[[[[[")
	f.Fuzz(func(t *testing.T, body string) {
		h := newHouse(t)
		checkKept(t, h, h.post(t, body))
	})
}

func FuzzHubSpot(f *testing.F) {
	f.Add("[" + becameMQL(7, 1, 0) + ",{},[],null]")
	f.Add(`{"vid":7,"portal-id":1,"properties":{"lifecyclestage":{"value":"marketingqualifiedlead","versions":[{"value":"x"},7,{"timestamp":{}}]}}}`)
	f.Add(`{"id":"8","properties":{"email":"a@example.com"},"propertiesWithHistory":[]}`)
	f.Add(`{"email":"a@example.com","associated-company":{"properties":[]},"":{"value":1}}`)
	f.Fuzz(func(t *testing.T, body string) {
		h := newHouse(t)
		checkKept(t, h, h.hook(t, body))
	})
}
