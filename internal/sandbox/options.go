package sandbox

import (
	"context"
	"log/slog"
	"net/http"
	"time"
)

// The two tokens that the workspace accepts.
const (
	BotToken = "xoxb-sandbox"
	AppToken = "xapp-sandbox"
)

// Options of a Workspace. The zero value is a workspace that stands alone.
type Options struct {
	// Now is the clock that the workspace shows and stamps messages with (default time.Now).
	Now func() time.Time
	// Advance moves the clock that the domain sees to the given instant, runs what is due
	// and drains what follows. Without it /sandbox/v1/advance answers 409.
	Advance func(ctx context.Context, to time.Time) error
	// Settle returns when the bot of this process has nothing left to do. Without it the
	// workspace waits until no call came for 150 ms and none is in flight, at most 3 s.
	Settle func(ctx context.Context) error
	// Intake is mounted at /v1/ and /hooks/; without it both answer 503.
	Intake http.Handler
	// Scopes are the bot scopes that the app was installed with (default DefaultScopes).
	Scopes []string
	// Command is the slash command that the app registered (default "/sla").
	Command string
	// Description and UsageHint are what the app's manifest says of its command; the page
	// offers them while somebody types.
	Description, UsageHint string
	// Page is mounted at "/".
	Page http.Handler
	// Log takes the workspace's own remarks; nil discards them.
	Log *slog.Logger
	// Delivery is how the app is told of what happens (default: over sockets).
	Delivery Delivery
	// Redeliver is how long an envelope may stay without its ack before it is sent again
	// (default 5 s, real time).
	Redeliver time.Duration
	// Ping is the interval of websocket pings (default 10 s, real time).
	Ping time.Duration
	// Unrecorded keeps this workspace's calls out of the recordings that RecordingsVariable
	// asks for: for tests that send on purpose what the bot never would.
	Unrecorded bool
}

// DefaultScopes are the bot scopes of an app installed from the least manifest.
func DefaultScopes() []string {
	return []string{
		"chat:write", "commands", "users:read", "im:write",
		"channels:read", "groups:read", "files:write",
	}
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Scopes == nil {
		o.Scopes = DefaultScopes()
	}
	if o.Command == "" {
		o.Command = "/sla"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Redeliver <= 0 {
		o.Redeliver = 5 * time.Second
	}
	if o.Ping <= 0 {
		o.Ping = 10 * time.Second
	}
	return o
}
