package invariant

import (
	"slices"
	"strings"

	"github.com/tidwall/gjson"

	"leadpact/sla"
)

// judgeAcks judges promise 2: what a source was told is saved stands in the
// history, and so does what a click was acked for.
func judgeAcks(c *court) {
	told := map[string]map[sla.Outcome]int{} // by lead: how often a source was told so
	for _, d := range c.Deliveries {
		if d.Status/100 != 2 {
			continue
		}
		for _, r := range d.Receipts {
			c.judgeReceipt(d, r)
			if told[r.Lead] == nil {
				told[r.Lead] = map[sla.Outcome]int{}
			}
			told[r.Lead][r.Outcome]++
		}
	}
	for _, l := range c.Leads {
		c.judgeTold(l, told[l.ID])
	}
	excused := c.honestAnswers()
	for i := range c.Clicks {
		if lost := c.unsaved(&c.Clicks[i]); lost != "" {
			if excused--; excused < 0 {
				c.finds(c.Clicks[i].Lead, "%s", lost)
			}
		}
	}
}

// honestAnswers is how many people were told in private that their click was not
// recorded, or may not be: those lost nothing that they were promised.
func (c *court) honestAnswers() int {
	n := 0
	for i := range c.Calls {
		text := gjson.GetBytes(c.Calls[i].Arguments, "text").Str
		if c.Calls[i].Method == methodRespond && (strings.HasPrefix(text, "Not recorded") || strings.HasPrefix(text, "Not confirmed")) {
			n++
		}
	}
	return n
}

// judgeReceipt looks for the lead, and for the delivery in its history.
func (c *court) judgeReceipt(d Delivery, r Receipt) {
	l := c.byID[r.Lead]
	switch {
	case l == nil:
		c.finds(r.Lead, "was acknowledged as %s, and the store does not have it", r.Outcome)
	case d.Key != "" && !causedBy(l, d.Key):
		c.finds(r.Lead, "was acknowledged for the delivery %q, and no event of it tells of that", d.Key)
	}
}

// causedBy reports whether an event's cause holds the delivery's key.
func causedBy(l *sla.Lead, key string) bool {
	return slices.ContainsFunc(l.History, func(e sla.Event) bool { return hasKey(e.Cause, key) })
}

// hasKey reports whether a cause is an arrival of the delivery with the key: it
// ends in the key and the place within it.
func hasKey(cause, key string) bool {
	at := strings.LastIndexByte(cause, '#')
	return at >= 0 && strings.HasSuffix(cause[:at], key)
}

// judgeTold compares what sources were told with how often it happened.
func (c *court) judgeTold(l *sla.Lead, told map[sla.Outcome]int) {
	for outcome, kinds := range map[sla.Outcome][]sla.Kind{
		sla.OutcomeCreated:  {sla.Arrived},
		sla.OutcomeNoted:    {sla.Noted, sla.HotAgain},
		sla.OutcomeReopened: {sla.Reopened},
	} {
		if n := count(l, kinds...); told[outcome] > n {
			c.finds(l.ID, "was acknowledged %d times as %s, and its history has that %d times", told[outcome], outcome, n)
		}
	}
}

// unsaved says what an acked click should have left behind and did not: a claim,
// be it another's; a release, unless the lead was not the clicker's to hand back.
func (c *court) unsaved(k *Click) string {
	l := c.byID[k.Lead]
	if l == nil || k.Acked.IsZero() || slices.Contains(c.Guests, k.Who) {
		return ""
	}
	switch {
	case k.Does == Claim && count(l, sla.Claimed, sla.Closed) == 0:
		return "was claimed by " + k.Who + ", who got an ack, and its history knows of no claim"
	case k.Does == Release && l.Open() && c.last(l).owner == k.Who && c.lastWord(k):
		return "was handed back by " + k.Who + ", who got an ack, and it is theirs still"
	}
	return ""
}

// lastWord reports whether all other clicks of the person on the lead were
// answered before this one was made.
func (c *court) lastWord(k *Click) bool {
	for i := range c.Clicks {
		o := &c.Clicks[i]
		if o != k && o.Lead == k.Lead && o.Who == k.Who && (o.Acked.IsZero() || !o.Acked.Before(k.Sent)) {
			return false
		}
	}
	return true
}
