package invariant

import (
	"net/http"
	"time"
)

const (
	updatesAMinute = 50
	handover       = 30 * time.Second       // until another process is surely the courier
	inFlight       = 250 * time.Millisecond // until a call that was under way when Slack asked for patience has come in
	mostUnderWay   = 2                      // such calls: cards, notices and what is parked are posted side by side
)

// judgeCeilings judges promise 9: the pace of each channel, the budget of
// redraws, the patience that Slack asks for, and that hot cards go first.
func judgeCeilings(c *court) {
	c.judgePace()
	c.judgeUpdates()
	for _, method := range []string{methodPost, methodUpdate} {
		c.judgePatience(method)
	}
	c.judgeOrder()
}

// judgePace lets messages leak from a bucket for each channel at the agreed
// rate. It holds one message, one more for the odd delay on the way, half a
// second's worth since a busy machine bunches calls, and one for each new courier,
// who does not know what the one before has sent.
func (c *court) judgePace() {
	level, since := map[string]float64{}, map[string]time.Time{}
	for i := range c.posts {
		p := &c.posts[i]
		leaked := c.Rate * p.At.Sub(since[p.channel]).Seconds()
		level[p.channel] = max(0, level[p.channel]-leaked) + 1
		since[p.channel] = p.At
		if most := 2 + c.Rate/2 + float64(c.handovers(p.At)); level[p.channel] > most {
			c.finds(p.lead, "was posted to %s at %s, faster than %g messages a second", p.channel, p.At.Format(time.StampMilli), c.Rate)
			level[p.channel] = 0
		}
	}
}

// handovers is how often the courier may have changed of late.
func (c *court) handovers(at time.Time) int {
	n := 0
	for _, h := range c.Handovers {
		if h.After(at.Add(-handover)) && h.Before(at) {
			n++
		}
	}
	return n
}

// judgeUpdates wants that no minute sees more redraws than Slack allows.
func (c *court) judgeUpdates() {
	most := int(updatesAMinute * max(c.Rate, 1))
	var times []time.Time
	for i := range c.Calls {
		if c.Calls[i].Method != methodUpdate {
			continue
		}
		times = append(times, c.Calls[i].At)
		if n := len(times); n > most && times[n-1].Sub(times[n-1-most]) < time.Minute {
			c.finds("", "more than %d cards were redrawn in the minute before %s", most, times[n-1].Format(time.StampMilli))
			return
		}
	}
}

// judgePatience wants that no call of a method begins while Slack asks for
// patience, but by a process that began since. A few may have been under way.
func (c *court) judgePatience(method string) {
	var asked *Call
	underWay := 0
	for i := range c.Calls {
		call := &c.Calls[i]
		if call.Method != method {
			continue
		}
		if asked != nil && c.handovers(call.At) == 0 {
			gap := call.At.Sub(asked.At.Add(asked.Took))
			if underWay++; gap >= asked.RetryAfter-inFlight {
				underWay = 0
			} else if gap > inFlight || underWay > mostUnderWay {
				c.finds("", "%s was called %s after Slack had asked for a pause of %s", method, gap, asked.RetryAfter)
			}
		}
		if call.Status == http.StatusTooManyRequests && call.RetryAfter > 0 {
			asked = call
		}
	}
}
