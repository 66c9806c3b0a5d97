package invariant

import (
	"slices"
	"time"

	"leadpact/sla"
)

// ackTime is how long Slack waits for an ack, and downTime how long after a kill
// there may be nobody to give one.
const (
	ackTime  = 3 * time.Second
	downTime = 20 * time.Second
)

// judgeWinners judges promise 1: one claim a turn of ownership, by somebody
// who may; the one who has the lead is whoever must have been first; every
// click was answered.
func judgeWinners(c *court) {
	for _, l := range c.Leads {
		for i := range l.History {
			c.judgeTurn(l, c.lives[l.ID][i], &l.History[i])
		}
	}
	for i := range c.Clicks {
		c.judgeAnswered(&c.Clicks[i])
	}
	for _, k := range c.lost {
		c.judgeFirst(k)
	}
}

// judgeTurn holds one event against how the lead stood before it.
func (c *court) judgeTurn(l *sla.Lead, was standing, e *sla.Event) {
	switch e.Kind {
	case sla.Claimed:
		switch {
		case e.By == "":
			c.finds(l.ID, "was claimed by nobody")
		case was.state == sla.StateClosed:
			c.finds(l.ID, "was claimed by %s after it was closed", e.By)
		case was.owner != "":
			c.finds(l.ID, "was claimed by %s and %s in the same turn", was.owner, e.By)
		}
	case sla.Released:
		if was.state != sla.StateClaimed || was.owner != e.By {
			c.finds(l.ID, "was handed back by %s, and its owner was %q", e.By, was.owner)
		}
	}
}

// judgeAnswered wants an ack in time for each click that no kill may have hit.
func (c *court) judgeAnswered(k *Click) {
	switch {
	case k.Took > ackTime:
		c.finds(k.Lead, "was clicked by %s, who was answered after %s", k.Who, k.Took)
	case k.Acked.IsZero() && !c.hit(k.Sent.Add(-downTime), k.Sent.Add(ackTime)):
		c.finds(k.Lead, "was clicked by %s, who got no answer", k.Who)
	}
}

// judgeFirst wants that nobody takes a lead after another's claim was acked that
// nothing had kept from getting it.
func (c *court) judgeFirst(k *Click) {
	if k.Does != Claim {
		return
	}
	for i, e := range c.byID[k.Lead].History {
		if e.Kind == sla.Claimed && e.By != k.Who && !c.moments[k.Lead][i].from.Before(k.Acked) {
			c.finds(k.Lead, "was taken by %s, though the click of %s was answered before theirs was made", e.By, k.Who)
			return
		}
	}
}

// hit reports whether a kill or the like fell between the instants.
func (c *court) hit(from, to time.Time) bool {
	return slices.ContainsFunc(c.Hits, func(w Window) bool { return w.From.Before(to) && from.Before(w.To) })
}
