package invariant

import "leadpact/sla"

// told is one person's messages about one lead.
type told struct{ lead, to string }

// repeatedNotices are the private messages about a lead beyond those that a
// notice asked for.
func (c *court) repeatedNotices(l *sla.Lead) []repeat {
	sent := map[string][]*post{}
	for _, p := range done(c.of(l.ID, notice)) {
		sent[p.channel] = append(sent[p.channel], p)
	}
	asked := map[string]int{}
	for _, n := range c.Notices {
		if n.Lead == l.ID && n.DroppedAt.IsZero() {
			asked[n.To]++
		}
	}
	var out []repeat
	for to, posts := range sent {
		if asked[to] == 0 {
			// Nothing asks for the first either, unless its answer was lost and it was dropped since.
			out = append(out, repeat{l.ID, "a private message that nothing asks for", posts[0], posts[0].later(handover)})
		}
		out = append(out, c.surplus(l.ID, "a private message", posts, max(asked[to], 1))...)
	}
	return out
}

// judgeNoticesOwed wants a notice for each time that an owned lead became hot
// again, and that each is sent, dropped with a reason, or refused by Slack.
func (c *court) judgeNoticesOwed() {
	owed, have, sent := map[told]int{}, map[told]int{}, map[told]int{}
	for _, l := range c.Leads {
		for i := range l.History {
			if was := c.lives[l.ID][i]; l.History[i].Kind == sla.HotAgain && was.state == sla.StateClaimed {
				owed[told{l.ID, was.owner}]++
			}
		}
		for _, p := range done(c.of(l.ID, notice)) {
			sent[told{l.ID, p.channel}]++
		}
	}
	for _, n := range c.Notices {
		who := told{n.Lead, n.To}
		have[who]++
		switch {
		case n.SentAt.IsZero() && n.DroppedAt.IsZero() && n.Parked == nil:
			c.finds(n.Lead, "owes %s a notice", n.To)
		case !n.DroppedAt.IsZero() && n.Dropped == "":
			c.finds(n.Lead, "has a notice to %s that was dropped without a reason", n.To)
		case !n.SentAt.IsZero():
			if sent[who]--; sent[who] < 0 {
				c.finds(n.Lead, "has a notice marked as sent to %s, who got no such message", n.To)
			}
		}
	}
	for t, n := range owed {
		if c.Notices != nil && have[t] < n {
			c.finds(t.lead, "became hot again %d times under %s, who has %d notices", n, t.to, have[t])
		}
	}
}
