package invariant

import (
	"strings"

	"leadpact/sla"
)

// judgeMessages judges promise 4: nothing is posted twice but what a kill or a
// cut explains; nothing is marked as told that was not; and once the bot has had
// its time, nothing is owed.
func judgeMessages(c *court) {
	if c.Calls == nil {
		return
	}
	var public, private []repeat
	for _, l := range c.Leads {
		public = append(public, c.repeatedCards(l)...)
		told, repeated := c.readThread(l)
		public = append(public, repeated...)
		private = append(private, c.repeatedNotices(l)...)
		c.judgeMarks(l, told)
		if c.Quiet && l.Parked == nil {
			c.judgeOwed(l, told)
		}
	}
	c.judgeStrangers()
	// Cards and lines are posted by one part of the bot and notices by another: a
	// kill can hit a call of each.
	c.judgeRepeats(public)
	c.judgeRepeats(private)
	if c.Quiet {
		c.judgeNoticesOwed()
	}
}

// onCard reports whether an event changes what the card says.
func onCard(e *sla.Event) bool {
	switch e.Kind {
	case sla.Arrived, sla.HotAgain, sla.Reopened, sla.Claimed, sla.Released, sla.Closed:
		return true
	}
	return e.Learnt
}

// inThread reports whether an event has a line in the card's thread.
func inThread(e *sla.Event) bool {
	switch e.Kind {
	case sla.Noted, sla.HotAgain, sla.Reopened, sla.Released:
		return true
	}
	return false
}

// repeatedCards are the posts of a lead's card that no event of its history and
// no loss of the card asked for.
func (c *court) repeatedCards(l *sla.Lead) []repeat {
	var out []repeat
	posts, used := done(c.of(l.ID, card)), map[int]bool{}
	latest := -1 // the last of the posts so far that the history knows
	for i, p := range posts {
		place := placeOf(l, p.message)
		if i > 0 && !c.back(l, latest, nextPlace(l, posts[i:]), used) && !c.wasLost(posts[:i], p) {
			out = append(out, repeat{l.ID, "the card", posts[i-1], p})
		}
		latest = max(latest, place)
	}
	return out
}

// nextPlace is the place in the history of the first of the posts that it knows;
// where it knows none, its end.
func nextPlace(l *sla.Lead, posts []*post) int {
	for _, p := range posts {
		if at := placeOf(l, p.message); at >= 0 {
			return at
		}
	}
	return len(l.History)
}

// placeOf is the place in the history of the event that tells of a post, or -1.
func placeOf(l *sla.Lead, message string) int {
	for i := range l.History {
		if e := &l.History[i]; e.Kind == sla.Posted && e.Card != nil && e.Card.Message == message {
			return i
		}
	}
	return -1
}

// back looks between two places of the history for an event by which the lead
// came back to the team, which asks for a new card, once.
func (c *court) back(l *sla.Lead, from, to int, used map[int]bool) bool {
	for i := from; from >= 0 && i < to; i++ {
		kind, was := l.History[i].Kind, c.lives[l.ID][i]
		if !used[i] && (kind == sla.Reopened || kind == sla.HotAgain && was.owner == "") {
			used[i] = true
			return true
		}
	}
	return false
}

// judgeStrangers wants a lead behind each card, and a card above each line.
func (c *court) judgeStrangers() {
	for i := range c.posts {
		switch p := &c.posts[i]; {
		case p.done && p.sort == card && c.byID[p.lead] == nil:
			c.finds(p.lead, "has a card, and the store does not have it")
		case p.done && p.sort == line && p.lead == "":
			c.finds("", "a line stands in a thread of no lead's card: %.80s", strings.ReplaceAll(p.text(), "\n", " "))
		}
	}
}
