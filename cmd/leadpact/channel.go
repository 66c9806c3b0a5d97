package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"leadpact/bot/webapi"
)

// How often is looked whether a trouble is over, real time.
const (
	channelAgain = 15 * time.Second
	reachAgain   = 5 * time.Second
)

// findChannel finds the sales channel. One that does not exist is a wrong
// setting.
func (a *app) findChannel(ctx context.Context) error {
	c, err := patiently(ctx, a, func() (webapi.Channel, error) { return a.slack.Channel(ctx, a.s.SalesChannel) })
	if unknown := new(webapi.UnknownChannel); errors.As(err, &unknown) {
		return &badInput{fmt.Errorf("LEADPACT_SALES_CHANNEL: %w", unknown)}
	}
	if err == nil {
		a.channel.Store(&c.ID)
		a.noteChannel(c)
	}
	return err
}

// watchChannel looks again, as long as nothing can be posted to the channel.
func (a *app) watchChannel(ctx context.Context) {
	for a.trouble.Load() != nil {
		select {
		case <-time.After(channelAgain):
		case <-ctx.Done():
			return
		}
		if c, err := a.slack.Channel(ctx, *a.channel.Load()); err == nil {
			a.noteChannel(c)
		}
	}
}

// noteChannel says what keeps the bot from posting, if anything does, and when
// that is over.
func (a *app) noteChannel(c webapi.Channel) {
	why := c.Trouble()
	if why == "" {
		a.trouble.Store(nil)
		if a.complaint.over() {
			a.log.Info("leads are posted again")
		}
		return
	}
	a.trouble.Store(&why)
	if a.complaint.due(why, time.Now()) {
		a.log.Error("nothing can be posted to the sales channel: leads are kept", "why", why)
	}
}

// watchReach asks Slack for a sign of life while no call is answered: only an
// answer makes this process fit to be the courier again.
func (a *app) watchReach(ctx context.Context) {
	tick := time.NewTicker(reachAgain)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		if a.slack.Reachable() {
			continue
		}
		if _, err := a.slack.Identify(ctx); err != nil {
			a.log.Warn("Slack does not answer this process: another may post instead", "error", err)
		}
	}
}
