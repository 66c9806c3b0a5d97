package sandbox

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

func TestAuthTest(t *testing.T) {
	w := open(t)
	out := w.wantOK(w.api("auth.test"))
	if out["user_id"] != botUserID || out["bot_id"] != botID || out["team_id"] != teamID {
		t.Errorf("%v", out)
	}
}

func TestTokens(t *testing.T) {
	w := open(t)
	for _, tc := range []struct{ token, method, want string }{
		{"", "auth.test", "not_authed"},
		{"xoxb-wrong", "auth.test", "invalid_auth"},
		{AppToken, "auth.test", "not_allowed_token_type"},
		{BotToken, "apps.connections.open", "not_allowed_token_type"},
		{"", "apps.connections.open", "not_authed"},
		{BotToken, "no.such", "unknown_method"},
	} {
		w.wantError(w.apiAs(tc.token, tc.method), tc.want)
	}
	w.wantOK(w.apiAs("", "auth.test", "token", BotToken))
}

// Every method must refuse to work without its scope and name it.
func TestScopes(t *testing.T) {
	w := open(t, func(o *Options) { o.Scopes = []string{"commands"} })
	for name, m := range methods {
		if m.scope == "" {
			continue
		}
		out := w.api(name)
		w.wantError(out, "missing_scope")
		if out["needed"] != m.scope || out["provided"] != "commands" {
			t.Errorf("%s: %v", name, out)
		}
	}
	w.wantError(w.api("conversations.info", "channel", "C0SALESLEADS"), "missing_scope")
	w.wantError(w.api("conversations.members", "channel", "C0SALESMGRS1"), "missing_scope")
	w.wantError(w.api("conversations.list"), "missing_scope")
	for _, name := range []string{"auth.test", "chat.getPermalink", "views.open", "views.publish", "blocks.validate"} {
		if out := w.api(name); out["error"] == "missing_scope" {
			t.Errorf("%s asks for a scope", name)
		}
	}
}

func TestBodies(t *testing.T) {
	w := open(t)
	send := func(kind, body, token string) map[string]any {
		req, err := http.NewRequest(http.MethodPost, w.server.URL+"/api/chat.postMessage", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", kind)
		req.Header.Set("Authorization", "Bearer "+token)
		_, out := w.do(req)
		return out
	}
	w.wantOK(send("application/json; charset=utf-8", `{"channel":"sales-leads","text":"json","blocks":null,"unfurl_links":false}`, BotToken))
	w.wantOK(send("application/json", `{"channel":"sales-leads","blocks":`+claimBlocks+`,"text":"json"}`, BotToken))
	w.wantError(send("application/json", `{"channel":`, BotToken), "invalid_json")
	w.wantError(send("application/json", `[1]`, BotToken), "json_not_object")
	w.wantError(send("application/json", ``, BotToken), "channel_not_found")
	w.wantError(send("text/plain", `x`, BotToken), "invalid_post_type")
	w.wantError(send("multipart/form-data; boundary=x", `broken`, BotToken), "invalid_form_data")
	w.wantError(send("application/x-www-form-urlencoded", `%zz`, BotToken), "invalid_form_data")

	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	_ = parts.WriteField("channel", "sales-leads")
	_ = parts.WriteField("text", "multipart")
	_ = parts.Close()
	w.wantOK(send(parts.FormDataContentType(), form.String(), BotToken))
	if got := w.read("sales-leads", ""); len(got) != 3 || got[2].Text != "multipart" || string(got[0].Blocks) != "[]" {
		t.Errorf("%+v", got)
	}
}

func TestGetAndHeaders(t *testing.T) {
	w := open(t)
	req, _ := http.NewRequest(http.MethodGet, w.server.URL+"/api/users.info?user=U0ANADUARTE&token="+BotToken, nil)
	res, out := w.do(req)
	w.wantOK(out)
	if got := res.header.Get("X-OAuth-Scopes"); got != strings.Join(DefaultScopes(), ",") {
		t.Errorf("X-OAuth-Scopes %q", got)
	}
	if got := res.header.Get("X-Accepted-OAuth-Scopes"); got != "users:read" {
		t.Errorf("X-Accepted-OAuth-Scopes %q", got)
	}
}

func TestUsers(t *testing.T) {
	w := open(t)
	gus := at(t, w.wantOK(w.api("users.info", "user", "U0GUSWEBER1")), "user")
	if at(t, gus, "is_stranger") != true || at(t, gus, "team_id") == teamID {
		t.Errorf("gus %v", gus)
	}
	dev := at(t, w.wantOK(w.api("users.info", "user", "U0DEVNAIR01")), "user")
	if at(t, dev, "tz") != "America/New_York" || at(t, dev, "profile", "real_name") != "Dev Nair" || at(t, dev, "tz_offset").(float64) >= 0 {
		t.Errorf("dev %v", dev)
	}
	greta := at(t, w.wantOK(w.api("users.info", "user", "U0GRETALIND")), "user")
	if at(t, greta, "is_admin") != true {
		t.Errorf("greta %v", greta)
	}
	w.wantError(w.api("users.info", "user", "ana"), "user_not_found")
	w.wantError(w.api("users.info"), "user_not_found")
	all := w.wantOK(w.api("users.list"))
	if n := len(all["members"].([]any)); n != 8 {
		t.Errorf("%d members", n)
	}
}

func TestPages(t *testing.T) {
	w := open(t)
	var names []string
	cursor := ""
	for range 10 {
		out := w.wantOK(w.api("users.list", "limit", "3", "cursor", cursor))
		for _, m := range out["members"].([]any) {
			names = append(names, at(t, m, "name").(string))
		}
		cursor = at(t, out, "response_metadata", "next_cursor").(string)
		if cursor == "" {
			break
		}
	}
	if len(names) != 8 || names[0] != "ana" || names[7] != botName {
		t.Errorf("%v", names)
	}
	w.wantError(w.api("users.list", "cursor", "elsewhere"), "invalid_cursor")
}

func TestConversations(t *testing.T) {
	w := open(t)
	list := func(fields ...string) string {
		out := w.wantOK(w.api("conversations.list", fields...))
		var names []string
		for _, c := range out["channels"].([]any) {
			names = append(names, at(t, c, "name").(string))
		}
		return strings.Join(names, " ")
	}
	if got := list(); got != "sales-leads general old-deals" {
		t.Errorf("public: %s", got)
	}
	if got := list("types", "public_channel,private_channel", "exclude_archived", "true"); got != "sales-leads sales-managers general" {
		t.Errorf("unarchived: %s", got)
	}
	w.wantError(w.api("conversations.list", "types", "nonsense"), "invalid_types")
	w.wantError(w.api("conversations.list", "types", "im"), "missing_scope")
	info := at(t, w.wantOK(w.api("conversations.info", "channel", "C0OLDDEALS01", "include_num_members", "true")), "channel")
	if at(t, info, "is_archived") != true || at(t, info, "is_member") != true || at(t, info, "num_members") != 7.0 {
		t.Errorf("%v", info)
	}
	if at(t, w.api("conversations.info", "channel", "C0GENERAL001"), "channel", "is_member") != false {
		t.Error("the bot is in general")
	}
	w.wantError(w.api("conversations.info", "channel", "sales-leads"), "channel_not_found")
	members := w.wantOK(w.api("conversations.members", "channel", "C0SALESMGRS1"))
	if n := len(members["members"].([]any)); n != 3 {
		t.Errorf("%v", members)
	}
	w.wantError(w.api("conversations.members", "channel", "C0"), "channel_not_found")
}

func TestConversationsOpen(t *testing.T) {
	w := open(t, func(o *Options) { o.Scopes = append(DefaultScopes(), "im:read") })
	out := w.wantOK(w.api("conversations.open", "users", "U0BENOKAFOR", "return_im", "true"))
	id := at(t, out, "channel", "id").(string)
	if out["already_open"] != false || at(t, out, "channel", "user") != "U0BENOKAFOR" {
		t.Errorf("%v", out)
	}
	w.wantOK(w.api("conversations.open", "channel", id))
	w.wantOK(w.api("conversations.info", "channel", id))
	if n := len(w.wantOK(w.api("conversations.list", "types", "im"))["channels"].([]any)); n != 1 {
		t.Errorf("%d direct messages listed", n)
	}
	for want, fields := range map[string][]string{
		"channel_not_found":        {"channel", "C0SALESLEADS"},
		"users_list_not_supplied":  {},
		"user_not_found":           {"users", "U0NOBODY"},
		"missing_scope":            {"users", "U0BENOKAFOR,U0ANADUARTE"},
		"invalid_user_combination": {"users", botUserID},
	} {
		w.wantError(w.api("conversations.open", fields...), want)
	}
}

func TestBlocksValidate(t *testing.T) {
	w := open(t)
	w.wantOK(w.api("blocks.validate", "blocks", claimBlocks))
	w.wantError(w.api("blocks.validate", "blocks", `[{"type":"section"}]`), "invalid_blocks")
	w.wantError(w.api("blocks.validate", "blocks", `{}`), "invalid_blocks_format")
	w.wantError(w.api("blocks.validate"), "invalid_arguments")
}

func TestIDsAreFilledIn(t *testing.T) {
	raw := withIDs(json.RawMessage(`[{"type":"divider"},{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"a"}}]}]`))
	for _, b := range decodeBlocks(raw) {
		if id, _ := b["block_id"].(string); id == "" {
			t.Errorf("no block_id in %v", b)
		}
	}
	if s := spots(raw); len(s) != 1 || s[0].text("action_id") == "" || s[0].block == "" {
		t.Errorf("%v", s)
	}
	if got := withIDs(json.RawMessage(`[{"type":"divider","block_id":"a"} ]`)); string(got) != `[{"type":"divider","block_id":"a"}]` {
		t.Errorf("rewrote what was complete: %s", got)
	}
	if withIDs(json.RawMessage(`[]`)) != nil {
		t.Error("no blocks are not none")
	}
}
