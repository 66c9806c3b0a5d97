package invariant

import (
	"strings"

	"leadpact/sla"
)

// judgeOnce judges promise 3: every event has a cause of its own, begins or
// goes on as it may, and no person has two open leads.
func judgeOnce(c *court) {
	seen := map[string]bool{}
	for _, l := range c.Leads {
		if seen[l.ID] {
			c.finds(l.ID, "exists twice")
		}
		seen[l.ID] = true
		c.judgeCauses(l)
		c.judgeBeginning(l)
	}
	c.judgePersons()
	c.judgeNoticesOnce()
}

func (c *court) judgeCauses(l *sla.Lead) {
	causes := map[string]bool{}
	for i := range l.History {
		switch e := &l.History[i]; {
		case e.Cause == "":
			c.finds(l.ID, "has an event %q that nothing has caused", e.Kind)
		case causes[e.Cause]:
			c.finds(l.ID, "has two events of the one cause %q", e.Cause)
		default:
			causes[e.Cause] = true
		}
	}
}

// judgeBeginning wants one arrival, as the first event, and closings and
// returns in turn.
func (c *court) judgeBeginning(l *sla.Lead) {
	for i := range l.History {
		was, kind := c.lives[l.ID][i], l.History[i].Kind
		switch {
		case i == 0 && kind != sla.Arrived:
			c.finds(l.ID, "begins with %q", kind)
		case i > 0 && kind == sla.Arrived:
			c.finds(l.ID, "arrived twice")
		case kind == sla.Closed && was.state == sla.StateClosed:
			c.finds(l.ID, "was closed twice")
		case kind == sla.Reopened && was.state != sla.StateClosed:
			c.finds(l.ID, "was reopened while it was open")
		case kind == sla.HotAgain && was.tier == sla.TierHot:
			c.finds(l.ID, "became hot again while it was hot")
		}
	}
	if len(l.History) == 0 {
		c.finds(l.ID, "has no history")
	}
}

// judgePersons wants no two open leads that know a person by the same email or
// id of a source.
func (c *court) judgePersons() {
	holds := map[string]string{}
	for _, l := range c.Leads {
		if !l.Open() {
			continue
		}
		for _, key := range personOf(l) {
			if held := holds[key]; held != "" && held != l.ID {
				c.finds(l.ID, "and lead %s are open for one person", held)
			}
			holds[key] = l.ID
		}
	}
}

func personOf(l *sla.Lead) []string {
	var keys []string
	for _, id := range l.ExternalIDs {
		keys = append(keys, "id "+strings.TrimSpace(id))
	}
	if email := strings.ToLower(strings.TrimSpace(l.Email)); email != "" {
		keys = append(keys, "email "+email)
	}
	return keys
}

// judgeNoticesOnce wants each key of a notice once.
func (c *court) judgeNoticesOnce() {
	keys := map[string]bool{}
	for _, n := range c.Notices {
		if keys[n.Key] {
			c.finds(n.Lead, "has two notices with the one key %q", n.Key)
		}
		keys[n.Key] = true
	}
}
