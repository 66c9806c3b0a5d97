package invariant

import (
	"slices"
	"time"

	"leadpact/sla"
)

// moment is the real time within which an event was recorded, as far as the
// clicks tell that caused it and those around it. A zero end is not known.
type moment struct{ from, to time.Time }

// hearClicks finds out which clicks were lost.
func (c *court) hearClicks() {
	c.causes, c.moments, c.words = map[cause][]*Click{}, map[string][]moment{}, honestWords(&c.Evidence)
	for i := range c.Clicks {
		k := &c.Clicks[i]
		if k.Cause != "" {
			c.causes[cause{k.Lead, k.Cause}] = append(c.causes[cause{k.Lead, k.Cause}], k)
		}
	}
	for _, l := range c.Leads {
		c.moments[l.ID] = c.momentsOf(l)
	}
	c.lost = c.lostClicks()
}

// momentsOf are the moments of a lead's events. An event comes after its click
// was made and before it was answered, and between its neighbours.
func (c *court) momentsOf(l *sla.Lead) []moment {
	out := make([]moment, len(l.History))
	for i := range l.History {
		for _, k := range c.causes[cause{l.ID, l.History[i].Cause}] {
			out[i].from = earliest(out[i].from, k.Sent)
			if c.answerTo(k) < 0 { // else it may have been recorded after the ack
				out[i].to = earliest(out[i].to, k.Acked)
			}
		}
		if i > 0 && out[i-1].from.After(out[i].from) {
			out[i].from = out[i-1].from
		}
	}
	for i := len(out) - 2; i >= 0; i-- {
		out[i].to = earliest(out[i].to, out[i+1].to)
	}
	return out
}

// cause is what made an event of a lead.
type cause struct{ lead, cause string }

// earliest is the earlier of two times, of which either may not be known.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// met reports whether a click may have met a lead that stood so.
func (c *court) met(k *Click, so func(standing) bool) bool {
	at := c.moments[k.Lead]
	for i := range at {
		over := i+1 < len(at) && !at[i+1].to.IsZero() && at[i+1].to.Before(k.Sent)
		if so(c.lives[k.Lead][i+1]) && !at[i].from.After(k.Acked) && !over {
			return true
		}
	}
	return false
}

// recorded reports whether the history holds what a click asked for: an event of
// its cause or, where that is not known, one of the person's at the time.
func (c *court) recorded(k *Click) bool {
	kind := sla.Claimed
	if k.Does == Release {
		kind = sla.Released
	}
	at := c.moments[k.Lead]
	for i, e := range c.byID[k.Lead].History {
		timely := !at[i].from.After(k.Acked) && (at[i].to.IsZero() || !at[i].to.Before(k.Sent))
		if e.Kind == kind && e.By == k.Who && (e.Cause == k.Cause || k.Cause == "" && timely) {
			return true
		}
	}
	return false
}

// lostClicks are those that were acked, and neither recorded, nor refused for
// how the lead stood then, nor honestly answered.
func (c *court) lostClicks() []*Click {
	var out []*Click
	for i := range c.Clicks {
		k := &c.Clicks[i]
		judged := k.Does == Claim || k.Does == Release
		if !judged || k.Acked.IsZero() || k.Window != "" || k.Told != "" || c.byID[k.Lead] == nil || slices.Contains(c.Guests, k.Who) {
			continue
		}
		if !c.recorded(k) && !c.met(k, k.refused) && !c.answered(k) {
			out = append(out, k)
		}
	}
	return out
}

// refused reports whether a lead that stands so refuses the click.
func (k *Click) refused(s standing) bool {
	if k.Does == Claim {
		return s.state != sla.StateNew
	}
	return s.state != sla.StateClaimed || s.owner != k.Who
}
