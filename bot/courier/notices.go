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
	if err != nil {
		return false, err
	}
	if reason := n.Needless(l); reason != "" {
		n.DroppedAt, n.Dropped = c.o.Now(), reason
		return true, c.o.Store.SaveNotice(ctx, n)
	}
	err = c.call(ctx, func(ctx context.Context) error {
		_, err := c.o.Slack.Post(ctx, n.To, "", l.ID, c.notice(&n, l))
		return err
	})
	return true, c.noticed(ctx, n, err)
}

// notice draws a notice from the lead as it is now.
func (c *Courier) notice(_ *sla.Notice, l *sla.Lead) view.Message {
	return view.HotAgain(l, c.o.Slack.Permalink(l.Card.Channel, l.Card.Message))
}

// noticed saves what became of a notice.
func (c *Courier) noticed(ctx context.Context, n sla.Notice, err error) error {
	ctx = context.WithoutCancel(ctx)
	if err == nil {
		n.SentAt = c.o.Now()
		return c.o.Store.SaveNotice(ctx, n)
	}
	f := webapi.FailureOf(err)
	if f == nil || f.Remedy == webapi.Again {
		return err
	}
	if f.Remedy != webapi.Later {
		c.o.Log.Error("Slack refuses a notice: it is tried again later", "notice", n.Kind, "error", err)
		n.Park(f.Code, c.o.Now())
		return c.o.Store.SaveNotice(ctx, n)
	}
	return nil
}
