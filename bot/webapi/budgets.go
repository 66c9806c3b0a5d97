package webapi

import (
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Slack allows about one message a second and channel, and 50 chat.update a
// minute for the whole workspace. The latter are spread so that no minute sees
// more: a burst, and the rest evenly.
const (
	updateBurst  = 20
	updatePerMin = 30
)

// budgets keep calls under Slack's ceilings, by monotonic time.
type budgets struct {
	rate    float64
	updates *rate.Limiter

	mu       sync.Mutex
	channels map[string]*rate.Limiter
	paused   map[string]time.Time // by method: no call before
}

func newBudgets(perSecond float64) *budgets {
	if perSecond <= 0 {
		perSecond = 1
	}
	scale := max(perSecond, 1)
	return &budgets{
		rate:     perSecond,
		updates:  rate.NewLimiter(rate.Limit(updatePerMin*scale/60), int(updateBurst*scale)),
		channels: map[string]*rate.Limiter{},
		paused:   map[string]time.Time{},
	}
}

// AwaitPost waits until a message may be posted to the channel.
func (c *Client) AwaitPost(ctx context.Context, channel string) error {
	if err := c.budgets.awaitPause(ctx, methodPost); err != nil {
		return err
	}
	return c.budgets.channel(channel).Wait(ctx)
}

// AwaitUpdate waits until a message may be changed.
func (c *Client) AwaitUpdate(ctx context.Context) error {
	if err := c.budgets.awaitPause(ctx, methodUpdate); err != nil {
		return err
	}
	return c.budgets.updates.Wait(ctx)
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

func (b *budgets) awaitPause(ctx context.Context, method string) error {
	b.mu.Lock()
	until := b.paused[method]
	b.mu.Unlock()
	d := time.Until(until)
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
