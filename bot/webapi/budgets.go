package webapi

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Slack allows about one message a second and channel, and for the whole
// workspace 50 chat.update and 100 views.publish a minute. The latter two are
// spread so that no minute sees more: at most a burst, which is saved up in
// quiet times, and the rest evenly.
//
// A process begins, and takes the courier's lease, with one call of its burst.
// Should the one before have ended x seconds ago or less, with all of its burst
// used within the minute, both together make at most 19 + x/2 + 1 + (60-x)/2 =
// 50 changes of messages in that minute.
const (
	updateBurst  = 19
	updatePerMin = 30
	homeBurst    = 30
	homePerMin   = 60
)

// budgets keep calls under Slack's ceilings, by monotonic time.
type budgets struct {
	rate    float64
	updates *rate.Limiter
	homes   *rate.Limiter

	mu       sync.Mutex
	channels map[string]*rate.Limiter
	paused   map[string]time.Time // by method: no call before
}

// newBudgets returns the budgets of a process that begins. The workspace's grow
// with a rate above 1 only if it is a simulated one.
func newBudgets(perSecond float64, simulated bool) *budgets {
	if perSecond <= 0 {
		perSecond = 1
	}
	scale := 1.0
	if simulated {
		scale = max(perSecond, 1)
	}
	b := &budgets{
		rate:     perSecond,
		updates:  rate.NewLimiter(rate.Limit(updatePerMin*scale/60), int(updateBurst*scale)),
		homes:    rate.NewLimiter(rate.Limit(homePerMin*scale/60), int(homeBurst*scale)),
		channels: map[string]*rate.Limiter{},
		paused:   map[string]time.Time{},
	}
	if scale == 1 {
		b.spend()
	}
	return b
}

// spend leaves one call of what was saved up.
func (b *budgets) spend() {
	for _, l := range []*rate.Limiter{b.updates, b.homes} {
		now := time.Now()
		if saved := int(l.TokensAt(now)); saved > 1 {
			l.AllowN(now, saved-1)
		}
	}
}

// Relieve tells the client that this process takes another's work over, which
// may just have used up what Slack allows the workspace.
func (c *Client) Relieve() { c.budgets.spend() }

// AwaitPost waits until a message may be posted to the channel.
func (c *Client) AwaitPost(ctx context.Context, channel string) error {
	return c.budgets.await(ctx, methodPost, c.budgets.channel(channel))
}

// AwaitUpdate waits until a message may be changed.
func (c *Client) AwaitUpdate(ctx context.Context) error {
	return c.budgets.await(ctx, methodUpdate, c.budgets.updates)
}

// await waits for the pause that Slack asked for and for the pace. A pause can
// begin while the pace is waited for, so it is looked at again.
func (b *budgets) await(ctx context.Context, method string, pace *rate.Limiter) error {
	if err := b.awaitPause(ctx, method); err != nil {
		return err
	}
	if err := pace.Wait(ctx); err != nil {
		return err
	}
	return b.awaitPause(ctx, method)
}

func (b *budgets) channel(id string) *rate.Limiter {
	b.mu.Lock()
	defer b.mu.Unlock()
	l, ok := b.channels[id]
	if !ok {
		l = rate.NewLimiter(rate.Limit(b.rate), 1)
		b.channels[id] = l
	}
	return l
}

// pause remembers that Slack asked for patience with the method.
func (b *budgets) pause(method string, d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if until := time.Now().Add(d); until.After(b.paused[method]) {
		b.paused[method] = until
	}
}

// awaitPause waits until no pause of the method is left, however often it is
// made longer.
func (b *budgets) awaitPause(ctx context.Context, method string) error {
	for {
		d := b.left(method)
		if d <= 0 {
			return ctx.Err()
		}
		t := time.NewTimer(d)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		}
	}
}

// left is how long the method's pause still lasts.
func (b *budgets) left(method string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	return time.Until(b.paused[method])
}
