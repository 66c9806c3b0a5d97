package webapi_test

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/internal/sandbox"
	"leadpact/sla"
)

func releaseWindow() view.Window {
	return view.Release(&sla.Lead{ID: "0m3k9f2xq7ab", Details: sla.Details{Name: "Mara <Lindt>"}}, view.Origin{Lead: "0m3k9f2xq7ab"})
}

func TestAWindowIsOpenedAndChanged(t *testing.T) {
	t.Parallel()
	d := serve(t, says(`{"ok": true, "view": {"id": "V1"}}`))
	c := d.client()
	if err := c.OpenWindow(t.Context(), "1.2.3", releaseWindow()); err != nil {
		t.Fatal(err)
	}
	if err := c.UpdateWindow(t.Context(), "V1", view.Released()); err != nil {
		t.Fatal(err)
	}
	opened, changed := d.seen()[0], d.seen()[1]
	if opened.Path != "/api/views.open" || !strings.Contains(opened.Body, `"trigger_id":"1.2.3"`) || !strings.Contains(opened.Body, `"callback_id":"release"`) {
		t.Errorf("%+v", opened)
	}
	if changed.Path != "/api/views.update" || !strings.Contains(changed.Body, `"view_id":"V1"`) || strings.Contains(changed.Body, `"hash"`) {
		t.Errorf("%+v", changed)
	}
}

// TestAnOpeningWithoutAnAnswerIsTriedOnceMore has the answer get lost: a trigger
// that is used by then has opened the window.
func TestAnOpeningWithoutAnAnswerIsTriedOnceMore(t *testing.T) {
	t.Parallel()
	for again, want := range map[string]string{
		`{"ok": true, "view": {"id": "V1"}}`:                "",
		`{"ok": false, "error": "exchanged_trigger_id"}`:    "",
		`{"ok": false, "error": "expired_trigger_id"}`:      "expired_trigger_id",
		`{"ok": false, "error": "internal_error"}`:          "internal_error",
		`{"ok": false, "error": "missing_scope_of_a_kind"}`: "missing_scope_of_a_kind",
	} {
		var calls atomic.Int32
		d := serve(t, func(rw http.ResponseWriter, r *http.Request) {
			if calls.Add(1) == 1 {
				cuts("")(rw, r)
				return
			}
			says(again)(rw, r)
		})
		err := d.client().OpenWindow(t.Context(), "1.2.3", releaseWindow())
		if f := webapi.FailureOf(err); (f == nil) != (want == "") || f != nil && f.Code != want || calls.Load() != 2 {
			t.Errorf("after %s: %v, after %d calls", again, err, calls.Load())
		}
	}
}

func TestWhatCannotBeOpenedIsSaid(t *testing.T) {
	t.Parallel()
	d := serve(t, says(`{"ok": false, "error": "expired_trigger_id"}`))
	err := d.client().OpenWindow(t.Context(), "1.2.3", releaseWindow())
	if f := webapi.FailureOf(err); f == nil || f.Code != "expired_trigger_id" || f.Method != "views.open" || strings.Contains(err.Error(), "1.2.3") {
		t.Error(err)
	}
	d.only(t)
	if err := d.client().OpenWindow(t.Context(), "", releaseWindow()); webapi.FailureOf(err) == nil {
		t.Error(err)
	}
	if err := d.client().UpdateWindow(t.Context(), "", view.Kept()); webapi.FailureOf(err) == nil {
		t.Error(err)
	}
	if err := d.client().UpdateWindow(t.Context(), "V1", view.Kept()); webapi.FailureOf(err) == nil {
		t.Error(err)
	}
}

func TestAnOpeningThatSlackHasNoPatienceForEndsInTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1, func() *http.Response { return limited("30") })
		if f := webapi.FailureOf(c.OpenWindow(t.Context(), "1.2.3", releaseWindow())); f == nil || f.Remedy != webapi.Later {
			t.Fatal(f)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		begin := time.Now()
		err := c.OpenWindow(ctx, "1.2.4", releaseWindow())
		if f := webapi.FailureOf(err); f == nil || time.Since(begin) != 3*time.Second {
			t.Errorf("%v after %v", err, time.Since(begin))
		}
	})
}

func TestATriggerOpensOneWindowInTheWorkspace(t *testing.T) {
	t.Parallel()
	_, c := workspace(t, sandbox.Options{Unrecorded: true})
	if f := webapi.FailureOf(c.OpenWindow(t.Context(), "nonsense", releaseWindow())); f == nil || f.Code != "invalid_trigger_id" {
		t.Error(f)
	}
}

func home() view.Tab { return view.GuestHome(nil) }

func TestAHomeTabIsPublishedWithoutAHash(t *testing.T) {
	t.Parallel()
	d := serve(t, says(`{"ok": true, "view": {"id": "V1"}}`))
	if shown, err := d.client().PublishHome(t.Context(), "U0ANA00001", home()); !shown || err != nil {
		t.Fatal(shown, err)
	}
	got := d.only(t)
	if got.Path != "/api/views.publish" || !strings.Contains(got.Body, `"user_id":"U0ANA00001"`) || !strings.Contains(got.Body, `"type":"home"`) || strings.Contains(got.Body, "hash") {
		t.Errorf("%+v", got)
	}
}

func TestWhatBecomesOfAHomeTab(t *testing.T) {
	t.Parallel()
	ok := `{"ok": true, "view": {"id": "V1"}}`
	for what, c := range map[string]struct {
		answers []http.HandlerFunc
		shown   bool
		failure string
	}{
		"none in the app":      {[]http.HandlerFunc{says(`{"ok": false, "error": "not_enabled"}`)}, false, ""},
		"of nobody":            {[]http.HandlerFunc{says(`{"ok": false, "error": "user_not_found"}`)}, false, "user_not_found"},
		"no answer, then one":  {[]http.HandlerFunc{cuts(""), says(ok)}, true, ""},
		"an error, then none":  {[]http.HandlerFunc{fails(500), says(ok)}, true, ""},
		"no answer twice":      {[]http.HandlerFunc{fails(500), fails(503)}, false, "HTTP status 503"},
		"patience, then taken": {[]http.HandlerFunc{fails(429, "Retry-After", "0"), fails(500), says(ok)}, true, ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			var calls atomic.Int32
			d := serve(t, func(rw http.ResponseWriter, r *http.Request) {
				c.answers[min(int(calls.Add(1)), len(c.answers))-1](rw, r)
			})
			shown, err := d.client().PublishHome(t.Context(), "U0ANA00001", home())
			f := webapi.FailureOf(err)
			if shown != c.shown || (f == nil) != (c.failure == "") || f != nil && f.Code != c.failure || int(calls.Load()) != len(c.answers) {
				t.Errorf("shown %t, %v after %d calls", shown, err, calls.Load())
			}
		})
	}
}

func TestAHomeTabIsGivenUpWithItsContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1, func() *http.Response { return limited("30") })
		ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
		defer cancel()
		begin := time.Now()
		if shown, err := c.PublishHome(ctx, "U0ANA00001", home()); shown || webapi.FailureOf(err) == nil || time.Since(begin) != 40*time.Second {
			t.Errorf("%t %v after %v", shown, err, time.Since(begin))
		}
	})
}

func TestNoMinuteSeesMoreThanAHundredHomeTabs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1, nil)
		over := times(t, 400, c.AwaitHome)
		if n := most(over); n > 100 {
			t.Fatalf("a minute saw %d", n)
		}
		if last := over[len(over)-1]; last > 7*time.Minute {
			t.Errorf("400 took %v: the budget is not used", last)
		}
	})
}

func TestAHomeTabIsShownInTheWorkspace(t *testing.T) {
	t.Parallel()
	w, c := workspace(t, sandbox.Options{})
	if shown, err := c.PublishHome(t.Context(), "U0ANADUARTE", home()); !shown || err != nil {
		t.Fatal(shown, err)
	}
	if v, err := w.Home("ana"); err != nil || v == nil || !strings.Contains(string(v.Blocks), "Good to see you") {
		t.Error(v, err)
	}
}
