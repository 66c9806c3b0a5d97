package intake_test

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"leadpact/intake"
	"leadpact/sla"
)

func TestALeadIsSavedBeforeItIsAnswered(t *testing.T) {
	h := newHouse(t)
	got := h.post(t, `{"email":"mara@example.com","name":"Mara Lindt"}`)
	if got.Status != http.StatusOK || got.Body != `{"results":[{"lead":"lead-0","outcome":"created"}]}`+"\n" {
		t.Fatalf("answered %d %s", got.Status, got.Body)
	}
	a := h.only(t)
	if a.Email != "mara@example.com" || a.Name != "Mara Lindt" || !h.kept[0].At.Equal(now) {
		t.Errorf("kept %+v", h.kept[0])
	}
}

func TestAnArrayIsAllOrNothing(t *testing.T) {
	h := newHouse(t)
	got := h.post(t, `[{"email":"a@example.com"},{"name":"nobody"},7,{"email":"d","score":"much","name":true}]`)
	if want := "1:id 2:body 3:email 3:score 3:name"; got.Status != http.StatusBadRequest || got.blamed() != want {
		t.Errorf("answered %d, blamed %q, want %q", got.Status, got.blamed(), want)
	}
	if len(h.kept) != 0 {
		t.Error("something was saved")
	}
	got = h.post(t, `[{"email":"a@example.com"},{"phone":491234567890}, {"id":12345678901234567890}]`)
	if got.Status != http.StatusOK || got.outcomes() != "created created created" || len(h.kept) != 1 {
		t.Fatalf("answered %d %s", got.Status, got.Body)
	}
	for i, a := range h.kept[0].Arrivals {
		if want := fmt.Sprintf("%s#%d", h.kept[0].ID, i); a.Cause != want {
			t.Errorf("cause %q, want %q", a.Cause, want)
		}
	}
	if id := h.kept[0].Arrivals[2].ExternalID; id != "12345678901234567890" {
		t.Errorf("the id lost digits: %q", id)
	}
}

func TestFaultsAreBounded(t *testing.T) {
	h := newHouse(t)
	got := h.post(t, "["+strings.Repeat(`{},`, 149)+"{}]")
	if got.Status != http.StatusBadRequest || len(got.Errors) != 100 || got.More != 50 {
		t.Errorf("answered %d with %d faults and %d more", got.Status, len(got.Errors), got.More)
	}
}

func TestBodiesThatHoldNoLeads(t *testing.T) {
	leads := func(n int) string { return "[" + strings.Repeat(`{"phone":"1"},`, n-1) + `{"phone":"1"}]` }
	for name, test := range map[string]struct {
		body   string
		status int
		says   string
	}{
		"empty":            {"", 400, "empty"},
		"blank":            {" \n ", 400, "empty"},
		"broken":           {`{"email":"a@example.com"`, 400, "not valid JSON"},
		"broken, where":    {`{"email" "a@example.com"}`, 400, "at byte 10"},
		"two values":       {`{"phone":"1"} {"phone":"2"}`, 400, "not valid JSON"},
		"no UTF-8":         {"{\"name\":\"M\xfcller\",\"phone\":\"1\"}", 400, "UTF-8"},
		"text":             {`"hello"`, 400, "object"},
		"null":             {`null`, 400, "object"},
		"empty array":      {`[]`, 400, "at least one"},
		"nested for ever":  {strings.Repeat("[", 100_000), 400, "too deeply"},
		"nested objects":   {strings.Repeat(`{"a":`, 100_000), 400, "too deeply"},
		"brackets in text": {`{"phone":"1","x":"\"` + strings.Repeat("[", 1000) + `"}`, 200, ""},
		"1,000 leads":      {leads(1000), 200, ""},
		"1,001 leads":      {leads(1001), 400, "more than 1,000"},
		"byte order mark":  {"\ufeff" + `{"phone":"1"}`, 200, ""},
		"too large":        {`{"phone":"1","message":"` + strings.Repeat("a", 4<<20) + `"}`, 413, "4 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			got := newHouse(t).post(t, test.body)
			if got.Status != test.status || !strings.Contains(got.Body, test.says) {
				t.Errorf("answered %d %.300s, want %d and %q", got.Status, got.Body, test.status, test.says)
			}
			if test.status == http.StatusBadRequest && len(got.Errors) == 1 && got.blamed() != "0:body" {
				t.Errorf("blamed %q", got.blamed())
			}
		})
	}
}

func TestBracketsInTextAreNoNesting(t *testing.T) {
	got := newHouse(t).post(t, `[{"phone":"1","message":"`+strings.Repeat(`\"[{`, 2400)+`"},`+
		strings.Repeat(`{"phone":"2","message":"`+strings.Repeat(`[{`, 20)+`"},`, 400)+`{"phone":"3"}]`)
	if got.Status != http.StatusOK || len(got.Results) != 402 {
		t.Errorf("answered %d %.200s", got.Status, got.Body)
	}
}

func TestWhoMayBringLeads(t *testing.T) {
	const lead = `{"phone":"1"}`
	for name, test := range map[string]struct {
		header, says string
		status       int
	}{
		"no header":       {"", "missing", 401},
		"another scheme":  {"Basic " + token, "missing", 401},
		"no token":        {"Bearer ", "missing", 401},
		"wrong token":     {"Bearer let-me-out", "wrong", 401},
		"longer token":    {"Bearer " + token + "x", "wrong", 401},
		"right":           {"Bearer " + token, "", 200},
		"scheme in lower": {"bearer  " + token, "", 200},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			got := send(t, h, http.MethodPost, "/v1/leads", lead, "Authorization", test.header)
			if got.Status != test.status || !strings.Contains(got.Body, test.says) {
				t.Fatalf("answered %d %s", got.Status, got.Body)
			}
			if got.Status == http.StatusUnauthorized && (!strings.HasPrefix(got.Header.Get("WWW-Authenticate"), "Bearer ") || len(h.kept) != 0) {
				t.Errorf("challenge %q, %d kept", got.Header.Get("WWW-Authenticate"), len(h.kept))
			}
		})
	}
	closed := newHouse(t, func(o *intake.Options) { o.Token = "" })
	got := send(t, closed, http.MethodPost, "/v1/leads", lead, "Authorization", "Bearer ")
	if got.Status != http.StatusUnauthorized || !strings.Contains(got.Body, "LEADPACT_INTAKE_TOKEN") {
		t.Errorf("a closed door answered %d %s", got.Status, got.Body)
	}
}

func TestOtherPathsAndMethods(t *testing.T) {
	h := newHouse(t)
	for _, path := range []string{"/v1/leads", "/hooks/hubspot"} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete, http.MethodOptions} {
			got := send(t, h, method, path, "")
			if got.Status != http.StatusMethodNotAllowed || got.Header.Get("Allow") != http.MethodPost {
				t.Errorf("%s %s: %d, Allow %q", method, path, got.Status, got.Header.Get("Allow"))
			}
		}
	}
	for _, path := range []string{"/", "/v1/leads/", "//v1/leads", "/v1/LEADS"} {
		if got := send(t, h, http.MethodPost, path, "{}"); got.Status != http.StatusNotFound {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
}

func TestAStoreThatFailsIsAnsweredHonestly(t *testing.T) {
	for name, fail := range map[string]error{
		"not recorded": sla.ErrNotRecorded,
		"unconfirmed":  &sla.Unconfirmed{},
		"broken":       errors.New("disk full at mara's table"),
	} {
		t.Run(name, func(t *testing.T) {
			var logged strings.Builder
			h := newHouse(t, func(o *intake.Options) { o.Log = slog.New(slog.NewTextHandler(&logged, nil)) })
			h.fail = fail
			got := h.post(t, `{"email":"mara@example.com"}`)
			if got.Status != http.StatusServiceUnavailable || got.Header.Get("Retry-After") != "5" {
				t.Errorf("answered %d, Retry-After %q", got.Status, got.Header.Get("Retry-After"))
			}
			if strings.Contains(got.Body, fail.Error()) || strings.Contains(logged.String(), "mara@") {
				t.Errorf("it told too much: %s / %s", got.Body, logged.String())
			}
			if !strings.Contains(logged.String(), fail.Error()[:12]) {
				t.Errorf("the log misses the cause: %s", logged.String())
			}
		})
	}
}
