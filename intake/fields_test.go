package intake_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
)

func TestEveryFieldIsRead(t *testing.T) {
	h := newHouse(t)
	got := h.post(t, `{"id":"crm-7","name":" Mara Lindt ","email":"Mara@Example.com","company":"Kessel AG","title":"COO","phone":"+49 30 1",
		"country":"DE","source":"website","side":"sales","score":84.5,"campaign":"spring","action":"demo request","message":"Line one\nLine\ttwo",
		"value":"1200.50","currency":"eur","qualified_at":"2026-05-27T16:03:00+02:00","links":["https://example.com/a?b=c"],
		"employees":250,"newsletter":true,"tags":[ "a", {"b" : 1} ],"note":"x","nothing":null,"blank":" "}`)
	if got.Status != http.StatusOK {
		t.Fatalf("answered %d %s", got.Status, got.Body)
	}
	want := sla.Arrival{
		Cause: h.kept[0].ID + "#0", ExternalID: "crm-7", QualifiedAt: time.Date(2026, 5, 27, 14, 3, 0, 0, time.UTC),
		Details: sla.Details{
			Name: "Mara Lindt", Email: "Mara@Example.com", Company: "Kessel AG", Title: "COO", Phone: "+49 30 1", Country: "DE",
			Source: "website", Side: sla.SideSales, Score: new(84.5), Campaign: "spring", Action: "demo request",
			Message: "Line one\nLine\ttwo", Value: sla.Money{Minor: 120050, Currency: "EUR"}, Links: []string{"https://example.com/a?b=c"},
			Extra: map[string]string{"employees": "250", "newsletter": "true", "tags": `["a",{"b":1}]`, "note": "x"},
		},
	}
	if diff := cmp.Diff(want, *h.only(t)); diff != "" {
		t.Error(diff)
	}
}

func TestFieldRules(t *testing.T) {
	long := func(n int) string { return `"` + strings.Repeat("ä", n) + `"` }
	for _, test := range []struct{ fields, blamed string }{
		{`"name":5`, "name"},
		{`"company":true`, "company"},
		{`"title":{"a":1}`, "title"},
		{`"country":["DE"]`, "country"},
		{`"source":1`, "source"},
		{`"campaign":false`, "campaign"},
		{`"action":{}`, "action"},
		{`"message":12`, "message"},
		{`"name":null,"title":null,"score":null,"links":null,"side":null,"value":null,"qualified_at":null`, ""},
		{`"name":` + long(200), ""},
		{`"name":` + long(201), "name"},
		{`"company":` + long(201), "company"},
		{`"title":` + long(201), "title"},
		{`"country":` + long(60), ""},
		{`"country":` + long(61), "country"},
		{`"message":` + long(10_000), ""},
		{`"message":` + long(10_001), "message"},
		{`"id":` + long(201), "id"},
		{`"side":"Marketing"`, ""},
		{`"side":"partner"`, "side"},
		{`"side":1`, "side"},
		{`"score":"84"`, ""},
		{`"score":"-1.5e3"`, ""},
		{`"score":""`, ""},
		{`"score":"NaN"`, "score"},
		{`"score":"Inf"`, "score"},
		{`"score":1e999`, "score"},
		{`"score":"0x10"`, "score"},
		{`"score":"1_000"`, "score"},
		{`"score":[1]`, "score"},
		{`"value":1200`, "currency"},
		{`"value":1200,"currency":"EUR"`, ""},
		{`"currency":"EUR"`, ""},
		{`"value":"12.345","currency":"EUR"`, "value"},
		{`"value":-1,"currency":"EUR"`, "value"},
		{`"value":1e3,"currency":"EUR"`, "value"},
		{`"value":"1200,50","currency":"EUR"`, "value"},
		{`"value":1,"currency":"euros"`, "currency"},
		{`"value":1,"currency":978`, "currency currency"},
		{`"value":{"amount":1}`, "value"},
		{`"value":"` + strings.Repeat("9", 41) + `","currency":"EUR"`, "value"},
		{`"links":[]`, ""},
		{`"links":"https://example.com"`, ""},
		{`"links":["javascript:alert(1)"]`, "links"},
		{`"links":["https://bank.example@evil.example"]`, "links"},
		{`"links":["https://"]`, "links"},
		{`"links":["https://exa mple.com"]`, "links"},
		{`"links":["example.com"]`, "links"},
		{`"links":[1,null,""]`, "links"},
		{`"links":{"a":"https://example.com"}`, "links"},
		{`"links":["https://example.com/` + strings.Repeat("a", 2000) + `"]`, "links"},
		{`"links":[` + strings.Repeat(`"https://example.com",`, 10) + `"https://example.com"]`, "links"},
		{`"note":` + long(2000), ""},
		{`"note":` + long(2001), "note"},
		{`"":"x"`, ""},
		{long(201) + `:1`, strings.Repeat("ä", 60) + "…"},
		{`"Name":5`, ""},
	} {
		t.Run(fmt.Sprintf("%.40s", test.fields), func(t *testing.T) {
			h := newHouse(t)
			got := h.post(t, `{"phone":"1",`+test.fields+`}`)
			want, status := "", http.StatusOK
			if test.blamed != "" || strings.HasPrefix(test.fields, `"":`) {
				status = http.StatusBadRequest
				want = "0:" + strings.ReplaceAll(test.blamed, " ", " 0:")
			}
			if got.Status != status || got.blamed() != want {
				t.Errorf("answered %d, blamed %q, want %d and %q: %.300s", got.Status, got.blamed(), status, want, got.Body)
			}
		})
	}
}

func TestWhoThePersonIs(t *testing.T) {
	for _, test := range []struct{ lead, blamed string }{
		{`{"name":"Mara"}`, "0:id"},
		{`{"id":"","email":" ","phone":null}`, "0:id"},
		{`{"id":"\u0000\u0001"}`, "0:id"},
		{`{"id":" 7 "}`, ""},
		{`{"phone":4930123}`, ""},
		{`{"phone":true}`, "0:phone"},
		{`{"id":{}}`, "0:id"},
		{`{"email":5}`, "0:email"},
		{`{"email":"mara@example.com"}`, ""},
		{`{"email":" mara+x.y@sub.example.co.uk "}`, ""},
		{`{"email":"márá@exämple.com"}`, ""},
		{`{"email":"mara"}`, "0:email"},
		{`{"email":"mara@"}`, "0:email"},
		{`{"email":"@example.com"}`, "0:email"},
		{`{"email":"mara@localhost"}`, "0:email"},
		{`{"email":"mara@example..com"}`, "0:email"},
		{`{"email":"mara@.example.com"}`, "0:email"},
		{`{"email":"mara@example.com."}`, "0:email"},
		{`{"email":"a@b@example.com"}`, "0:email"},
		{`{"email":"Mara <mara@example.com>"}`, "0:email"},
		{`{"email":"mara@example.com, ben@example.com"}`, "0:email"},
		{`{"email":"mára lindt@example.com"}`, "0:email"},
		{`{"email":"` + strings.Repeat("a", 243) + `@example.com"}`, "0:email"},
		{`{"phone":"` + strings.Repeat("1", 51) + `"}`, "0:phone"},
		{`{"phone":` + strings.Repeat("1", 51) + `}`, "0:phone"},
	} {
		if got := newHouse(t).post(t, test.lead); got.blamed() != test.blamed {
			t.Errorf("%s: blamed %q, want %q", test.lead, got.blamed(), test.blamed)
		}
	}
}

func TestTextIsCleaned(t *testing.T) {
	h := newHouse(t)
	h.post(t, `{"id":" a\u0007b ","name":"Mara\u0000\nLindt\u200d\u0085","phone":1.50,"message":" one\r\ntwo\u001b[31m ","a\tb":"x\ny"}`)
	a := h.only(t)
	for name, got := range map[string][2]string{
		"id": {a.ExternalID, "ab"}, "name": {a.Name, "Mara Lindt\u200d"}, "phone": {a.Phone, "1.50"},
		"message": {a.Message, "one\ntwo[31m"}, "extra": {a.Extra["a b"], "x y"},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is %q, want %q", name, got[0], got[1])
		}
	}
}

func TestExtraFieldsAreBounded(t *testing.T) {
	lead := func(n int) string {
		var b strings.Builder
		b.WriteString(`{"phone":"1"`)
		for i := range n {
			fmt.Fprintf(&b, `,"x%d":"y"`, i)
		}
		return b.String() + `,"x0":"again"}`
	}
	h := newHouse(t)
	if got := h.post(t, lead(50)); got.Status != http.StatusOK || h.only(t).Extra["x0"] != "again" {
		t.Errorf("50 extra fields: %d %s", got.Status, got.Body)
	}
	if got := h.post(t, lead(51)); got.Status != http.StatusBadRequest || got.blamed() != "0:x50" {
		t.Errorf("51 extra fields: %d, blamed %q", got.Status, got.blamed())
	}
}

func TestWhenItQualified(t *testing.T) {
	at := time.Date(2026, 5, 27, 14, 3, 0, 0, time.UTC)
	for written, want := range map[string]time.Time{
		`"2026-05-27T14:03:00Z"`:          at,
		`"2026-05-27T16:03:00.25+02:00"`:  at.Add(250 * time.Millisecond),
		fmt.Sprint(at.Unix()):             at,
		fmt.Sprint(at.UnixMilli()):        at,
		fmt.Sprint(at.Unix()) + ".5":      at.Add(500 * time.Millisecond),
		`"` + fmt.Sprint(at.Unix()) + `"`: at,
		`""`:                              {},
		`"2026-05-28T14:04:00Z"`:          now.Add(24*time.Hour - time.Minute),
		`946684800000`:                    time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
		`"2000-01-01T00:00:00Z"`:          time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		h := newHouse(t)
		if got := h.post(t, `{"phone":"1","qualified_at":`+written+`}`); got.Status != http.StatusOK {
			t.Errorf("%s: answered %d %s", written, got.Status, got.Body)
			continue
		}
		if got := h.only(t).QualifiedAt; !got.Equal(want) || got.Location() != time.UTC {
			t.Errorf("%s was read as %v, want %v", written, got, want)
		}
	}
	for written, says := range map[string]string{
		`"2026-05-27"`: "zone", `"2026-05-27 14:03"`: "zone", `"yesterday"`: "zone", `"1.2.3"`: "zone", `"."`: "zone",
		`-5`: "zone", `1e99`: "zone", `"` + strings.Repeat("0", 50) + `1"`: "zone", `9999999999999999999`: "zone",
		`1000`: "2000", `"1999-12-31T23:59:59Z"`: "2000", `"2026-05-28T14:06:00Z"`: "future", `1790000000000`: "future",
		`true`: "true or false", `[1]`: "an array", `{}`: "an object",
	} {
		got := newHouse(t).post(t, `{"phone":"1","qualified_at":`+written+`}`)
		if got.blamed() != "0:qualified_at" || !strings.Contains(got.Body, says) {
			t.Errorf("%s: answered %d %s", written, got.Status, got.Body)
		}
	}
}
