package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"leadpact/bot"
	"leadpact/bot/webapi"
)

// listen introduces the bot to its workspace, then keeps sockets open until the
// context ends. Slack being away is waited out; what only a changed setting can
// mend ends the program.
func (a *app) listen(ctx context.Context) {
	if err := a.introduce(ctx); err != nil {
		a.fail(ctx, err)
		return
	}
	close(a.greeted)
	if !a.s.overHTTP() {
		a.fail(ctx, a.sockets.Run(ctx))
	}
}

// deliver has the courier work from the moment at which the channel is known,
// whenever this process holds the lease. Without a channel it never asks for the
// lease, which another process may need.
func (a *app) deliver(ctx context.Context) {
	select {
	case <-a.greeted:
	case <-ctx.Done():
		return
	}
	if err := a.findChannel(ctx); err != nil {
		a.fail(ctx, err)
		return
	}
	var held, beside sync.WaitGroup
	keeping, cancel := context.WithCancel(context.WithoutCancel(ctx))
	held.Go(func() { a.keeper.Run(keeping) })
	beside.Go(func() { a.watchReach(ctx) })
	beside.Go(func() { a.watchChannel(ctx) })
	a.courier.Run(ctx)
	beside.Wait()
	cancel()
	held.Wait()
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), releaseTime)
	defer cancel()
	a.keeper.Release(ctx)
}

// releaseTime is how long giving the lease back may take, real time; if it
// fails, the lease ends by itself.
const releaseTime = 2 * time.Second

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

// patiently tries until Slack answers; a refusal in Slack's words ends it.
func patiently[T any](ctx context.Context, a *app, try func() (T, error)) (T, error) {
	pause := backoff.NewExponentialBackOff()
	pause.MaxInterval = 30 * time.Second
	return backoff.Retry(ctx, func() (T, error) {
		v, err := try()
		if f := webapi.FailureOf(err); f != nil && (f.Remedy != webapi.Park || f.Wordless()) {
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
		a.trouble.Store(new("Slack has not been reached yet: " + err.Error()))
		a.log.Warn("Slack cannot be reached: leads are kept and posted later", "retry_in", d, "error", err)
	}))
}
