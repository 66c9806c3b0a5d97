package socket

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// kind says what has to happen before the next attempt.
type kind int

const (
	lost     kind = iota // dropped, silent, unreachable: again at once, slower while it keeps failing
	replaced             // Slack asks for a new connection and keeps the old one open for a while
	crowded              // Slack counts too many sockets
	refused              // a person has to change something at Slack
	kinds
)

// trouble is why a connection ended or could not be had, in words for a person.
type trouble struct {
	kind kind
	why  string
}

func (t trouble) Error() string { return t.why }

func asTrouble(err error) trouble {
	if t, ok := errors.AsType[trouble](err); ok {
		return t
	}
	return trouble{lost, err.Error()}
}

const linkDisabled = "Slack has switched Socket Mode off for this app (link_disabled): " +
	"switch it on again under Socket Mode in the app's settings"

// dismissal reads the reason of a disconnect frame. A reason that is new to us is treated like a refresh, because then
// the old connection goes on working until Slack or the new one ends it.
func dismissal(reason string) trouble {
	switch reason {
	case "link_disabled":
		return trouble{refused, linkDisabled}
	case "too_many_websockets":
		return trouble{crowded, "Slack counts too many sockets for this app (too_many_websockets): " +
			"is another process running with the same app token?"}
	}
	return trouble{replaced, "Slack is refreshing the connection"}
}

// refusals are Slack's codes for a token that apps.connections.open will not take, with what helps.
var refusals = map[string]string{
	"access_denied":           "",
	"account_inactive":        "the app was removed from the workspace, or its owner was deactivated",
	"invalid_auth":            "",
	"missing_scope":           "it needs the scope connections:write",
	"not_allowed_token_type":  "it has to be an app-level token, xapp-…",
	"not_authed":              "no token was sent",
	"org_login_required":      "",
	"team_access_not_granted": "",
	"token_expired":           "",
	"token_revoked":           "",
}

// opening names what an error of Open means. Slack's code is looked for as a whole word in the text, because a caller
// may wrap it in words of its own, and this package does not know the caller's Slack library.
func opening(err error) trouble {
	for _, word := range strings.FieldsFunc(err.Error(), notOfCode) {
		if help, ok := refusals[word]; ok {
			return trouble{refused, strings.TrimSuffix(fmt.Sprintf("the app token was refused: %s (%s)", word, help), " ()")}
		}
		if word == "link_disabled" || word == "socket_mode_not_enabled" {
			return trouble{refused, linkDisabled}
		}
	}
	return trouble{lost, "no address for a connection could be had from Slack: " + err.Error()}
}

// pauseAsked is how long Slack asks to be left alone; 0 if it does not.
func pauseAsked(err error) time.Duration {
	if asks, ok := errors.AsType[interface {
		error
		Patience() time.Duration
	}](err); ok {
		return asks.Patience()
	}
	return 0
}

func notOfCode(r rune) bool { return r != '_' && (r < 'a' || r > 'z') }

// reading names what an error of the read loop means.
func reading(err error, silence time.Duration) trouble {
	timeout, ok := errors.AsType[net.Error](err)
	switch {
	case ok && timeout.Timeout():
		return trouble{lost, fmt.Sprintf("nothing was heard from Slack for %s", silence)}
	case errors.Is(err, websocket.ErrReadLimit):
		return trouble{lost, "Slack sent a frame of more than 4 MiB"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), websocket.IsCloseError(err, websocket.CloseNormalClosure,
		websocket.CloseGoingAway, websocket.CloseAbnormalClosure, websocket.CloseNoStatusReceived):
		return trouble{lost, "Slack closed the connection"}
	}
	return trouble{lost, "the connection to Slack was lost: " + err.Error()}
}
