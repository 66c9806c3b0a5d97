package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"

	"leadpact/internal/sandbox"
)

// workspace runs the simulated workspace alone, until the program is told to
// stop.
func (c sandboxCommand) workspace(p *program, l net.Listener, log *slog.Logger, o sandbox.Options) error {
	w := sandbox.New(o)
	defer w.Close()
	web := serveHTTP(l, w.Handler(), log)
	fmt.Fprintf(p.stdout, "The workspace is open: http://%s/\nPoint leadpact serve at it with SLACK_API_URL=http://%s/api/ SLACK_BOT_TOKEN=%s %s\n",
		l.Addr(), l.Addr(), sandbox.BotToken, opens(o.Delivery))
	select {
	case <-p.ctx.Done():
		w.Close()
		_ = web.shutdown(p.ctx, sandboxDrain)
		return nil
	case err := <-web.ended:
		return err
	}
}

// opens is the setting by which a bot takes what the workspace tells it. A
// secret that somebody has set is not printed.
func opens(d sandbox.Delivery) string {
	switch {
	case d.Address == "":
		return "SLACK_APP_TOKEN=" + sandbox.AppToken
	case d.Secret == "":
		return "SLACK_SIGNING_SECRET=" + sandbox.SigningSecret
	default:
		return "and the SLACK_SIGNING_SECRET that is set here"
	}
}

// delivery is how the workspace tells the bot what happens.
func (c sandboxCommand) delivery(s settings) sandbox.Delivery {
	return sandbox.Delivery{Address: c.Deliver, Secret: s.SigningSecret}
}

// fromOutside names the settings that the sandbox takes from its environment.
func (c sandboxCommand) fromOutside() []string {
	names := []string{"LEADPACT_CHANNEL_RATE", "LEADPACT_COMMAND", "LEADPACT_TIMEZONE"}
	if c.Deliver != "" {
		names = append(names, "SLACK_SIGNING_SECRET", "SLACK_SIGNING_SECRET_FILE")
	}
	return names
}

// check looks at what was typed.
func (c sandboxCommand) check() error {
	if err := c.checkLoopback(); err != nil {
		return err
	}
	switch {
	case c.Deliver == "":
		return nil
	case !c.WorkspaceOnly:
		return &badInput{errors.New("--deliver: it goes with --workspace-only, since the bot of the whole sandbox listens on sockets")}
	}
	if err := (sandbox.Delivery{Address: c.Deliver}).Check(); err != nil {
		return &badInput{fmt.Errorf("--deliver %s: %w", c.Deliver, err)}
	}
	return nil
}

// checkLoopback refuses to show the sandbox to the network: it has no log-in.
func (c sandboxCommand) checkLoopback() error {
	host, _, err := net.SplitHostPort(c.Addr)
	if err == nil && isAddress(c.Addr) && (host == "localhost" || net.ParseIP(host).IsLoopback()) {
		return nil
	}
	return &badInput{fmt.Errorf("--addr %s: the sandbox listens on loopback only, since it has no log-in: write one such as 127.0.0.1:8765", c.Addr)}
}
