package invariant

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/sla"
)

// judgeNumbers judges promise 12: what is stored of a lead, and its packed
// facts, are what its history makes of it, and time never runs backwards in it.
func judgeNumbers(c *court) {
	for _, l := range c.Leads {
		c.judgeFold(l)
		c.judgeTimes(l)
	}
	if c.Facts != nil {
		c.judgeFacts()
	}
}

// judgeFold compares the lead with this package's fold of its history, and with
// the domain's own.
func (c *court) judgeFold(l *sla.Lead) {
	for i := range l.History {
		if !known(l.History[i].Kind) {
			c.finds(l.ID, "has an event of a kind that this checker does not know: %q", l.History[i].Kind)
		}
	}
	s := c.last(l)
	for _, f := range []struct {
		what      string
		got, want any
	}{
		{"state", l.State, s.state},
		{"tier", l.Tier, s.tier},
		{"owner", l.Owner, s.owner},
		{"end", l.End, s.end},
		{"turn", l.Turn, s.turn},
		{"closed at", clock(l.ClosedAt), clock(s.closed)},
		{"visible at", clock(l.VisibleAt), clock(s.visible)},
		{"decided by", l.Counted.By + " " + clock(l.Counted.At), s.counted.By + " " + clock(s.counted.At)},
	} {
		if f.got != f.want {
			c.finds(l.ID, "has the %s %v by what is stored, and %v by its history", f.what, f.got, f.want)
		}
	}
	if l.Card != (sla.Card{}) && l.Card != s.card {
		c.finds(l.ID, "is shown as %+v by what is stored, and as %+v by its history", l.Card, s.card)
	}
	again, stored := *l.Refold(), *l
	again.History, stored.History = nil, nil
	if diff := cmp.Diff(again, stored); diff != "" {
		c.finds(l.ID, "is not the fold of its history (-history +stored): %s", diff)
	}
}

func known(k sla.Kind) bool {
	return slices.Contains([]sla.Kind{
		sla.Arrived, sla.Noted, sla.HotAgain, sla.Reopened, sla.Posted, sla.Claimed, sla.Released, sla.Closed,
	}, k)
}

// judgeTimes wants that nothing was recorded before what was recorded last, nor
// happened before the arrival or after it was recorded.
func (c *court) judgeTimes(l *sla.Lead) {
	if len(l.History) == 0 {
		return
	}
	arrived, last := l.History[0].OccurredAt, time.Time{}
	for i := range l.History {
		switch e := &l.History[i]; {
		case e.RecordedAt.Before(last):
			c.finds(l.ID, "has its event %d (%s) recorded before the one before it", i, e.Kind)
		case e.OccurredAt.Before(arrived):
			c.finds(l.ID, "has its event %d (%s) before it arrived", i, e.Kind)
		case e.OccurredAt.After(e.RecordedAt):
			c.finds(l.ID, "has its event %d (%s) recorded before it occurred", i, e.Kind)
		}
		last = l.History[i].RecordedAt
	}
	if !l.ReceivedAt.Equal(arrived) {
		c.finds(l.ID, "was received at %s, and arrived at %s", clock(l.ReceivedAt), clock(arrived))
	}
}

// judgeFacts compares the packed facts, which name no lead, with those that
// follow from the leads.
func (c *court) judgeFacts() {
	stored := map[string]int{}
	for i := range c.Facts {
		stored[words(&c.Facts[i])]++
	}
	for _, l := range c.Leads {
		f := c.facts(l)
		if key := words(&f); stored[key] > 0 {
			stored[key]--
		} else {
			c.finds(l.ID, "has facts that the store's packed ones lack: %s", key)
		}
	}
	for key, n := range stored {
		if n > 0 {
			c.finds("", "the store has packed facts of no lead: %s", key)
		}
	}
}

func (c *court) facts(l *sla.Lead) sla.Facts {
	s := c.last(l)
	return sla.Facts{
		Received: l.ReceivedAt, Qualified: l.QualifiedAt, Visible: s.visible, Waits: s.waits, Closed: s.closed,
		Counted: s.counted.At, CountedBy: s.counted.By, Owner: s.owner, Desk: l.Desk, Tier: s.tier, Side: l.Side,
		State: s.state, End: s.end, Standing: l.Standing, Source: l.Source, Campaign: l.Campaign, Country: l.Country,
	}
}

// words writes facts out, to the millisecond to which they are packed.
func words(f *sla.Facts) string {
	var b strings.Builder
	for _, t := range []time.Time{f.Received, f.Qualified, f.Visible, f.Waits, f.Closed, f.Counted} {
		if t.IsZero() {
			b.WriteString("never ")
			continue
		}
		fmt.Fprintf(&b, "%d ", t.UnixMilli())
	}
	fmt.Fprintf(&b, "%q", []string{
		f.CountedBy, f.Owner, f.Desk, string(f.Tier), string(f.Side), string(f.State), string(f.End),
		string(f.Standing), f.Source, f.Campaign, f.Country,
	})
	return b.String()
}
