package doctor_test

import (
	"errors"
	"testing"

	"leadpact/internal/doctor"
)

func TestSocketMode(t *testing.T) {
	t.Parallel()
	all(t, []illness{
		{"unknown token", func(w *world) { w.ticket = refused("invalid_auth") }, "app token", doctor.Failed, "SLACK_APP_TOKEN", "App-Level Tokens", map[string]string{"socket": "because of app token"}},
		{"revoked", func(w *world) { w.ticket = refused("token_revoked") }, "app token", doctor.Failed, "revoked", "Generate Token", nil},
		{"another kind", func(w *world) { w.ticket = refused("not_allowed_token_type") }, "app token", doctor.Failed, "another kind", "connections:write", nil},
		{"without its scope", func(w *world) { w.ticket = refused("missing_scope") }, "app token", doctor.Failed, "connections:write", "connections:write", nil},
		{"switched off", func(w *world) { w.ticket = refused("link_disabled") }, "app token", doctor.Failed, "switched off", "Enable Socket Mode", nil},
		{"switched off, in other words", func(w *world) { w.ticket = refused("socket_mode_not_enabled") }, "app token", doctor.Failed, "switched off", "Enable Socket Mode", nil},
		{"switched off meanwhile", func(w *world) { w.helloErr = refused("link_disabled") }, "socket", doctor.Failed, "switched off", "Enable Socket Mode", nil},
		{"too many", func(w *world) { w.helloErr = refused("too_many_websockets") }, "socket", doctor.Failed, "as many sockets open", "stop", nil},
		{"no websocket", func(w *world) { w.helloErr = errors.New("Slack said no hello") }, "socket", doctor.Failed, "no hello", "*.slack.com", nil},
		{"two apps", func(w *world) { w.hello.App = "A0OTHER" }, "socket", doctor.Failed, "different apps: SLACK_APP_TOKEN to A0OTHER, SLACK_BOT_TOKEN to A0KESSEL", "A0OTHER", nil},
		{"somebody else", func(w *world) { w.hello.Sockets = 2 }, "socket", doctor.Warning, "1 more socket is open", "app of its own", nil},
		{"somebody, but who", func(w *world) { w.hello.Sockets = 3; w.store.Unseen = "odd" }, "socket", doctor.Warning, "2 more sockets are open for this app, and whether they are those of leadpact serve cannot be seen", "of the store above", nil},
		{"too many for one", func(w *world) { w.hello.Sockets = 5; w.store.Serving = true }, "socket", doctor.Warning, "4 more sockets are open", "app of its own", nil},
		{"those of serve", func(w *world) { w.hello.Sockets = 3; w.store.Serving = true }, "socket", doctor.OK, "those of leadpact serve", "", nil},
		{"a Slack of few words", func(w *world) { w.hello = doctor.Hello{} }, "socket", doctor.OK, "said hello", "", nil},
		{"the app is not told", func(w *world) { w.app = "" }, "socket", doctor.OK, "A0KESSEL", "", nil},
	})
}

func TestSlackOverHTTP(t *testing.T) {
	t.Parallel()
	over := func(do func(*world)) func(*world) {
		return func(w *world) { w.Settings.OverHTTP = true; do(w) }
	}
	health := func(status int, body string, err error) func(*world) {
		return over(func(w *world) { w.health = func() (int, string, error) { return status, body, err } })
	}
	door := func(status int, err error) func(*world) {
		return over(func(w *world) { w.door = func() (int, error) { return status, err } })
	}
	all(t, []illness{
		{"well", over(func(*world) {}), "public address", doctor.OK, "answers at https://leads.kessel.example", "", nil},
		{"well signed", over(func(*world) {}), "signatures", doctor.OK, "turned away at https://leads.kessel.example/slack", "", nil},
		{"no address", over(func(w *world) { w.Settings.PublicURL = ""; w.Settings.HubSpot = false }), "public address", doctor.Warning, "is not set", "LEADPACT_PUBLIC_URL", map[string]string{"signatures": "is not known"}},
		{"in the clear", over(func(w *world) { w.Settings.PublicURL = "http://leads.kessel.example"; w.Settings.HubSpot = false }), "public address", doctor.Failed, "https://", "certificate", map[string]string{"signatures": "because of public address"}},
		{"a sandbox's", over(func(w *world) {
			w.Settings.SlackURL, w.Settings.PublicURL = "http://127.0.0.1:8765/api/", "http://127.0.0.1:8080"
		}), "public address", doctor.OK, "answers at http://127.0.0.1:8080", "", nil},
		{"a sandbox's, but elsewhere", over(func(w *world) {
			w.Settings.SlackURL, w.Settings.PublicURL, w.Settings.HubSpot = "http://127.0.0.1:8765/api/", "http://10.0.0.1:8080", false
		}), "public address", doctor.Failed, "https://", "certificate", nil},
		{"unreachable", health(0, "", errors.New("nothing listens there")), "public address", doctor.Warning, "nothing listens there", "hairpin NAT", nil},
		{"somebody else answers", health(200, "<html>", nil), "public address", doctor.Warning, "not Leadpact", "leadpact serve runs", nil},
		{"a bad gateway", health(502, "", nil), "public address", doctor.Warning, "status 502", "leadpact serve runs", nil},
		{"no door", door(404, nil), "signatures", doctor.Failed, "does not exist", "SLACK_SIGNING_SECRET", nil},
		{"an open door", door(200, nil), "signatures", doctor.Failed, "without a signature", "/slack", nil},
		{"another answer", door(405, nil), "signatures", doctor.Warning, "405", "POST", nil},
		{"no answer", door(0, errors.New("gone")), "signatures", doctor.Skipped, "no answer", "", nil},
	})
	r, _ := aWell(t, over(func(*world) {})).examined(t)
	for _, f := range r.Findings {
		if f.Name == "socket" || f.Name == "app token" {
			t.Errorf("over HTTP there is %+v", f)
		}
	}
}
