package courier

import (
	"cmp"
	"context"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/sla"
)

// posted are the ranks of what is posted; changing what is posted has a lane
// and a budget of its own.
var (
	posted  = []sla.Rank{sla.RankHot, sla.RankCard, sla.RankThread}
	changed = []sla.Rank{sla.RankRedraw}
)

// cards posts the most urgent card or thread line. Which one that is, is asked
// again after the wait for the channel's next free moment; if that is then one
// for another channel, its moment is waited for, too.
func (c *Courier) cards(ctx context.Context) (bool, error) {
	awaited, free := "", false
	for {
		l, err := c.top(ctx, posted)
		if l == nil {
			return false, err
		}
		channel := c.channel(l)
		if free && channel == awaited {
			return true, c.next(ctx, posted, c.tell(ctx, l))
		}
		if err := c.o.Slack.AwaitPost(ctx, channel); err != nil {
			return false, err
		}
		awaited, free = channel, true
	}
}

// redraws brings the most urgent card that shows too little up to date, else an
// older copy.
func (c *Courier) redraws(ctx context.Context) (bool, error) {
	l, err := c.top(ctx, changed)
	if err != nil {
		return false, err
	}
	if l == nil {
		return c.point(ctx)
	}
	if err := c.o.Slack.AwaitUpdate(ctx); err != nil {
		return false, err
	}
	if l, err = c.top(ctx, changed); l == nil {
		return false, err
	}
	return true, c.next(ctx, changed, c.tell(ctx, l))
}

// parked tries again what Slack has refused. What has changed during the wait
// is looked at anew: the lead may be another lane's again.
func (c *Courier) parked(ctx context.Context) (bool, error) {
	due, err := c.o.Store.Parked(ctx, c.o.Now(), 1)
	if err != nil || len(due) == 0 {
		return false, err
	}
	l := due[0]
	if err := c.await(ctx, l); err != nil {
		return false, err
	}
	again, err := c.o.Store.Get(ctx, l.ID)
	if err != nil {
		return false, err
	}
	if again.Parked == nil || *again.Parked != *l.Parked || again.NextTelling() != l.NextTelling() {
		return true, nil
	}
	return true, c.tell(ctx, again)
}

// await waits until Slack may be told what the lead owes next.
func (c *Courier) await(ctx context.Context, l *sla.Lead) error {
	switch l.NextTelling() {
	case sla.TellNothing:
		return nil
	case sla.TellRedraw:
		return c.o.Slack.AwaitUpdate(ctx)
	default:
		return c.o.Slack.AwaitPost(ctx, c.channel(l))
	}
}

// channel is where the lead is shown or, if it is to be posted, where it will be.
func (c *Courier) channel(l *sla.Lead) string {
	if l.NextTelling() != sla.TellPost {
		return l.Card.Channel
	}
	return c.o.Channel(l.Desk)
}

// tell sends the one message that the lead owes next, and marks it.
func (c *Courier) tell(ctx context.Context, l *sla.Lead) error {
	err := contained(func() error {
		switch l.NextTelling() {
		case sla.TellPost:
			return c.post(ctx, l)
		case sla.TellRedraw:
			return c.redraw(ctx, l)
		case sla.TellThread:
			return c.thread(ctx, l)
		default: // nothing is owed any more: it only has to be taken out of the parked ones
			return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Redrawn(0) })
		}
	})
	if err != nil {
		return c.failed(ctx, l, err)
	}
	c.unanswered.clear(l.ID)
	c.grudges.works(c.channel(l), l.ID)
	return nil
}

// post shows the lead for the first time, or anew; the copy before becomes a
// pointer then. It is drawn as it will be once it is visible: somebody may have
// claimed it from a copy that was posted without our knowing. Should another
// courier have posted a copy while this one waited for Slack's answer, that copy
// stays the card.
func (c *Courier) post(ctx context.Context, l *sla.Lead) error {
	channel, upTo, drawn := c.channel(l), len(l.History), c.o.Now()
	visible := *l
	if visible.VisibleAt.IsZero() {
		visible.VisibleAt = drawn
	}
	var message string
	err := c.call(ctx, func(ctx context.Context) (err error) {
		message, err = c.o.Slack.Post(ctx, channel, "", l.ID, view.Card(&visible))
		return err
	})
	if err != nil {
		return err
	}
	card, old := sla.Card{Channel: channel, Message: message}, l.Card
	former := old
	err = c.mark(ctx, l.ID, func(l *sla.Lead) error {
		if l.Card != old {
			former = card
			return sla.ErrNoChange
		}
		return l.Posted(card, upTo, drawn, c.o.Now(), "post:"+channel+":"+message)
	})
	if err == nil && former.Message != "" {
		c.formers.add(l.ID, former)
		c.Wake()
	}
	return err
}

// redraw changes the card. A change without an answer may have been made.
func (c *Courier) redraw(ctx context.Context, l *sla.Lead) error {
	err := c.call(ctx, func(ctx context.Context) error {
		return c.o.Slack.Update(ctx, l.Card.Channel, l.Card.Message, view.Card(l))
	})
	if f := webapi.FailureOf(err); err != nil && (f == nil || f.Remedy != webapi.Again) {
		return err
	}
	return cmp.Or(c.redrawn(ctx, l, err == nil), err)
}

// redrawn marks a card that was drawn from the lead as it was then. Nothing but
// another courier moves the mark meanwhile: this process was frozen for longer
// than its lease, or that one is back from such a frost. Which drawing came
// last nobody knows then, so the older of both counts, and one more redraw puts
// the card right. Should another copy have been posted meanwhile, the mark,
// which is that copy's, stays where it is, and ours becomes a pointer again.
func (c *Courier) redrawn(ctx context.Context, was *sla.Lead, sure bool) error {
	former := false
	err := c.mark(ctx, was.ID, func(l *sla.Lead) error {
		former = l.Card != was.Card
		switch {
		case !former && l.Told.Card != was.Told.Card:
			return l.Overdrawn(len(was.History))
		case !former && sure:
			return l.Redrawn(len(was.History))
		default:
			return sla.ErrNoChange
		}
	})
	if err == nil && former {
		c.formers.add(was.ID, was.Card)
		c.Wake()
	}
	return err
}

// thread writes the next event's line.
func (c *Courier) thread(ctx context.Context, l *sla.Lead) error {
	i := l.NextThreadEvent()
	err := c.call(ctx, func(ctx context.Context) error {
		_, err := c.o.Slack.Post(ctx, l.Card.Channel, l.Card.Message, "", view.Thread(l, i))
		return err
	})
	if err != nil {
		return err
	}
	return c.mark(ctx, l.ID, func(l *sla.Lead) error { return l.Threaded(i + 1) })
}
