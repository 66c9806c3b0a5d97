package intake_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
)

// becameMQL is an event as HubSpot sends it: contact objectId, event eventId.
func becameMQL(objectID int64, eventID, attempt int) string {
	return fmt.Sprintf(`{"eventId":%d,"subscriptionId":12345,"portalId":62515,"appId":54321,"occurredAt":%d,"subscriptionType":"contact.propertyChange",`+
		`"attemptNumber":%d,"objectId":%d,"changeSource":"CRM","propertyName":"lifecyclestage","propertyValue":"marketingqualifiedlead"}`,
		eventID, now.UnixMilli()-60_000, attempt, objectID)
}

func TestAnEventBecomesALead(t *testing.T) {
	h := newHouse(t)
	if got := h.hook(t, "["+becameMQL(173595202426, 1, 0)+"]"); got.outcomes() != "created" {
		t.Fatalf("answered %d %s", got.Status, got.Body)
	}
	want := sla.Arrival{
		Cause: h.kept[0].ID + "#0", ExternalID: "hubspot:173595202426", QualifiedAt: now.Add(-60_000_000_000),
		Details: sla.Details{
			Source: "hubspot", Side: sla.SideMarketing, Action: "became MQL in HubSpot",
			Links: []string{"https://app.hubspot.com/contacts/62515/record/0-1/173595202426"},
		},
	}
	if diff := cmp.Diff(want, *h.only(t)); diff != "" {
		t.Error(diff)
	}
	if h.kept[0].Hashed || !h.kept[0].At.Equal(now) {
		t.Errorf("delivery %+v", h.kept[0])
	}
}

func TestWhatIsNoNewMQLIsSkipped(t *testing.T) {
	mql := becameMQL(7, 1, 0)
	object := strings.Replace(mql, "contact.propertyChange", "object.propertyChange", 1)
	typed := func(id string) string {
		return strings.Replace(object, `"eventId"`, `"objectTypeId":"`+id+`","eventId"`, 1)
	}
	for name, test := range map[string]struct{ event, want string }{
		"classic dialect":      {mql, "created"},
		"object dialect":       {typed("0-1"), "created"},
		"a company":            {typed("0-2"), "skipped"},
		"an object untyped":    {object, "skipped"},
		"the stage's label":    {strings.Replace(mql, "marketingqualifiedlead", "Marketing Qualified Lead", 1), "created"},
		"another stage":        {strings.Replace(mql, "marketingqualifiedlead", "lead", 1), "skipped"},
		"another property":     {strings.Replace(mql, "lifecyclestage", "email", 1), "skipped"},
		"a creation":           {strings.Replace(mql, "propertyChange", "creation", 1), "skipped"},
		"no object":            {strings.Replace(mql, "objectId", "other", 1), "skipped"},
		"an object of letters": {strings.Replace(mql, `"objectId":7`, `"objectId":"a/../b"`, 1), "skipped"},
		"a huge object":        {strings.Replace(mql, `"objectId":7`, `"objectId":`+strings.Repeat("7", 30), 1), "skipped"},
		"no event":             {`"hello"`, "skipped"},
		"null":                 {`null`, "skipped"},
		"nothing known":        {`{}`, "skipped"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			got := h.hook(t, "["+test.event+"]")
			if got.Status != http.StatusOK || got.outcomes() != test.want {
				t.Errorf("answered %d %s, want %s", got.Status, got.Body, test.want)
			}
			if test.want == "skipped" && (len(h.kept) != 0 || got.Body != `{"results":[{"outcome":"skipped"}]}`+"\n") {
				t.Errorf("kept %d, answered %s", len(h.kept), got.Body)
			}
		})
	}
}

func TestAnEventThatComesAgainInAnotherBatch(t *testing.T) {
	h := newHouse(t)
	h.hook(t, "["+becameMQL(7, 1, 0)+","+becameMQL(8, 2, 0)+"]")
	got := h.hook(t, "[{},"+becameMQL(8, 2, 1)+","+becameMQL(9, 3, 0)+","+becameMQL(9, 3, 0)+","+becameMQL(8, 4, 0)+"]")
	if want := "skipped duplicate created duplicate created"; got.outcomes() != want {
		t.Errorf("answered %s, want %s", got.Body, want)
	}
	if len(h.kept) != 4 {
		t.Errorf("kept %d deliveries, want 4", len(h.kept))
	}
}

func TestABatchThatTheStoreRefuses(t *testing.T) {
	h := newHouse(t)
	h.fail = errors.New("disk full")
	got := h.hook(t, "["+becameMQL(7, 1, 0)+"]")
	if got.Status != http.StatusServiceUnavailable || got.Header.Get("Retry-After") == "" || strings.Contains(got.Body, "disk") {
		t.Errorf("answered %d %s", got.Status, got.Body)
	}
	if got := h.hook(t, "[{}]"); got.Status != http.StatusOK {
		t.Errorf("what is skipped needs no store, answered %d %s", got.Status, got.Body)
	}
}

func TestAnImplausibleTimeIsLeftOut(t *testing.T) {
	h := newHouse(t)
	event := strings.Replace(becameMQL(7, 1, 0), `"occurredAt":`, `"occurredAt":9`, 1)
	if got := h.hook(t, "["+event+"]"); got.outcomes() != "created" || !h.only(t).QualifiedAt.IsZero() {
		t.Errorf("answered %s", got.Body)
	}
}

func TestTooManyEvents(t *testing.T) {
	h := newHouse(t)
	if got := h.hook(t, "["+strings.Repeat("{},", 1000)+"{}]"); got.Status != http.StatusBadRequest || len(h.kept) != 0 {
		t.Errorf("answered %d %.200s", got.Status, got.Body)
	}
}
