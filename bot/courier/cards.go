package courier

import (
	"context"

	"leadpact/bot/view"
	"leadpact/sla"
)

// posted are the ranks of what is posted; changing what is posted has a lane
// and a budget of its own.
var (
	posted  = []sla.Rank{sla.RankHot, sla.RankCard, sla.RankThread}
	redrawn = []sla.Rank{sla.RankRedraw}
)

// cards posts the most urgent card or thread line. Which one that is, is asked
// again after the wait for the channel's next free moment.
func (c *Courier) cards(ctx context.Context) (bool, error) {
	l, err := c.top(ctx, posted)
	if l == nil {
		return false, err
	}
	if err := c.o.Slack.AwaitPost(ctx, c.channel(l)); err != nil {
		return false, err
	}
	if l, err = c.top(ctx, posted); l == nil {
		return false, err
	}
	return true, c.tell(ctx, l)
}

// redraws brings the most urgent card that shows too little up to date.
func (c *Courier) redraws(ctx context.Context) (bool, error) {
	l, err := c.top(ctx, redrawn)
	if l == nil {
		return false, err
	}
	if err := c.o.Slack.AwaitUpdate(ctx); err != nil {
		return false, err
	}
	if l, err = c.top(ctx, redrawn); l == nil {
		return false, err
	}
	return true, c.tell(ctx, l)
}

// parked tries again what Slack has refused.
func (c *Courier) parked(ctx context.Context) (bool, error) {
	due, err := c.o.Store.Parked(ctx, c.o.Now(), 1)
	if err != nil || len(due) == 0 {
		return false, err
	}
	l := due[0]
	wait := func() error { return c.o.Slack.AwaitPost(ctx, c.channel(l)) }
	if l.NextTelling() == sla.TellRedraw {
		wait = func() error { return c.o.Slack.AwaitUpdate(ctx) }
	}
	if err := wait(); err != nil {
		return false, err
	}
	if l, err = c.o.Store.Get(ctx, l.ID); err != nil {
		return false, err
	}
	return true, c.tell(ctx, l)
}

func (c *Courier) top(ctx context.Context, ranks []sla.Rank) (*sla.Lead, error) {
	leads, err := c.o.Store.Untold(ctx, ranks, 1)
	if err != nil || len(leads) == 0 {
		return nil, err
	}
	return leads[0], nil
}

// channel is where the lead is shown or, as long as it is not, where it will be.
func (c *Courier) channel(l *sla.Lead) string {
	if l.Card.Channel != "" {
		return l.Card.Channel
	}
	return c.o.Channel(l.Desk)
}

// tell sends the one message that the lead owes next, and marks it.
func (c *Courier) tell(ctx context.Context, l *sla.Lead) error {
	var err error
	switch l.NextTelling() {
	case sla.TellPost:
		err = c.post(ctx, l)
	case sla.TellRedraw:
		err = c.redraw(ctx, l)
	case sla.TellThread:
		err = c.thread(ctx, l)
	default:
		return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Redrawn(0) })
	}
	if err != nil {
		return c.failed(ctx, l, err)
	}
	c.tries.Delete(l.ID)
	return nil
}

func (c *Courier) post(ctx context.Context, l *sla.Lead) error {
	channel, upTo, drawn := c.channel(l), len(l.History), c.o.Now()
	var message string
	err := c.call(ctx, func(ctx context.Context) (err error) {
		message, err = c.o.Slack.Post(ctx, channel, "", l.ID, view.Card(l))
		return err
	})
	if err != nil {
		return err
	}
	card := sla.Card{Channel: channel, Message: message}
	return c.mark(ctx, l.ID, func(l *sla.Lead) error {
		return l.Posted(card, upTo, drawn, c.o.Now(), "post:"+channel+":"+message)
	})
}

func (c *Courier) redraw(ctx context.Context, l *sla.Lead) error {
	upTo := len(l.History)
	err := c.call(ctx, func(ctx context.Context) error {
		return c.o.Slack.Update(ctx, l.Card.Channel, l.Card.Message, view.Card(l))
	})
	if err != nil {
		return err
	}
	return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Redrawn(upTo) })
}

// thread writes the next event's line. Notices that the event asks for are
// saved before the mark moves past it.
func (c *Courier) thread(ctx context.Context, l *sla.Lead) error {
	i := l.NextThreadEvent()
	for _, n := range l.Notices(i) {
		if _, err := c.o.Store.AddNotice(ctx, n); err != nil {
			return err
		}
	}
	err := c.call(ctx, func(ctx context.Context) error {
		_, err := c.o.Slack.Post(ctx, l.Card.Channel, l.Card.Message, "", view.Thread(l, i))
		return err
	})
	if err != nil {
		return err
	}
	return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Threaded(i + 1) })
}
