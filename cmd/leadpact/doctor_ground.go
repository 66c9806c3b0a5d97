package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"
	"time"

	"leadpact/internal/doctor"
)

// ground lets the doctor try the address that serve is to listen on.
type ground struct{}

// Free listens for a moment.
func (ground) Free(ctx context.Context, address string) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	switch {
	case err == nil:
		return l.Close()
	case errors.Is(err, syscall.EADDRINUSE):
		return doctor.ErrBusy
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return doctor.ErrNotLocal
	}
	return err
}

// oursWithin is how long whoever listens may take to answer.
const oursWithin = 3 * time.Second

// Ours asks for what serve answers while it runs.
func (ground) Ours(ctx context.Context, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, oursWithin)
	defer cancel()
	web := newPublicWeb("http://" + nearby(address))
	web.http.Transport = &http.Transport{DisableKeepAlives: true} // a proxy has no business here
	status, body, err := web.Get(ctx, "/healthz")
	return err == nil && status == http.StatusOK && body == stillAlive
}

// nearby is where this machine reaches what listens on the address: one that
// names no host stands for all of them.
func nearby(address string) string {
	host, port, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || host != "" && !ip.IsUnspecified() {
		return address
	}
	return net.JoinHostPort("127.0.0.1", port)
}
