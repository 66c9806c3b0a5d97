package invariant

import (
	"time"

	"leadpact/sla"
)

// judgeOrder wants that no standard lead's first card goes out while a hot one
// waits. A card that Slack has refused, or whose lead was owned before anybody
// saw it, is in no hurry.
func (c *court) judgeOrder() {
	first := map[string]*post{}
	var hot, standard []*post
	for i := range c.posts {
		p := &c.posts[i]
		l := c.byID[p.lead]
		if p.sort != card || first[p.lead] != nil || l == nil || p.Domain.IsZero() {
			continue
		}
		first[p.lead] = p
		switch s := c.at(l, p); {
		case s.state == sla.StateNew && s.tier == sla.TierHot:
			hot = append(hot, p)
		case s.tier != sla.TierHot:
			standard = append(standard, p)
		}
	}
	for _, h := range hot {
		c.judgeOvertaken(h, standard)
	}
}

// at is how a lead stood when a post of it began.
func (c *court) at(l *sla.Lead, p *post) standing {
	n := 0
	for n < len(l.History) && (n == 0 || !l.History[n].RecordedAt.After(p.Domain)) {
		n++
	}
	return c.lives[l.ID][n]
}

// judgeOvertaken wants no standard card between the hot lead's arrival and its
// own card, but what was on its way when it came.
func (c *court) judgeOvertaken(h *post, standard []*post) {
	l := c.byID[h.lead]
	since := hotSince(l).Add(justBefore)
	for _, s := range standard {
		if s.channel == h.channel && s.At.Before(h.At) && s.Domain.After(since) {
			c.finds(h.lead, "was hot and waited since %s, and the card of lead %s went first", clock(since), s.lead)
			return
		}
	}
}

// hotSince is when all could know that the lead is hot and anybody's: the last
// event by which it became so.
func hotSince(l *sla.Lead) (since time.Time) {
	for i := range l.History {
		switch e := &l.History[i]; e.Kind {
		case sla.Arrived, sla.HotAgain, sla.Reopened, sla.Released:
			since = e.RecordedAt
		case sla.Posted:
			return since
		}
	}
	return since
}
