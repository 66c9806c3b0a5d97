package invariant

import (
	"time"

	"leadpact/sla"
)

// justBefore is how long before a message goes out its reason is read.
const justBefore = 2 * time.Second

// judgeNotices judges promise 6: who is told in private that their lead is hot
// again has it at that moment, or had it a moment ago.
func judgeNotices(c *court) {
	for i := range c.posts {
		p := &c.posts[i]
		l := c.byID[p.lead]
		if p.sort != notice || l == nil || p.Domain.IsZero() {
			continue
		}
		if !c.owned(l, p.channel, p.Domain.Add(-justBefore), p.Domain) {
			c.finds(l.ID, "was not %s's when they were told of it, at %s", p.channel, clock(p.Domain))
		}
	}
}

// owned reports whether somebody owned the lead at some moment between two
// instants.
func (c *court) owned(l *sla.Lead, who string, from, to time.Time) bool {
	for i := range l.History {
		s := c.lives[l.ID][i+1]
		ends := to
		if i+1 < len(l.History) {
			ends = l.History[i+1].RecordedAt
		}
		if s.state == sla.StateClaimed && s.owner == who && !l.History[i].RecordedAt.After(to) && !ends.Before(from) {
			return true
		}
	}
	return false
}
