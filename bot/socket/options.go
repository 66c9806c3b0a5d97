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
	// An error whose text carries Slack's code for a refused token (invalid_auth and its kin) is taken as a refusal; one
	// with a method Patience() time.Duration says how long Slack wants to be left alone.
	Open func(ctx context.Context) (url string, err error)
	// Handle takes one envelope. It is called from the loop that reads the connection, so it must not block and must not
	// call [Client.Close]. It is never called again once [Client.Run] has returned.
	Handle func(Envelope, Ack)
	// Connections is how many sockets are held at once; 2 unless told.
	Connections int
	// OpenMost is how often Open may be called within any span as long as OpenWithin, over all connections together. The
	// defaults are ten a minute, all at once if need be: after a network's hiccup the sockets are back without a wait.
	OpenMost   int
	OpenWithin time.Duration
	// SilenceLimit is how long a socket may be silent (no ping, pong or frame) before it counts as dead; 30 s unless told.
	// The client pings three times in that span.
	SilenceLimit time.Duration
	// Young is how long a socket must have lasted so that its successor need not wait; 10 s unless told.
	Young time.Duration
	// Log gets what happens to the connections, never a payload or an address; nil discards.
	Log *slog.Logger
}

func (o Options) withDefaults() Options {
	o.Connections = atLeastOne(o.Connections, 2)
	o.OpenMost = atLeastOne(o.OpenMost, 10)
	o.OpenWithin = atLeastOne(o.OpenWithin, time.Minute)
	o.SilenceLimit = atLeastOne(o.SilenceLimit, 30*time.Second)
	o.Young = atLeastOne(o.Young, 10*time.Second)
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
