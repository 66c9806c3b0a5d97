package webapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"leadpact/bot/webapi"
)

// directory answers about two pages of channels.
func directory(rw http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasSuffix(r.URL.Path, "conversations.info"):
		if r.Form.Get("channel") != "C0SALES001" {
			refusal("channel_not_found")(rw, r)
			return
		}
		says(`{"ok":true,"channel":{"id":"C0SALES001","name":"sales-leads","is_member":true}}`)(rw, r)
	case r.Form.Get("cursor") == "":
		says(`{"ok":true,"channels":[{"id":"C0GENERAL1","name":"general"}],"response_metadata":{"next_cursor":"two"}}`)(rw, r)
	default:
		says(`{"ok":true,"channels":[{"id":"C0SALES001","name":"sales-leads"},{"id":"C0CUSTOMER","name":"customer-leads"}],"response_metadata":{"next_cursor":""}}`)(rw, r)
	}
}

func TestChannelIsFoundByIDOrName(t *testing.T) {
	t.Parallel()
	for named, calls := range map[string]int{
		"C0SALES001": 1, "#C0SALES001": 1, " C0SALES001 ": 1, "sales-leads": 2, "#sales-leads": 2, "Sales-Leads": 2, "#general": 1,
	} {
		d := serve(t, directory)
		found, err := d.client().Channel(t.Context(), named)
		want := "C0SALES001"
		if strings.Contains(named, "general") {
			want = "C0GENERAL1"
		}
		if err != nil || found.ID != want {
			t.Errorf("%q is %+v, %v", named, found, err)
		}
		if n := len(d.seen()); n != calls {
			t.Errorf("%q took %d calls, not %d", named, n, calls)
		}
	}
}

func TestANameInCapitalsIsNoID(t *testing.T) {
	t.Parallel()
	d := serve(t, directory)
	if found, err := d.client().Channel(t.Context(), "CUSTOMER-LEADS"); err != nil || found.ID != "C0CUSTOMER" {
		t.Error(found, err)
	}
}

func TestAChannelSaysWhatKeepsTheBotFromPosting(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]webapi.Channel{
		"":         {Name: "sales", Member: true},
		"/invite":  {Name: "sales"},
		"archived": {Name: "sales", Member: true, Archived: true},
	} {
		if got := c.Trouble(); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%+v says %q", c, got)
		}
	}
	d := serve(t, directory)
	if found, err := d.client().Channel(t.Context(), "C0SALES001"); err != nil || !found.Member || found.Name != "sales-leads" {
		t.Error(found, err)
	}
}

func TestUnknownChannelSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for _, named := range []string{"C0NOWHERE1", "#nowhere"} {
		d := serve(t, directory)
		_, err := d.client().Channel(t.Context(), named)
		unknown, ok := errors.AsType[*webapi.UnknownChannel](err)
		if !ok || unknown.Named != strings.TrimPrefix(named, "#") || !strings.Contains(err.Error(), "/invite") {
			t.Errorf("%q: %v", named, err)
		}
	}
}

func TestChannelOtherTrouble(t *testing.T) {
	t.Parallel()
	for _, named := range []string{"C0SALES001", "sales-leads"} {
		d := serve(t, says(`{"ok":false,"error":"missing_scope","needed":"channels:read"}`))
		_, err := d.client().Channel(t.Context(), named)
		if f := webapi.FailureOf(err); f == nil || f.Needed != "channels:read" || f.Remedy != webapi.Park {
			t.Errorf("%q: %v", named, err)
		}
		d = serve(t, fails(429, "Retry-After", "3"))
		_, err = d.client().Channel(t.Context(), named)
		if f := webapi.FailureOf(fmt.Errorf("%w", err)); f == nil || f.Remedy != webapi.Later {
			t.Errorf("%q: %v", named, err)
		}
		d.only(t)
	}
}

func TestPagesThatDoNotEndAreGivenUp(t *testing.T) {
	t.Parallel()
	page := func(cursor string) string {
		return `{"ok":true,"channels":[{"id":"C0GENERAL1","name":"general"}],"response_metadata":{"next_cursor":"` + cursor + `"}}`
	}
	var asked atomic.Int64
	for most, answer := range map[int]http.HandlerFunc{
		2:    says(page("same")),
		1000: func(rw http.ResponseWriter, r *http.Request) { says(page(strconv.FormatInt(asked.Add(1), 10)))(rw, r) },
	} {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		d := serve(t, answer)
		_, err := d.client().Channel(ctx, "nowhere")
		cancel()
		if f := webapi.FailureOf(err); f == nil || f.Remedy != webapi.Again || f.Code != "pages that do not end" || len(d.seen()) != most {
			t.Errorf("after %d pages: %v", len(d.seen()), err)
		}
	}
}
