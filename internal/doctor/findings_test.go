package doctor_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"leadpact/internal/doctor"
)

// illness is one thing that is wrong, and what is said about it.
type illness struct {
	why    string
	make   func(*world)
	name   string
	status doctor.Status
	seen   string
	fix    string
	also   map[string]string // what else is skipped, with a part of the reason
}

func (c illness) shows(t *testing.T) {
	t.Helper()
	r, _ := aWell(t, c.make).examined(t)
	f := finds(t, r, c.name)
	if f.Status != c.status || !strings.Contains(f.Seen, c.seen) || !strings.Contains(f.Fix, c.fix) {
		t.Errorf("it is found: %+v", f)
	}
	for _, f := range r.Findings {
		advised := f.Status == doctor.Remark || f.Status == doctor.Warning || f.Status == doctor.Failed
		if f.Name == "" || f.Seen == "" || advised != (f.Fix != "") {
			t.Errorf("a finding that lacks something: %+v", f)
		}
	}
	for name, why := range c.also {
		if f := finds(t, r, name); f.Status != doctor.Skipped || !strings.Contains(f.Seen, why) {
			t.Errorf("%s is found: %+v", name, f)
		}
	}
	if r.OK() != (c.status != doctor.Failed) {
		t.Errorf("the report is OK: %t", r.OK())
	}
}

func all(t *testing.T, cases []illness) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.why, func(t *testing.T) { t.Parallel(); c.shows(t) })
	}
}

func TestTheBotsToken(t *testing.T) {
	t.Parallel()
	all(t, []illness{
		{"unknown", func(w *world) { w.botErr = refused("invalid_auth") }, "bot token", doctor.Failed, "does not know the token in SLACK_BOT_TOKEN", "OAuth & Permissions", map[string]string{
			"scopes": "because of bot token", "sales channel": "because of bot token", "managers' channel": "because of bot token", "slash command": "because of bot token", "cards": "because of bot token", "test card": "because of bot token",
		}},
		{"revoked", func(w *world) { w.botErr = refused("token_revoked") }, "bot token", doctor.Failed, "revoked", "Reinstall", nil},
		{"removed", func(w *world) { w.botErr = refused("account_inactive") }, "bot token", doctor.Failed, "removed from the workspace", "Install", nil},
		{"expired", func(w *world) { w.botErr = refused("token_expired") }, "bot token", doctor.Failed, "token rotation", "new app", nil},
		{"another kind", func(w *world) { w.botErr = refused("not_allowed_token_type") }, "bot token", doctor.Failed, "another kind", "Bot User OAuth Token", nil},
		{"a person's", func(w *world) { w.bot.IsBot = false }, "bot token", doctor.Failed, "a person's", "Bot User OAuth Token", nil},
		{"no network", func(w *world) {
			w.botErr = &doctor.Trouble{Code: "no connection", Away: true}
			w.bot.Date = time.Time{}
		}, "bot token", doctor.Failed, "could not be asked: no connection", "HTTPS_PROXY", map[string]string{"clock": "Slack was not reached"}},
		{"no network to another Slack", func(w *world) {
			w.botErr = &doctor.Trouble{Code: "no connection", Away: true}
			w.Settings.SlackURL = "http://127.0.0.1:1/api"
		}, "bot token", doctor.Failed, "no connection", "http://127.0.0.1:1/api, which SLACK_API_URL names", nil},
		{"too many calls", func(w *world) { w.botErr = &doctor.Trouble{Code: "ratelimited", After: 30 * time.Second} }, "bot token", doctor.Failed, "patience", "again in 30 seconds", nil},
		{"Slack's own trouble", func(w *world) { w.botErr = refused("fatal_error") }, "bot token", doctor.Failed, "in trouble itself", "slack-status.com", nil},
		{"a proxy", func(w *world) { w.botErr = refused("HTTP status 407") }, "bot token", doctor.Failed, "something else than Slack", "proxy", nil},
		{"a gateway", func(w *world) { w.botErr = refused("HTTP status 502") }, "bot token", doctor.Failed, "in trouble itself", "later", nil},
		{"a new word", func(w *world) { w.botErr = refused("blue_moon") }, "bot token", doctor.Failed, "blue_moon", "docs.slack.dev/reference/methods/auth.test", nil},
		{"something else", func(w *world) { w.botErr = errors.New("odd") }, "bot token", doctor.Failed, "odd", "again", nil},
		{"another Slack", func(w *world) { w.Settings.SlackURL = "http://127.0.0.1:1/api" }, "bot token", doctor.Remark, "reached at http://127.0.0.1:1/api", "remove it", nil},
	})
}

func TestScopes(t *testing.T) {
	t.Parallel()
	all(t, []illness{
		{"nothing is said", func(w *world) { w.bot.Granted = nil }, "scopes", doctor.Warning, "did not say", "leadpact manifest", nil},
		{"more than needed", func(w *world) { w.bot.Granted = append(w.bot.Granted, "users:read") }, "scopes", doctor.Remark, "and users:read", "not needed; you may remove", nil},
		{"none", func(w *world) { w.bot.Granted = []string{} }, "scopes", doctor.Failed, "chat:write, to post cards; commands, to answer", "pick chat:write, commands, channels:read, groups:read; then press Reinstall", map[string]string{"slash command": "scope commands", "test card": "chat:write"}},
	})
	for _, s := range aWell(t).Scopes {
		illness{"", func(w *world) {
			w.bot.Granted = []string{}
			for _, o := range w.Scopes {
				if o != s {
					w.bot.Granted = append(w.bot.Granted, o.Name)
				}
			}
		}, "scopes", doctor.Failed, s.Name + ", to " + s.Reason, "pick " + s.Name + "; then press Reinstall", nil}.shows(t)
	}
}

func TestChannels(t *testing.T) {
	t.Parallel()
	change := func(named string, do func(*doctor.Channel)) func(*world) {
		return func(w *world) {
			c := w.channels[named]
			do(&c)
			w.channels[named] = c
		}
	}
	missing := func(w *world) {
		w.bot.Granted = []string{"chat:write", "commands", "groups:read"}
		w.lookErr = &doctor.Trouble{Method: "conversations.list", Code: "missing_scope", Needed: "channels:read"}
	}
	all(t, []illness{
		{"unknown", func(w *world) { delete(w.channels, "#sales-leads") }, "sales channel", doctor.Failed, "no channel called #sales-leads", "/invite @leadpact", map[string]string{"test card": "because of sales channel"}},
		{"archived", change("#sales-leads", func(c *doctor.Channel) { c.Archived = true }), "sales channel", doctor.Failed, "#sales-leads is archived", "Unarchive", nil},
		{"not invited", change("#sales-leads", func(c *doctor.Channel) { c.Member = false }), "sales channel", doctor.Failed, "the bot is not in #sales-leads", "/invite @leadpact in #sales-leads", nil},
		{"managers: archived", change("managers", func(c *doctor.Channel) { c.Archived = true }), "managers' channel", doctor.Failed, "archived", "LEADPACT_MANAGERS_CHANNEL", nil},
		{"managers: not invited", change("managers", func(c *doctor.Channel) { c.Member = false }), "managers' channel", doctor.Failed, "not in #managers", "/invite", nil},
		{"managers: not set", func(w *world) { w.Settings.ManagersChannel = "" }, "managers' channel", doctor.Skipped, "not set", "", nil},
		{"a scope is missing", missing, "scopes", doctor.Failed, "channels:read", "channels:read", map[string]string{"sales channel": "channels:read is missing", "test card": "the sales channel was not"}},
		{"a scope that was there", func(w *world) { missing(w); w.bot.Granted = nil }, "sales channel", doctor.Failed, "lacks the scope channels:read", "pick channels:read", nil},
		{"Slack is away", func(w *world) { w.lookErr = refused("internal_error") }, "sales channel", doctor.Failed, "in trouble itself", "later", nil},
	})
}

func TestCards(t *testing.T) {
	t.Parallel()
	all(t, []illness{
		{"refused", func(w *world) {
			w.validate = &doctor.Trouble{Code: "invalid_blocks", Details: []string{"must be shorter [/0/text]"}}
		}, "cards", doctor.Failed, "must be shorter [/0/text]; invalid_blocks", "newer version", nil},
		{"no such method", func(w *world) { w.validate = refused("unknown_method") }, "cards", doctor.Skipped, "no blocks.validate", "", nil},
		{"another word for it", func(w *world) { w.validate = refused("method_not_known") }, "cards", doctor.Skipped, "--post", "", nil},
		{"Slack's trouble", func(w *world) { w.validate = refused("fatal_error") }, "cards", doctor.Failed, "itself", "later", nil},
		{"may not post", func(w *world) { w.posting = refused("restricted_action") }, "test card", doctor.Failed, "only some people", "Posting permissions", nil},
		{"cannot be deleted", func(w *world) { w.deleting = refused("cant_delete_message") }, "test card", doctor.Warning, "at 12:00:00 UTC, but could not be deleted (cant_delete_message)", "by hand", nil},
		{"deleting goes wrong", func(w *world) { w.deleting = errors.New("odd") }, "test card", doctor.Warning, "(odd)", "by hand", nil},
	})
}

func TestATestCardThatMayStand(t *testing.T) {
	t.Parallel()
	lost := &doctor.Trouble{Code: "no answer in time", Away: true}
	for _, err := range []error{
		lost, refused("internal_error"), refused("fatal_error"), refused("service_unavailable"), refused("request_timeout"),
		refused("HTTP status 500"), refused("HTTP status 503"), refused("HTTP status 408"), refused("HTTP status 200 without JSON"),
	} {
		var word *doctor.Trouble
		errors.As(err, &word)
		all(t, []illness{
			{"posted? " + word.Code, func(w *world) { w.posting = err }, "test card", doctor.Failed, "whether a test card was posted is not known (" + word.Code + ")", "look into #sales-leads and delete it by hand if it is there", nil},
			{"deleted? " + word.Code, func(w *world) { w.deleting = err }, "test card", doctor.Warning, "at 12:00:00 UTC, but whether it was deleted again is not known (" + word.Code + ")", "look into #sales-leads and delete it by hand if it is there", nil},
		})
	}
	for word, seen := range map[string]string{
		"ratelimited": "asks for patience", "HTTP status 407": "something else than Slack answered", "invalid_blocks": "Slack refuses it (invalid_blocks)",
	} {
		all(t, []illness{{"not posted: " + word, func(w *world) { w.posting = refused(word) }, "test card", doctor.Failed, seen, "", nil}})
	}
}

func TestNamesThatAreNoSettings(t *testing.T) {
	t.Parallel()
	stray := doctor.Finding{Name: "SLACK_BOT_TOKN", Status: doctor.Warning, Seen: "no setting of this name", Fix: "did you mean SLACK_BOT_TOKEN?"}
	all(t, []illness{{"misspelt", func(w *world) { w.Settings.Strays = []doctor.Finding{stray} }, "SLACK_BOT_TOKN", doctor.Warning, "no setting", "SLACK_BOT_TOKEN?", nil}})
	if r, out := aWell(t).examined(t); !r.OK() || strings.Contains(out, "other names") {
		t.Errorf("where there are none, it is said:\n%s", out)
	}
}
