package courier

import (
	"context"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/sla"
)

// notices sends the oldest notice that is due, unless what it says is no longer
// so.
func (c *Courier) notices(ctx context.Context) (bool, error) {
	due, err := c.o.Store.DueNotices(ctx, c.o.Now(), 1)
	if err != nil || len(due) == 0 {
		return false, err
	}
	n := due[0]
	if err := c.o.Slack.AwaitPost(ctx, n.To); err != nil {
		return false, err
	}
	l, err := c.o.Store.Get(ctx, n.Lead)
	if sla.RefusalOf(err) != nil {
		return true, c.drop(ctx, n, "the lead is gone")
	}
	if err != nil {
		return false, err
	}
	if reason := n.Needless(l); reason != "" {
		return true, c.drop(ctx, n, reason)
	}
	err = contained(func() error {
		return c.call(ctx, func(ctx context.Context) error {
			_, err := c.o.Slack.Post(ctx, n.To, "", l.ID, c.notice(l))
			return err
		})
	})
	return true, c.noticed(ctx, n, err)
}

// notice draws a notice from the lead as it is now.
func (c *Courier) notice(l *sla.Lead) view.Message {
	return view.HotAgain(l, c.o.Slack.Permalink(l.Card.Channel, l.Card.Message))
}

func (c *Courier) drop(ctx context.Context, n sla.Notice, reason string) error {
	n.DroppedAt, n.Dropped = c.o.Now(), reason
	return c.save(ctx, n)
}

// noticed saves what became of a notice. It returns an error if the lane should
// pause.
func (c *Courier) noticed(ctx context.Context, n sla.Notice, err error) error {
	f := webapi.FailureOf(err)
	switch {
	case err == nil:
		n.SentAt = c.o.Now()
		c.grudges.works(n.To, n.Key)
	case f == nil:
		return err
	case f.Remedy == webapi.Later:
		return nil
	case f.Remedy == webapi.Again && n.Parked == nil && c.unanswered.add(n.Key) < unansweredMost:
		return err
	default:
		level := c.grudges.level(n.To, n.Key, f.Code)
		c.o.Log.Log(ctx, level, "Slack refuses a notice: it is tried again later", "notice", n.Kind, "lead", n.Lead, "error", err)
		n.Park(f.Code, c.o.Now())
	}
	c.unanswered.clear(n.Key)
	return c.save(ctx, n)
}

func (c *Courier) save(ctx context.Context, n sla.Notice) error {
	return c.keep(ctx, n.Lead, func(ctx context.Context) error { return c.o.Store.SaveNotice(ctx, n) })
}
