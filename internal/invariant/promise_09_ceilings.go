package invariant

import (
	"net/http"
	"time"
)

const (
	handover     = 30 * time.Second       // until another process is surely the courier
	inFlight     = 250 * time.Millisecond // until a call that was under way when Slack asked for patience has come in
	mostUnderWay = 2                      // such calls: cards, notices and what is parked are posted side by side

	// Other methods are called by each socket and for each person, side by side
	// and not by one part of the bot.
	besideFlight = time.Second
	mostBeside   = 10
)

// perMinute is how many calls of a method Slack allows a minute, for the whole
// workspace.
var perMinute = map[string]int{methodUpdate: 50, methodPublish: 100}

// judgeCeilings judges promise 9: the pace of each channel, what a minute may
// see, the patience that Slack asks for, and that hot cards go first.
func judgeCeilings(c *court) {
	c.judgePace()
	for method, most := range perMinute {
		c.judgeBudget(method, int(float64(most)*max(c.Rate, 1)))
	}
	limited := map[string]bool{}
	for i := range c.Calls {
		if call := &c.Calls[i]; call.Status == http.StatusTooManyRequests && !limited[call.Method] {
			limited[call.Method] = true
			c.judgePatience(call.Method)
		}
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

// judgeBudget wants that no minute sees more calls of a method than Slack allows.
func (c *court) judgeBudget(method string, most int) {
	var times []time.Time
	for i := range c.Calls {
		if c.Calls[i].Method != method {
			continue
		}
		times = append(times, c.Calls[i].At)
		if n := len(times); n > most && times[n-1].Sub(times[n-1-most]) < time.Minute {
			c.finds("", "%s was called more than %d times in the minute before %s", method, most, times[n-1].Format(time.StampMilli))
			return
		}
	}
}

// judgePatience wants that no call of a method begins while Slack asks for
// patience, but by a process that began since. A few may have been under way.
func (c *court) judgePatience(method string) {
	var asked *Call
	underWay, flight, most := 0, besideFlight, mostBeside
	if method == methodPost || method == methodUpdate {
		flight, most = inFlight, mostUnderWay
	}
	for i := range c.Calls {
		call := &c.Calls[i]
		if call.Method != method {
			continue
		}
		if asked != nil && c.handovers(call.At) == 0 {
			gap := call.At.Sub(asked.At.Add(asked.Took))
			if underWay++; gap >= asked.RetryAfter-inFlight {
				underWay = 0
			} else if gap > flight || underWay > most {
				c.finds("", "%s was called %s after Slack had asked for a pause of %s", method, gap, asked.RetryAfter)
			}
		}
		if call.Status == http.StatusTooManyRequests && call.RetryAfter > 0 {
			asked = call
		}
	}
}
