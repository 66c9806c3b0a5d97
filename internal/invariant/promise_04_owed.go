package invariant

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// judgeMarks wants that nothing is marked as told that was not: the copies of
// the card exist, the lines were written, the card shows at least what is marked.
func (c *court) judgeMarks(l *sla.Lead, told int) {
	for i := range l.History {
		if e := &l.History[i]; e.Kind == sla.Posted && !c.posted(l.ID, e.Card) {
			c.finds(l.ID, "is said to be shown as a message that was never posted: %+v", e.Card)
		}
	}
	n := len(l.History)
	if l.Told.Card < 0 || l.Told.Card > n || l.Told.Thread < 0 || l.Told.Thread > n {
		c.finds(l.ID, "has marks outside its %d events: %+v", n, l.Told)
		return
	}
	marked := 0
	for i := range l.History[:l.Told.Thread] {
		if inThread(&l.History[i]) {
			marked++
		}
	}
	if marked > told {
		c.finds(l.ID, "has %d lines marked as written, and %d were", marked, told)
	}
	if drawing := c.drawn[l.Card.Message]; drawing != nil && l.Card.Message != "" && !c.showsSince(l, drawing) {
		c.finds(l.ID, "is marked as drawn up to its event %d, and the last drawing shows something older", l.Told.Card)
	}
}

func (c *court) posted(lead string, at *sla.Card) bool {
	return at != nil && slices.ContainsFunc(c.of(lead, card), func(p *post) bool {
		return p.done && p.message == at.Message
	})
}

// showsSince reports whether a drawing shows the lead as it stood at its mark or
// later.
func (c *court) showsSince(l *sla.Lead, drawing []byte) bool {
	return slices.ContainsFunc(c.lives[l.ID][max(l.Told.Card, 1):], func(s standing) bool {
		return s.shownBy(l.ID, gjson.GetBytes(drawing, "text").Str, gjson.GetBytes(drawing, "blocks"))
	})
}

// shownBy reports whether a card shows the state: whoever can be claimed has the
// button for it, whoever is owned says by whom, and what is closed has neither
// button.
func (s standing) shownBy(lead, text string, blocks gjson.Result) bool {
	buttons := map[string]bool{}
	for _, b := range blocks.Get(`#(type=="actions")#.elements|@flatten`).Array() {
		if b.Get("value").Str == lead {
			buttons[b.Get("action_id").Str] = true
		}
	}
	switch s.state {
	case sla.StateNew:
		return buttons[Claim]
	case sla.StateClaimed:
		return !buttons[Claim] && strings.Contains(text, "<@"+s.owner+">")
	default:
		return !buttons[Claim] && !buttons[Release]
	}
}

// judgeOwed wants that a lead which Slack does not refuse owes nothing.
func (c *court) judgeOwed(l *sla.Lead, told int) {
	lines := 0
	for i := range l.History {
		e := &l.History[i]
		if onCard(e) && l.Told.Card <= i {
			c.finds(l.ID, "has its event %d (%s) on no card", i, e.Kind)
		}
		if inThread(e) {
			lines++
		}
	}
	if told < lines {
		c.finds(l.ID, "owes its thread %d lines, and %d were written", lines, told)
	}
	if c.Shown == nil || l.Card.Message == "" || slices.Contains(c.Gone, l.Card.Message) {
		return
	}
	for _, m := range c.Shown {
		if m.ID != l.Card.Message {
			continue
		}
		if !c.last(l).shownBy(l.ID, m.Text, gjson.ParseBytes(m.Blocks)) {
			c.finds(l.ID, "is %s (owner %q), and its card shows something else: %.200s", c.last(l).state, c.last(l).owner, m.Text)
		}
		return
	}
	c.finds(l.ID, "has a card that nobody sees")
}
