package webapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadpact/bot/webapi"
)

const posted = `{"ok":true,"channel":"C0SALES001","ts":"1771837800.000100"}`

func TestPostSendsTextBlocksAndTheLeadsID(t *testing.T) {
	t.Parallel()
	d := serve(t, says(posted))
	m := card("0m3k9f2xq7ab")
	id, err := d.client().Post(t.Context(), "C0SALES001", "", "0m3k9f2xq7ab", m)
	if err != nil || id != "1771837800.000100" {
		t.Fatal(id, err)
	}
	c := d.only(t)
	want := map[string]string{
		"channel": "C0SALES001", "text": m.Text, "unfurl_links": "false", "unfurl_media": "false", "token": botToken,
		"metadata": `{"event_type":"leadpact_lead","event_payload":{"lead":"0m3k9f2xq7ab"}}`,
	}
	for key, value := range want {
		if diff := cmp.Diff(value, c.Form.Get(key)); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
	wantBlocks(t, c, jsonOf(t, m.Blocks))
	if c.Path != "/api/chat.postMessage" || c.Form.Has("thread_ts") {
		t.Errorf("%s %v", c.Path, c.Form)
	}
	if meta := c.Form.Get("metadata"); strings.Contains(meta, "Mara") || strings.Contains(meta, "@") {
		t.Errorf("the metadata, which everybody can read, tells a person: %s", meta)
	}
}

func TestPostInAThread(t *testing.T) {
	t.Parallel()
	d := serve(t, says(posted))
	if _, err := d.client().Post(t.Context(), "C0SALES001", "1771837800.000100", "", message()); err != nil {
		t.Fatal(err)
	}
	c := d.only(t)
	if c.Form.Get("thread_ts") != "1771837800.000100" || c.Form.Has("metadata") {
		t.Errorf("%v", c.Form)
	}
}

// An update with text alone would take the blocks off the message.
func TestUpdateAlwaysSendsTextAndBlocks(t *testing.T) {
	t.Parallel()
	d := serve(t, says(posted))
	m := card("0m3k9f2xq7ab")
	if err := d.client().Update(t.Context(), "C0SALES001", "1771837800.000100", m); err != nil {
		t.Fatal(err)
	}
	c := d.only(t)
	if c.Path != "/api/chat.update" || c.Form.Get("text") != m.Text || c.Form.Get("ts") != "1771837800.000100" || c.Form.Get("channel") != "C0SALES001" {
		t.Errorf("%s %v", c.Path, c.Form)
	}
	wantBlocks(t, c, jsonOf(t, m.Blocks))
	if c.Form.Has("metadata") {
		t.Error("an update must leave the metadata as it is")
	}
}

func TestTheAddressMayEndInASlash(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"/api", "/api/", "/api//"} {
		d := serve(t, says(posted))
		c := webapi.New(webapi.Options{BotToken: botToken, URL: d.URL + end})
		if err := c.Update(t.Context(), "C0SALES001", "1.2", message()); err != nil {
			t.Error(err)
		}
		if got := d.only(t).Path; got != "/api/chat.update" {
			t.Errorf("%s calls %s", end, got)
		}
	}
}

func TestOpenSocketUsesTheAppsToken(t *testing.T) {
	t.Parallel()
	auth := ""
	d := serve(t, nil)
	d.answer = func(rw http.ResponseWriter, r *http.Request) {
		auth = r.Header.Get("Authorization")
		says(`{"ok":true,"url":"wss://kessel.example/link?ticket=1"}`)(rw, r)
	}
	url, err := d.client().OpenSocket(t.Context())
	if err != nil || url != "wss://kessel.example/link?ticket=1" || auth != "Bearer "+appToken {
		t.Error(url, err, auth)
	}
}

func TestPermalinksBeginWithTheWorkspacesAddress(t *testing.T) {
	t.Parallel()
	d := serve(t, says(`{"ok":true,"url":"https://kessel.slack.example/","team_id":"T1","enterprise_id":"E1","user_id":"U1","bot_id":"B1"}`))
	c := d.client()
	if got := c.Permalink("C0SALES001", "1771837800.000100"); got != "" {
		t.Errorf("before the workspace is known there is no link, not %q", got)
	}
	me, err := c.Identify(t.Context())
	if want := (webapi.Identity{Team: "T1", Enterprise: "E1", User: "U1", Home: "https://kessel.slack.example"}); err != nil || me != want {
		t.Errorf("%+v %v, want %+v", me, err, want)
	}
	if got, want := c.Permalink("C0SALES001", "1771837800.000100"), "https://kessel.slack.example/archives/C0SALES001/p1771837800000100"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := c.Permalink("", ""); got != "" {
		t.Errorf("a card that was never shown has the link %q", got)
	}
}

func wantBlocks(t *testing.T, c call, want string) {
	t.Helper()
	var got, wanted any
	if err := json.Unmarshal([]byte(c.Form.Get("blocks")), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Error(diff)
	}
}
