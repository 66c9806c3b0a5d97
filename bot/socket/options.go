package socket

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"time"
)

// Options tells a [Client] how to reach Slack and whom to give the envelopes to. Open and Handle are needed, the rest has defaults.
type Options struct {
	// Open asks Slack for a fresh address (apps.connections.open). An address is good for one connection and is a secret.
	// An error whose text carries Slack's code for a refused token (invalid_auth and its kin) is taken as a refusal.
	Open func(ctx context.Context) (url string, err error)
	// Handle takes one envelope. It is called from the loop that reads the connection, so it must not block and must not
	// call [Client.Close]. It is never called again once [Client.Run] has returned.
	Handle func(Envelope, Ack)
	// Connections is how many sockets are held at once; 2 unless told.
	Connections int
	// OpenBurst and OpenEvery throttle Open over all connections together: so many at once, then one in each interval.
	// The defaults, 5 and 12 s, allow at most ten in any minute.
	OpenBurst int
	OpenEvery time.Duration
	// SilenceLimit is how long a socket may be silent (no ping, pong or frame) before it counts as dead; 30 s unless told.
	// The client pings three times in that span.
	SilenceLimit time.Duration
	// Log gets what happens to the connections, never a payload or an address; nil discards.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	o.Connections = atLeastOne(o.Connections, 2)
	o.OpenBurst = atLeastOne(o.OpenBurst, 5)
	o.OpenEvery = atLeastOne(o.OpenEvery, 12*time.Second)
	o.SilenceLimit = atLeastOne(o.SilenceLimit, 30*time.Second)
	o.Log = cmp.Or(o.Log, slog.New(slog.DiscardHandler))
	return o
}

func (o Options) check() error {
	if o.Open == nil || o.Handle == nil {
		return errors.New("socket: options need Open and Handle")
	}
	return nil
}

func atLeastOne[N int | time.Duration](got, otherwise N) N {
	if got < 1 {
		return otherwise
	}
	return got
}
