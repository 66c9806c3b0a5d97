package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"leadpact/bot"
	"leadpact/bot/courier"
	"leadpact/bot/signed"
	"leadpact/bot/socket"
	"leadpact/bot/webapi"
	"leadpact/commands"
	"leadpact/intake"
	"leadpact/internal/clock"
	"leadpact/internal/lease"
	"leadpact/scheduler"
	"leadpact/store"
)

// courierLease is the lease of whoever posts to Slack.
const courierLease = "courier"

// app is the bot at work.
type app struct {
	s         settings
	log       *slog.Logger
	clock     *clock.Clock
	store     store.Store
	slack     *webapi.Client
	bot       *bot.Bot
	courier   *courier.Courier
	keeper    *lease.Keeper
	sockets   *socket.Client
	scheduler *scheduler.Scheduler
	intake    http.Handler

	channel   atomic.Pointer[string]  // the sales channel's id, once Slack has told it
	greeted   chan struct{}           // closed once Slack has accepted the bot's token
	trouble   atomic.Pointer[string]  // why nothing can be posted; nil if it can
	complaint complaint               // what was logged of that; of the goroutine that looks at the channel
	failed    chan error              // what the settings make impossible
	closers   []func(context.Context) // what ends the parts, in the order in which they began
}

// start builds the parts in order and sets them to work. Leads are taken in
// from here on, whether or not Slack can be reached yet. The app must be
// stopped, even after an error.
func start(ctx context.Context, s settings, clk *clock.Clock, log *slog.Logger) (*app, error) {
	a := &app{s: s, log: log, clock: clk, greeted: make(chan struct{}), failed: make(chan error, 1)}
	a.trouble.Store(new("Slack has not been reached yet: it has not answered so far"))

	var wake atomic.Pointer[courier.Courier]
	st, err := a.openStore(ctx, &wake)
	if err != nil {
		return a, err
	}

	a.slack = webapi.New(webapi.Options{BotToken: s.BotToken, AppToken: s.AppToken, URL: s.SlackURL, Rate: s.ChannelRate, Log: log})
	a.keeper = lease.New(lease.Options{
		Name: courierLease, Holder: lease.Self(), Store: st, Dead: lease.Dead, Fit: a.slack.Reachable, Taken: a.slack.Relieve, Log: log,
	})
	a.courier = courier.New(courier.Options{
		Store: st, Slack: a.slack, Lease: a.keeper, Now: clk.Now, Log: log,
		Channel: func(string) string { return *a.channel.Load() },
	})
	wake.Store(a.courier)

	sockets := s.sockets
	sockets.Open, sockets.Handle, sockets.Log = a.slack.OpenSocket, a.handle, log
	a.sockets = socket.New(sockets)
	a.closing(func(context.Context) { a.sockets.Close() })

	table := commands.New(commands.Options{Store: st, Now: clk.Now, Zone: s.zone, Permalink: a.slack.Permalink, Log: log})
	a.bot = bot.New(bot.Options{Store: st, Slack: a.slack, Commands: table, Command: s.Command, Now: clk.Now, Log: log})
	a.closing(func(ctx context.Context) {
		if err := a.bot.Drain(ctx); err != nil {
			log.Error("some clicks were not answered before the stop", "error", err)
		}
	})

	a.scheduler, err = scheduler.New(scheduler.Options{Store: st, Now: clk.Now, Log: log})
	if err != nil {
		return a, err
	}
	if err := a.scheduler.Start(ctx); err != nil {
		return a, err
	}
	a.closing(func(context.Context) {
		if err := a.scheduler.Stop(); err != nil {
			log.Error("the scheduler did not stop well", "error", err)
		}
	})

	a.intake = intake.New(intake.Options{
		Store: st, Now: clk.Now, SignedNow: time.Now, Token: s.IntakeToken,
		HubSpotSecret: s.HubSpotSecret, PublicURL: s.PublicURL, Log: log,
	})
	a.background(ctx, a.listen)
	a.background(ctx, a.deliver)
	return a, nil
}

// openStore opens the store, whose commits wake the courier as soon as there is
// one.
func (a *app) openStore(ctx context.Context, wake *atomic.Pointer[courier.Courier]) (store.Store, error) {
	st, err := store.Open(ctx, a.s.Store, store.Options{Log: a.log, Changed: func() {
		if c := wake.Load(); c != nil {
			c.Wake()
		}
	}})
	if err != nil {
		return nil, err
	}
	a.store = st
	a.closing(func(context.Context) {
		if err := st.Close(); err != nil {
			a.log.Error("the store did not close well", "error", err)
		}
	})
	return st, nil
}

// handle gives an envelope of a socket to the bot.
func (a *app) handle(e socket.Envelope, ack socket.Ack) {
	a.bot.Handle(bot.Envelope{
		ID: e.ID, Type: e.Type, Payload: e.Payload, AcceptsReply: e.AcceptsReply, Attempt: e.RetryAttempt, Received: e.Received,
	}, bot.Ack(ack))
}

// handleSigned gives an envelope that came over HTTP to the bot. Its answer is
// the response, so it may always carry one.
func (a *app) handleSigned(e signed.Envelope, ack signed.Ack) {
	a.bot.Handle(bot.Envelope{
		ID: e.ID, Type: e.Type, Payload: e.Payload, AcceptsReply: true, Received: e.Received,
	}, bot.Ack(ack))
}

// settled waits until everything that follows from what has happened is done.
func (a *app) settled(ctx context.Context) error {
	return errors.Join(a.bot.Settled(ctx), a.courier.Settled(ctx), a.bot.Settled(ctx))
}

// advance moves the domain's clock and does what that makes due.
func (a *app) advance(ctx context.Context, to time.Time) error {
	a.clock.Set(to)
	if err := a.scheduler.RunDue(ctx); err != nil {
		return err
	}
	a.courier.Wake()
	return nil // the workspace waits for what follows, for as long as it ever waits
}

// ready says why the app cannot do its work; nil if it can.
func (a *app) ready(ctx context.Context) error {
	if err := a.store.Ping(ctx); err != nil {
		return fmt.Errorf("the store cannot be written: %w", err)
	}
	if why := a.trouble.Load(); why != nil {
		return errors.New(*why)
	}
	if why := a.courier.Barred(); why != "" {
		return fmt.Errorf("Slack lets the app say nothing, so leads are kept: %s", why) //nolint:staticcheck // Slack is a name
	}
	if h := a.sockets.Health(); h.Live == 0 && !a.s.overHTTP() {
		return fmt.Errorf("no socket to Slack is open: %s", h.Why)
	}
	return nil
}
