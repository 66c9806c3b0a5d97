package invariant

// judgeStranded judges promise 11, as far as nobody can be away: each open lead
// is shown, or counted as refused by Slack, with Slack's reason and the time of
// the next try.
func judgeStranded(c *court) {
	for _, l := range c.Leads {
		if p := l.Parked; p != nil && (p.Reason == "" || !p.Until.After(p.Since) || p.Tries < 1) {
			c.finds(l.ID, "is parked without a reason or a next try: %+v", *p)
		}
		if c.Quiet && l.Open() && l.Parked == nil && l.Card.Message == "" {
			c.finds(l.ID, "is open, and neither shown nor parked")
		}
	}
	for _, n := range c.Notices {
		if p := n.Parked; p != nil && (p.Reason == "" || !p.Until.After(p.Since) || p.Tries < 1) {
			c.finds(n.Lead, "has a notice that is parked without a reason or a next try: %+v", *p)
		}
	}
}
