package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leadpact/bot/manifest"
	"leadpact/internal/doctor"
	"leadpact/internal/sandbox"
)

func TestDoctorFindsAWellOneWell(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	path := aStore(t)
	v := w.isVisited(w.settings(path, "LEADPACT_MANAGERS_CHANNEL=sales-managers", "LEADPACT_TIMEZONE=Europe/Berlin"))
	equal(t, "exit code", v.code, exitDone)
	v.isLike("doctor_well.txt", path, "/srv/leads.db", w.url, "http://127.0.0.1:8765")
	v.finds("socket", doctor.OK, "A0LEADPACT", "")
	v.finds("managers' channel", doctor.OK, "private", "")
}

func TestDoctorFindsAVeryIllOneIll(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	expect(t, w.Grant([]string{"commands", "channels:read", "groups:read", "users:read"}))
	expect(t, w.ChangeChannel(sandbox.ChannelChange{Channel: salesLeads, BotMember: new(false)}))
	_, err := w.Faults(t.Context(), sandbox.Fault{Socket: "link_disabled"})
	expect(t, err)
	secret := filepath.Join(t.TempDir(), "token")
	expect(t, os.WriteFile(secret, []byte("xoxb-sandbox\n"), 0o600))
	expect(t, os.Chmod(secret, 0o644))
	v := w.isVisited(append(slices.DeleteFunc(w.settings("/nowhere/leads.db"), func(s string) bool { return strings.HasPrefix(s, "SLACK_BOT_TOKEN=") }),
		"SLACK_BOT_TOKEN_FILE="+secret, "LEADPACT_MANAGERS_CHANNEL=old-deals", "LEADPACT_TIMEZONE=Berlin", "LEADPACT_CHANNEL_RATE=fast",
		"LEADPACT_INTAKE_TOKEN=", "HUBSPOT_CLIENT_SECRET=very-secret-words"), "--post")
	equal(t, "exit code", v.code, exitInput)
	v.isLike("doctor_ill.txt", secret, "/etc/leadpact/token", w.url, "http://127.0.0.1:8765")
	if strings.Contains(v.text, "very-secret-words") {
		t.Error("a secret is printed")
	}
}

func TestDoctorNamesEachScopeThatIsMissing(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	for _, s := range manifest.Scopes() {
		expect(t, w.Grant(slices.DeleteFunc(scopeNames(), func(o string) bool { return o == s.Name })))
		v := w.isVisited(w.settings(aStore(t)))
		equal(t, "exit code", v.code, exitFailed)
		v.finds("scopes", doctor.Failed, s.Name+", to "+s.Reason, "pick "+s.Name+"; then press Reinstall")
		switch s.Name {
		case "commands":
			v.finds("slash command", doctor.Skipped, "commands is missing", "")
		case "channels:read", "groups:read":
			v.finds("sales channel", doctor.Skipped, s.Name+" is missing", "")
		}
	}
	expect(t, w.Grant(append(scopeNames(), "users:read", "files:write")))
	v := w.isVisited(w.settings(aStore(t)))
	equal(t, "exit code", v.code, exitDone)
	v.finds("scopes", doctor.Remark, "users:read, files:write", "you may remove")
}

func TestDoctorSaysWhatSlackMeans(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ method, word, name, seen, fix string }{
		{"auth.test", "token_revoked", "bot token", "revoked", "Reinstall"},
		{"auth.test", "account_inactive", "bot token", "removed from the workspace", "Install"},
		{"auth.test", "http_502", "bot token", "in trouble itself", "again later"},
		{"apps.connections.open", "missing_scope", "app token", "connections:write", "connections:write"},
		{"apps.connections.open", "token_revoked", "app token", "revoked", "Generate Token"},
		{"blocks.validate", "invalid_blocks", "cards", "refuses a sample card", "newer version"},
		{"conversations.list", "fatal_error", "sales channel", "in trouble itself", "again later"},
	} {
		t.Run(c.method+" "+c.word, func(t *testing.T) {
			t.Parallel()
			w := aWard(t)
			w.suffers(c.method, c.word)
			v := w.isVisited(w.settings(aStore(t)))
			equal(t, "exit code", v.code, exitFailed)
			v.finds(c.name, doctor.Failed, c.seen, c.fix)
		})
	}
	w := aWard(t)
	w.suffers("blocks.validate", "unknown_method")
	v := w.isVisited(w.settings(aStore(t)))
	equal(t, "exit code", v.code, exitDone)
	v.finds("cards", doctor.Skipped, "no blocks.validate", "")
}

func TestDoctorNamesTokensThatAreNone(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	for _, c := range []struct {
		bot, app   string
		code       int
		name, seen string
	}{
		{"xoxb-sentinel-one", "xapp-sentinel-two", exitFailed, "bot token", "does not know the token in SLACK_BOT_TOKEN"},
		{"xoxb-sandbox", "xapp-sentinel-two", exitFailed, "app token", "does not know the token in SLACK_APP_TOKEN"},
		{"xapp-sentinel-two", "xoxb-sentinel-one", exitInput, "SLACK_BOT_TOKEN", "which SLACK_APP_TOKEN takes"},
		{"xapp-sentinel-two", "xoxb-sentinel-one", exitInput, "SLACK_APP_TOKEN", "which SLACK_BOT_TOKEN takes"},
		{"xoxp-sentinel-one", "xapp-sandbox", exitInput, "SLACK_BOT_TOKEN", "a person's token"},
		{"xoxb-sandbox ", "xapp-sandbox", exitInput, "SLACK_BOT_TOKEN", "a blank or a line break"},
		{"", "", exitInput, "SLACK_APP_TOKEN", "is not set"},
	} {
		v := w.isVisited(w.settings(aStore(t), "SLACK_BOT_TOKEN="+c.bot, "SLACK_APP_TOKEN="+c.app))
		equal(t, "exit code", v.code, c.code)
		v.finds(c.name, doctor.Failed, c.seen, "")
		if strings.Contains(v.text, "sentinel") {
			t.Errorf("a token is printed:\n%s", v.text)
		}
	}
}

func TestDoctorLooksForTheChannels(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	for _, c := range []struct{ setting, name, seen, fix string }{
		{"LEADPACT_SALES_CHANNEL=no-such", "sales channel", "no channel called no-such", "/invite @leadpact"},
		{"LEADPACT_SALES_CHANNEL=C0NOSUCHONE", "sales channel", "no channel called C0NOSUCHONE", "/invite @leadpact"},
		{"LEADPACT_SALES_CHANNEL=old-deals", "sales channel", "#old-deals is archived", "Unarchive"},
		{"LEADPACT_SALES_CHANNEL=C0OLDDEALS01", "sales channel", "#old-deals is archived", "Unarchive"},
		{"LEADPACT_SALES_CHANNEL=#general", "sales channel", "the bot is not in #general", "/invite @leadpact in #general"},
		{"LEADPACT_MANAGERS_CHANNEL=#general", "managers' channel", "the bot is not in #general", "/invite @leadpact in #general"},
	} {
		v := w.isVisited(w.settings(aStore(t), c.setting))
		equal(t, "exit code", v.code, exitFailed)
		v.finds(c.name, doctor.Failed, c.seen, c.fix)
	}
}

func TestDoctorGoesOnWithoutSlack(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	v := w.isVisited(w.settings(aStore(t), "SLACK_API_URL=http://127.0.0.1:1/api"))
	equal(t, "exit code", v.code, exitFailed)
	v.finds("bot token", doctor.Failed, "could not be asked: no connection", "SLACK_API_URL names")
	v.finds("sales channel", doctor.Skipped, "because of bot token", "")
	v.finds("clock", doctor.Skipped, "Slack was not reached", "")
	v.finds("leads by JSON", doctor.OK, "open", "")
}
