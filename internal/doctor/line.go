package doctor

import (
	"context"
	"errors"
	"fmt"
)

// newAppToken is how one gets an app-level token that works.
const newAppToken = yourApp + "Basic Information, App-Level Tokens: press Generate Token and Scopes, add connections:write, " +
	"and copy the token into SLACK_APP_TOKEN"

// switchOn is how Socket Mode is switched on.
const switchOn = yourApp + "Socket Mode: switch Enable Socket Mode on"

var lineWords = map[string]advice{
	"invalid_auth":            {"Slack does not know the token in SLACK_APP_TOKEN", newAppToken},
	"not_authed":              {"Slack does not know the token in SLACK_APP_TOKEN", newAppToken},
	"token_revoked":           {"the token in SLACK_APP_TOKEN was revoked", newAppToken},
	"account_inactive":        {"the app was removed from the workspace", again},
	"not_allowed_token_type":  {"the token in SLACK_APP_TOKEN is of another kind", newAppToken},
	"missing_scope":           {"the token in SLACK_APP_TOKEN lacks the scope connections:write", newAppToken},
	"link_disabled":           {"Socket Mode is switched off for the app", switchOn},
	"socket_mode_not_enabled": {"Socket Mode is switched off for the app", switchOn},
	"no_permission":           {"the token in SLACK_APP_TOKEN lacks the scope connections:write", newAppToken},
}

func (e *exam) open(ctx context.Context) Finding {
	ticket, err := e.o.Line.Open(ctx)
	if err != nil {
		return e.about(err, lineWords)
	}
	e.ticket = ticket
	return well("Slack takes it, and Socket Mode is switched on")
}

// usual is how many sockets one leadpact serve holds.
const usual = 2

// greet opens a socket for a moment. Others on it than a bot of this store get
// their share of every click, and that is how clicks get lost.
func (e *exam) greet(ctx context.Context) Finding {
	hello, err := e.o.Line.Greet(ctx, e.ticket)
	if err != nil {
		return noSocket(err)
	}
	if e.app != "" && hello.App != "" && e.app != hello.App {
		return failed(fmt.Sprintf("the two tokens belong to different apps: SLACK_APP_TOKEN to %s, SLACK_BOT_TOKEN to %s", hello.App, e.app),
			"copy both tokens from the same app's page, https://api.slack.com/apps/"+hello.App)
	}
	seen := "a socket opened, and Slack said hello"
	if hello.App != "" {
		seen += " to the app " + hello.App
	}
	others := hello.Sockets - 1
	switch {
	case hello.Sockets == 0:
		return well(seen)
	case others <= 0:
		return well(seen + "; nobody else uses this app token")
	case e.unsure:
		return warning(fmt.Sprintf("%s, but %s open for this app, and whether they are those of leadpact serve cannot be seen", seen, sockets(others)),
			"see what is said of the store above; if another process uses this app token, give it an app of its own")
	case !e.serving:
		return warning(fmt.Sprintf("%s, but %s open for this app, and no leadpact serve works on this store", seen, sockets(others)),
			"Slack gives each click to one of the sockets: stop the other process, or give it an app of its own")
	case others > usual:
		return warning(fmt.Sprintf("%s, but %s open for this app; one leadpact serve holds %d", seen, sockets(others), usual),
			"Slack gives each click to one of the sockets: if a copy for tests runs with this app token, give it an app of its own")
	}
	return well(fmt.Sprintf("%s; %s open, those of leadpact serve", seen, sockets(others)))
}

func sockets(n int) string {
	if n == 1 {
		return "1 more socket is"
	}
	return fmt.Sprintf("%d more sockets are", n)
}

// noSocket says why there was no hello.
func noSocket(err error) Finding {
	if t, ok := errors.AsType[*Trouble](err); ok {
		if a, known := lineWords[t.Code]; known {
			return failed(a.seen, a.fix)
		}
		if t.Code == "too_many_websockets" {
			return failed("the app has as many sockets open as Slack allows (10)",
				"stop the other processes that use this app token, or give them an app of their own")
		}
	}
	return failed("no websocket could be opened: "+err.Error(),
		"let this machine reach *.slack.com on port 443, and see that no proxy on the way breaks websockets")
}
