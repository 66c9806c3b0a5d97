package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"leadpact/bot"
	"leadpact/bot/webapi"
)

// connect introduces the bot to its workspace, then keeps sockets open and the
// courier at work until the context ends. Slack being away is waited out; what
// only a changed setting can mend ends the program.
func (a *app) connect(ctx context.Context) {
	if err := a.introduce(ctx); err != nil {
		a.fail(ctx, err)
		return
	}
	var wg sync.WaitGroup
	if !a.s.overHTTP() {
		wg.Go(func() { a.fail(ctx, a.sockets.Run(ctx)) })
	}
	wg.Go(func() {
		if err := a.findChannel(ctx); err != nil {
			a.fail(ctx, err)
			return
		}
		a.connected.Store(true)
		a.courier.Run(ctx)
	})
	wg.Wait()
}

// fail ends the program for the reason, unless it is ending already.
func (a *app) fail(ctx context.Context, err error) {
	if err == nil || ctx.Err() != nil {
		return
	}
	select {
	case a.failed <- err:
	default: // another reason was first
	}
}

func (a *app) introduce(ctx context.Context) error {
	me, err := patiently(ctx, a, func() (webapi.Identity, error) { return a.slack.Identify(ctx) })
	if err == nil {
		a.bot.SetHome(bot.Home{Team: me.Team, Enterprise: me.Enterprise})
	}
	if f := webapi.FailureOf(err); f != nil && badTokens[f.Code] {
		return fmt.Errorf("Slack does not accept SLACK_BOT_TOKEN (%s): copy it anew from your app's page, "+ //nolint:staticcheck // Slack is a name
			"under OAuth & Permissions, and install the app again if there is none", f.Code)
	}
	return err
}

// badTokens are Slack's words for a token that it does not take.
var badTokens = map[string]bool{
	"invalid_auth": true, "not_authed": true, "account_inactive": true, "token_revoked": true, "token_expired": true,
	"not_allowed_token_type": true, "team_access_not_granted": true,
}

func (a *app) findChannel(ctx context.Context) error {
	id, err := patiently(ctx, a, func() (string, error) { return a.slack.Channel(ctx, a.s.SalesChannel) })
	if unknown := new(webapi.UnknownChannel); errors.As(err, &unknown) {
		return &badInput{fmt.Errorf("LEADPACT_SALES_CHANNEL: %w", unknown)}
	}
	if err == nil {
		a.channel.Store(&id)
	}
	return err
}

// patiently tries until Slack answers; a refusal ends it.
func patiently[T any](ctx context.Context, a *app, try func() (T, error)) (T, error) {
	pause := backoff.NewExponentialBackOff()
	pause.MaxInterval = 30 * time.Second
	return backoff.Retry(ctx, func() (T, error) {
		v, err := try()
		if f := webapi.FailureOf(err); f != nil && f.Remedy != webapi.Park {
			if f.Remedy == webapi.Later {
				return v, backoff.RetryAfter(int(f.After.Seconds()) + 1)
			}
			return v, err
		}
		if err != nil {
			return v, backoff.Permanent(err)
		}
		return v, nil
	}, backoff.WithBackOff(pause), backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(err error, d time.Duration) {
		a.trouble.Store(new(err.Error()))
		a.log.Warn("Slack cannot be reached: leads are kept and posted later", "retry_in", d, "error", err)
	}))
}
