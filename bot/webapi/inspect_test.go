package webapi_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/internal/sandbox"
)

// inspected is a simulated workspace and an inspector in it.
func inspected(t *testing.T, o sandbox.Options) (*sandbox.Workspace, *webapi.Inspector) {
	t.Helper()
	w := sandbox.New(o)
	server := httptest.NewServer(w.Handler())
	i := webapi.NewInspector(webapi.Options{BotToken: sandbox.BotToken, AppToken: sandbox.AppToken, URL: server.URL + "/api"})
	t.Cleanup(func() { i.CloseIdle(); w.Close(); server.Close() })
	return w, i
}

func (d *slackd) inspector() *webapi.Inspector {
	return webapi.NewInspector(webapi.Options{BotToken: botToken, AppToken: appToken, URL: d.URL + "/api"})
}

func TestAnInspectorIsToldWhoTheBotIsAndWhatItMay(t *testing.T) {
	t.Parallel()
	_, i := inspected(t, sandbox.Options{Scopes: []string{"chat:write", "commands"}})
	in, err := i.Introduce(t.Context())
	if err != nil || in.Name != "leadpact" || in.Workspace != "Leadpact Sandbox" || in.Home != "https://leadpact-sandbox.slack.com" || !in.Bot {
		t.Errorf("%+v %v", in, err)
	}
	if !slices.Equal(in.Scopes, []string{"chat:write", "commands"}) || time.Since(in.Date).Abs() > time.Minute {
		t.Errorf("%+v", in)
	}
}

func TestTheDateIsToldWithARefusal(t *testing.T) {
	t.Parallel()
	d := serve(t, func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Date", "Tue, 24 Feb 2026 12:00:00 GMT")
		_, _ = rw.Write([]byte(`{"ok":false,"error":"token_revoked"}`))
	})
	in, err := d.inspector().Introduce(t.Context())
	if f := webapi.FailureOf(err); f == nil || f.Code != "token_revoked" || f.Remedy != webapi.Park {
		t.Errorf("%v", err)
	}
	if in.Date.Unix() != 1771934400 || in.Scopes != nil {
		t.Errorf("%+v", in)
	}
	if _, i := inspected(t, sandbox.Options{Scopes: []string{}}); i != nil {
		if in, err := i.Introduce(t.Context()); err != nil || in.Scopes == nil || len(in.Scopes) != 0 {
			t.Errorf("an app without scopes: %+v %v", in, err)
		}
	}
}

func TestAnInspectorSortsWhatKeepsSlackFromAnswering(t *testing.T) {
	t.Parallel()
	for want, answer := range map[string]http.HandlerFunc{
		"HTTP status 502":              fails(502),
		"ratelimited":                  fails(429, "Retry-After", "7"),
		"HTTP status 429":              fails(429),
		"HTTP status 302":              fails(302, "Location", "http://127.0.0.1:1/"),
		"HTTP status 200 without JSON": fails(200),
		"no answer":                    cuts(""),
		"missing_scope":                says(`{"ok":false,"error":"missing_scope","needed":"chat:write"}`),
	} {
		d := serve(t, answer)
		_, err := d.inspector().Introduce(t.Context())
		f := webapi.FailureOf(err)
		if f == nil || f.Code != want || f.Method != "auth.test" {
			t.Errorf("%v, should be %s", err, want)
			continue
		}
		if want == "ratelimited" && f.After != 7*time.Second || want == "missing_scope" && f.Needed != "chat:write" {
			t.Errorf("%+v", f)
		}
		if strings.Contains(err.Error(), botToken) || strings.Contains(err.Error(), d.URL) {
			t.Errorf("it tells too much: %v", err)
		}
	}
}

func TestAnAnswerThatIsNotSlacksIsNoRefusal(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		"{}": "an answer that is not Slack's", "null": "an answer that is not Slack's", `{"ok":false}`: "an answer that is not Slack's",
		`{"ok":true}`: "an answer that is not Slack's", "[]": "HTTP status 200 without JSON", "": "HTTP status 200 without JSON", "<html>": "HTTP status 200 without JSON",
	} {
		i := serve(t, says(answer)).inspector()
		_, err := i.Introduce(t.Context())
		if f := webapi.FailureOf(err); f == nil || f.Code != want || f.Remedy != webapi.Again {
			t.Errorf("%q at auth.test: %v", answer, err)
		}
		if strings.HasPrefix(answer, "{") || answer == "null" {
			want = "an answer that says nothing"
		}
		_, err = i.OpenSocket(t.Context())
		if f := webapi.FailureOf(err); f == nil || f.Code != want || f.Remedy != webapi.Again {
			t.Errorf("%q at apps.connections.open: %v", answer, err)
		}
	}
}

func TestALongPauseIsTold(t *testing.T) {
	t.Parallel()
	_, err := serve(t, fails(429, "Retry-After", "99999999999")).inspector().Introduce(t.Context())
	if f := webapi.FailureOf(err); f == nil || f.After != 365*24*time.Hour {
		t.Errorf("%+v", f)
	}
}

func TestTheTokenTravelsInTheHeaderAlone(t *testing.T) {
	t.Parallel()
	header := make(chan string, 1)
	d := serve(t, func(rw http.ResponseWriter, r *http.Request) {
		header <- r.Header.Get("Authorization")
		_, _ = rw.Write([]byte(`{"ok":true,"user":"leadpact"}`))
	})
	if _, err := d.inspector().Introduce(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := <-header; got != "Bearer "+botToken || d.only(t).Form.Get("token") != "" {
		t.Errorf("the header is %q, the form %v", got, d.only(t).Form)
	}
}

func TestArchivedChannelsAreFoundToo(t *testing.T) {
	t.Parallel()
	_, i := inspected(t, sandbox.Options{})
	for named, want := range map[string]webapi.Channel{
		"#sales-leads":   {ID: "C0SALESLEADS", Name: "sales-leads", Member: true},
		"Sales-Managers": {ID: "C0SALESMGRS1", Name: "sales-managers", Member: true, Private: true},
		"general":        {ID: "C0GENERAL001", Name: "general"},
		"old-deals":      {ID: "C0OLDDEALS01", Name: "old-deals", Member: true, Archived: true},
		"C0OLDDEALS01":   {ID: "C0OLDDEALS01", Name: "old-deals", Member: true, Archived: true},
	} {
		if got, err := i.AnyChannel(t.Context(), named); err != nil || got != want {
			t.Errorf("%s: %+v %v", named, got, err)
		}
	}
	for _, named := range []string{"nowhere", "C0NOWHERE1"} {
		if _, err := i.AnyChannel(t.Context(), named); err == nil || webapi.FailureOf(err) != nil {
			t.Errorf("%s: %v", named, err)
		}
	}
}

func TestBlocksAreValidatedWithoutAPost(t *testing.T) {
	t.Parallel()
	w, i := inspected(t, sandbox.Options{Unrecorded: true})
	if faults, err := i.Validate(t.Context(), card("0m3k9f2xq7ab")); err != nil || len(faults) > 0 {
		t.Errorf("%q %v", faults, err)
	}
	faults, err := i.Validate(t.Context(), view.Message{Blocks: []slack.Block{}})
	if err != nil || faults != nil {
		t.Errorf("no blocks: %q %v", faults, err)
	}
	bad := view.Say("hello")
	for range 51 {
		bad.Blocks = append(bad.Blocks, bad.Blocks[0])
	}
	if faults, err = i.Validate(t.Context(), bad); webapi.FailureOf(err) == nil || webapi.FailureOf(err).Code != "invalid_blocks" || len(faults) == 0 {
		t.Errorf("52 blocks: %q %v", faults, err)
	}
	if got, err := w.Messages("sales-leads", ""); err != nil || len(got) > 0 {
		t.Errorf("%v %v", got, err)
	}
}

func TestATestIsPostedAndDeleted(t *testing.T) {
	t.Parallel()
	w, i := inspected(t, sandbox.Options{Scopes: []string{"chat:write"}})
	message, app, err := i.PostTest(t.Context(), "C0SALESLEADS", message())
	if err != nil || app != "A0LEADPACT" {
		t.Fatal(message, app, err)
	}
	if got, err := w.Messages("sales-leads", ""); err != nil || len(got) != 1 || got[0].TS != message {
		t.Errorf("%v %v", got, err)
	}
	if err := i.Delete(t.Context(), "C0SALESLEADS", message); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Messages("sales-leads", ""); err != nil || len(got) > 0 {
		t.Errorf("%v %v", got, err)
	}
	if err := i.Delete(t.Context(), "C0SALESLEADS", message); webapi.FailureOf(err) == nil {
		t.Errorf("it is deleted twice: %v", err)
	}
	if _, _, err := i.PostTest(t.Context(), "C0GENERAL001", view.Say("hi")); webapi.FailureOf(err) == nil || webapi.FailureOf(err).Code != "not_in_channel" {
		t.Errorf("%v", err)
	}
	if _, _, err := serve(t, says(`{"ok":true}`)).inspector().PostTest(t.Context(), "C1", view.Say("hi")); webapi.FailureOf(err) == nil {
		t.Error("an answer without an id is taken")
	}
}
