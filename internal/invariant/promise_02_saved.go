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
	for _, k := range c.lost {
		c.finds(k.Lead, "got a click of %s (%s, %q) that was acked, and its history neither has it nor says why not", k.Who, k.Does, k.Cause)
	}
	for i := range c.Clicks {
		c.judgeWindow(&c.Clicks[i])
	}
}

// judgeWindow wants that a window which a click opened is about the lead.
func (c *court) judgeWindow(k *Click) {
	for i := range c.Calls {
		call := &c.Calls[i]
		if k.Window == "" || call.Method != methodOpen || gjson.GetBytes(call.Answer, "view.id").Str != k.Window {
			continue
		}
		if about := gjson.Get(inner(gjson.ParseBytes(call.Arguments), "view").Get("private_metadata").Str, "lead").Str; about != k.Lead {
			c.finds(k.Lead, "was clicked by %s, for whom a window about %q opened", k.Who, about)
		}
	}
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
