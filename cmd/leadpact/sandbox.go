package main

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"leadpact/bot/manifest"
	"leadpact/internal/clock"
	"leadpact/internal/sandbox"
	"leadpact/internal/sandbox/page"
)

type sandboxCommand struct {
	Addr          string `default:"127.0.0.1:8765" help:"Address to listen on; loopback only."`
	Store         string `help:"Store to keep leads in, such as sqlite:demo.db. A fresh temporary one unless told."`
	WorkspaceOnly bool   `help:"Run the simulated workspace alone, for leadpact serve processes that SLACK_API_URL points at it."`
	Deliver       string `placeholder:"URL" help:"With --workspace-only: deliver to this address by requests signed with SLACK_SIGNING_SECRET, instead of over sockets."`
}

// sandboxRate is the pace of a simulated channel, in messages a second: quicker
// than Slack's, since nobody wants to wait for a demonstration.
const sandboxRate = "20"

// sandboxZone is where most of the simulated people live.
const sandboxZone = "Europe/Berlin"

// sandboxDrain is how long a closing sandbox waits for requests under way: it is
// closed by somebody who watches.
const sandboxDrain = time.Second

// sandboxSecret opens the sandbox's intake: its bearer token, and HubSpot's
// secret.
const sandboxSecret = "sandbox"

// Run runs a simulated workspace, and the bot in it, until the program is told
// to stop.
func (c sandboxCommand) Run(p *program) error {
	if err := c.check(); err != nil {
		return err
	}
	l, err := listen(p.ctx, c.Addr)
	if err != nil {
		return err
	}
	s, remove, err := c.settings(p, "http://"+l.Addr().String())
	if err != nil {
		return errorsWithClose(err, l)
	}
	defer remove()
	log := newLog(p.stderr, slog.LevelWarn)
	if c.WorkspaceOnly {
		return c.workspace(p, l, log, sandbox.Options{
			Command: s.Command, Scopes: scopeNames(), Page: page.Handler(), Log: log, Delivery: c.delivery(s),
		})
	}
	if c.Store != "" {
		if err := reopen(p.ctx, s.Store, log); err != nil {
			return errorsWithClose(err, l)
		}
	}
	return c.whole(p, l, s, log)
}

// whole runs workspace and bot in this process: the workspace first, since the
// bot calls it.
func (c sandboxCommand) whole(p *program, l net.Listener, s settings, log *slog.Logger) error {
	clk := &clock.Clock{}
	var a *app
	started := make(chan struct{}) // closed when a is set
	w := sandbox.New(described(sandbox.Options{
		Now: clk.Now, Command: s.Command, Scopes: scopeNames(), Page: page.Handler(), Log: log,
		Advance: func(ctx context.Context, to time.Time) error { <-started; return a.advance(ctx, to) },
		Settle:  func(ctx context.Context) error { <-started; return a.settled(ctx) },
		Intake:  http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-started; a.intake.ServeHTTP(w, r) }),
	}))
	defer w.Close()
	web := serveHTTP(l, w.Handler(), log)
	a, err := start(p.ctx, s, clk, log)
	close(started)
	defer a.stop()
	if err != nil {
		return errorsWithClose(err, l)
	}
	fmt.Fprintf(p.stdout, "The sandbox is open: http://%s/\nPress Ctrl+C to close it.\n", l.Addr())
	var trouble error
	select {
	case <-p.ctx.Done():
	case trouble = <-a.failed:
	case trouble = <-web.ended:
	}
	w.Close()
	_ = web.shutdown(p.ctx, sandboxDrain) // what it cuts off belongs to a demonstration
	return trouble
}

// described adds what a workspace knows of an app from its manifest: what the
// command is for, and what may follow it.
func described(o sandbox.Options) sandbox.Options {
	for _, c := range manifest.New(manifest.Options{Command: o.Command}).Features.Commands {
		o.Description, o.UsageHint = c.Description, c.Hint
	}
	return o
}

// settings are what a user would set, for this workspace. Pace, command and
// zone can be set from outside.
func (c sandboxCommand) settings(p *program, at string) (settings, func(), error) {
	outside, err := environment(p.env, os.DevNull)
	if err != nil {
		return settings{}, nil, err
	}
	environ := map[string]string{"LEADPACT_CHANNEL_RATE": sandboxRate, "LEADPACT_TIMEZONE": sandboxZone}
	for _, name := range c.fromOutside() {
		if value, ok := outside[name]; ok {
			environ[name] = value
		}
	}
	kept, remove, err := c.keptAt()
	if err != nil {
		return settings{}, nil, err
	}
	maps.Copy(environ, map[string]string{
		"SLACK_BOT_TOKEN": sandbox.BotToken, "SLACK_APP_TOKEN": sandbox.AppToken, "SLACK_API_URL": at + "/api/",
		"LEADPACT_STORE": kept, "LEADPACT_SALES_CHANNEL": "sales-leads", "LEADPACT_MANAGERS_CHANNEL": "sales-managers",
		"LEADPACT_INTAKE_TOKEN": sandboxSecret, "HUBSPOT_CLIENT_SECRET": sandboxSecret, "LEADPACT_PUBLIC_URL": at,
	})
	s, err := readSettings(environ)
	if err != nil {
		remove()
	}
	return s, remove, err
}

// keptAt is the address of the store, and what removes it in the end if it is a
// temporary one.
func (c sandboxCommand) keptAt() (address string, remove func(), err error) {
	if c.Store != "" || c.WorkspaceOnly {
		return c.Store, func() {}, nil
	}
	dir, err := os.MkdirTemp("", "leadpact-sandbox-")
	if err != nil {
		return "", nil, fmt.Errorf("no place for a temporary store: %w", err)
	}
	return "sqlite:" + filepath.Join(dir, "leadpact.db"), func() { _ = os.RemoveAll(dir) }, nil
}
