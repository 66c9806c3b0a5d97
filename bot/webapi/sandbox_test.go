package webapi_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/internal/sandbox"
)

// workspace is a simulated workspace and the bot's client in it.
func workspace(t *testing.T, o sandbox.Options) (*sandbox.Workspace, *webapi.Client) {
	t.Helper()
	w := sandbox.New(o)
	server := httptest.NewServer(w.Handler())
	t.Cleanup(func() { w.Close(); server.Close() })
	return w, webapi.New(webapi.Options{BotToken: sandbox.BotToken, AppToken: sandbox.AppToken, URL: server.URL + "/api"})
}

func TestACardIsPostedAndRedrawn(t *testing.T) {
	t.Parallel()
	w, c := workspace(t, sandbox.Options{})
	found, err := c.Channel(t.Context(), "#sales-leads")
	if err != nil || found.Trouble() != "" {
		t.Fatal(found, err)
	}
	channel := found.ID
	id, err := c.Post(t.Context(), channel, "", "0m3k9f2xq7ab", card("0m3k9f2xq7ab"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Post(t.Context(), channel, id, "", message()); err != nil {
		t.Fatal(err)
	}
	if err := c.Update(t.Context(), channel, id, view.Say("Closed.")); err != nil {
		t.Fatal(err)
	}
	got, err := w.Messages("sales-leads", "")
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	if got[0].Text != "Closed." || !strings.Contains(string(got[0].Blocks), "Closed.") || !strings.Contains(string(got[0].Metadata), "0m3k9f2xq7ab") {
		t.Errorf("%+v", got[0])
	}
	if got[1].ThreadTS != id {
		t.Errorf("%+v", got[1])
	}
}

func TestWhatTheWorkspaceRefuses(t *testing.T) {
	t.Parallel()
	w, c := workspace(t, sandbox.Options{Unrecorded: true})
	post := func(channel string, m view.Message) error {
		_, err := c.Post(t.Context(), channel, "", "", m)
		return err
	}
	id, err := c.Post(t.Context(), "C0SALESLEADS", "", "", message())
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Delete("sales-leads", id); err != nil {
		t.Fatal(err)
	}
	for want, err := range map[string]error{
		"channel_not_found": post("C0NOWHERE1", message()),
		"no_text":           post("C0SALESLEADS", view.Message{}),
		"message_not_found": c.Update(t.Context(), "C0SALESLEADS", id, message()),
	} {
		if f := webapi.FailureOf(err); f == nil || f.Code != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if f := webapi.FailureOf(c.Update(t.Context(), "C0SALESLEADS", id, message())); f.Remedy != webapi.Anew {
		t.Errorf("%+v: a card that is gone is posted anew", f)
	}
}

func TestAMissingScopeIsNamedByTheWorkspace(t *testing.T) {
	t.Parallel()
	_, c := workspace(t, sandbox.Options{Scopes: []string{"commands"}})
	_, err := c.Post(t.Context(), "C0SALESLEADS", "", "", message())
	if f := webapi.FailureOf(err); f == nil || f.Code != "missing_scope" || f.Needed != "chat:write" {
		t.Errorf("%v", err)
	}
	if _, err := c.Channel(t.Context(), "sales-leads"); webapi.FailureOf(err) == nil {
		t.Errorf("%v", err)
	}
}

func TestTheBotLearnsWhoItIs(t *testing.T) {
	t.Parallel()
	_, c := workspace(t, sandbox.Options{})
	me, err := c.Identify(t.Context())
	if err != nil || me.Team == "" || me.User == "" || strings.HasSuffix(me.Home, "/") {
		t.Errorf("%+v %v", me, err)
	}
	if url, err := c.OpenSocket(t.Context()); err != nil || !strings.HasPrefix(url, "ws") {
		t.Error(err)
	}
}
