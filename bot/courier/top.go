package courier

import (
	"context"
	"slices"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// considered is how many of the most urgent leads are looked at for one that
// does not rest.
const considered = 8

// top is the most urgent lead that owes the channel a message of one of the
// ranks; those that rest come last. It is nil if there is none.
func (c *Courier) top(ctx context.Context, ranks []sla.Rank) (*sla.Lead, error) {
	leads, err := c.o.Store.Untold(ctx, ranks, considered)
	if err != nil || len(leads) == 0 {
		return nil, err
	}
	awake := slices.IndexFunc(leads, func(l *sla.Lead) bool { return !c.unanswered.resting(l.ID) })
	return leads[max(awake, 0)], nil
}

// next turns a call without an answer into none of the lane's trouble if
// another lead can be tried at once: the lane pauses only if every lead rests.
func (c *Courier) next(ctx context.Context, ranks []sla.Rank, err error) error {
	if webapi.FailureOf(err) == nil {
		return err
	}
	l, unread := c.top(ctx, ranks)
	if unread != nil || l == nil || c.unanswered.resting(l.ID) {
		return err
	}
	c.o.Log.Debug("a lead rests, since Slack did not answer; others go first", "error", err)
	return nil
}
