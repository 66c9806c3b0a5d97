package intake_test

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
)

func testdata(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTheContactOfAWorkflowsAction(t *testing.T) {
	full := sla.Arrival{
		ExternalID: "hubspot:4502", QualifiedAt: time.Date(2026, 5, 27, 14, 3, 0, 0, time.UTC),
		Details: sla.Details{
			Name: "Mara Lindt", Email: "mara@example.com", Phone: "+49 30 1234567", Company: "Kessel AG", Title: "COO", Country: "Germany",
			Source: "paid search", Side: sla.SideMarketing, Campaign: "spring", Action: "Demo request: contact form", Message: "Replace our planner by March.",
			Score: new(84.0), Links: []string{"https://app.hubspot.com/contacts/62515/record/0-1/4502"},
		},
	}
	flat := full
	flat.Extra = map[string]string{"region": "north", "employees": "250"}
	for file, want := range map[string]sla.Arrival{"contact_v1.json": full, "contact_v3.json": full, "contact_flat.json": flat} {
		t.Run(file, func(t *testing.T) {
			h := newHouse(t)
			if got := h.hook(t, testdata(t, file)); got.outcomes() != "created" {
				t.Fatalf("answered %d %s", got.Status, got.Body)
			}
			want.Cause = "hubspot:contact:62515:4502:marketingqualifiedlead:1779890580000#0"
			if diff := cmp.Diff(want, *h.only(t)); diff != "" {
				t.Error(diff)
			}
			if h.kept[0].Hashed {
				t.Error("its id was made of the words, though the contact and the time are known")
			}
		})
	}
}

func TestAContactIsNotLostForWhatIsWrongWithIt(t *testing.T) {
	h := newHouse(t)
	h.hook(t, `{"vid":7,"firstname":"Mara","email":"mara","hubspotscore":"high"}`)
	a := h.only(t)
	if a.ExternalID != "hubspot:7" || a.Name != "Mara" || a.Email != "" || a.Score != nil {
		t.Errorf("kept %+v", a)
	}
	if said := a.Extra["left out, since HubSpot's value is not valid"]; said != "email, score" {
		t.Errorf("the lead says %q was left out", said)
	}
}

func TestContactShapes(t *testing.T) {
	for name, test := range map[string]struct{ body, outcome, blamed string }{
		"another stage":         {`{"vid":7,"properties":{"lifecyclestage":{"value":"customer"}}}`, "skipped", ""},
		"another stage, flat":   {`{"email":"a@example.com","lifecyclestage":"lead"}`, "skipped", ""},
		"no stage":              {`{"vid":7}`, "created", ""},
		"an empty stage":        {`{"email":"a@example.com","lifecyclestage":""}`, "created", ""},
		"the stage's label":     {`{"vid":7,"lifecyclestage":"Marketing Qualified Lead"}`, "created", ""},
		"nobody":                {`{"vid":0,"properties":{"firstname":{"value":"Mara"}}}`, "", "0:id"},
		"a number that is none": {`{"vid":"7/../8","firstname":"Mara"}`, "", "0:id"},
		"a bad address":         {`{"vid":7,"properties":{"email":{"value":"mara"}}}`, "created", ""},
		"only a bad address":    {`{"email":"mara"}`, "", "0:email"},
		"a name too long":       {`{"vid":7,"properties":{"firstname":{"value":"` + strings.Repeat("m", 201) + `"}}}`, "created", ""},
		"a bad score":           {`{"vid":7,"hubspotscore":"high"}`, "created", ""},
		"a time in the future":  {`{"vid":7,"qualified_at":"2027-01-01T00:00:00Z"}`, "created", ""},
		"nulls":                 {`{"vid":7,"properties":{"email":null,"phone":{"value":null},"lifecyclestage":null}}`, "created", ""},
		"odd properties":        {`{"vid":7,"properties":[1,2]}`, "created", ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			got := h.hook(t, test.body)
			if got.outcomes() != test.outcome || got.blamed() != test.blamed {
				t.Errorf("answered %d %s", got.Status, got.Body)
			}
			if kept := test.outcome == "created"; kept != (len(h.kept) == 1) {
				t.Errorf("kept %d", len(h.kept))
			}
			if test.outcome == "created" && !h.kept[0].Hashed {
				t.Error("without a time, only the words tell the delivery from others")
			}
		})
	}
}

func TestTheSameContactTwice(t *testing.T) {
	h := newHouse(t)
	body := testdata(t, "contact_v1.json")
	h.hook(t, body)
	touched := strings.Replace(body, "Replace our planner", "Replace  our planner", 1)
	if got := h.hook(t, touched); got.outcomes() != "duplicate" {
		t.Errorf("the same step of the same contact was %s", got.Body)
	}
	h.hook(t, `{"email":"ben@example.com"}`)
	if got := h.hook(t, `{"email":"ben@example.com"}`); got.outcomes() != "duplicate" {
		t.Errorf("the same words were %s", got.Body)
	}
}

func TestAMergedContactIsTheOneThatLivesOn(t *testing.T) {
	h := newHouse(t)
	h.hook(t, `{"vid":7,"canonical-vid":8,"merged-vids":[7],"properties":{}}`)
	if got := h.only(t); got.ExternalID != "hubspot:8" || got.Extra != nil || got.Links != nil {
		t.Errorf("kept %+v", got)
	}
}

func TestAContactMayBeSignedTheOlderWay(t *testing.T) {
	h := newHouse(t)
	body := testdata(t, "contact_v1.json")
	if got := send(t, h, http.MethodPost, hooks, body, v2(body)...); got.outcomes() != "created" {
		t.Errorf("answered %d %s", got.Status, got.Body)
	}
}
