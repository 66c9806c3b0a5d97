package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
	"leadpact/sla"
	"leadpact/store"
)

// allShown checks that every acknowledged lead and note stands in the channel,
// and every owner on the card.
func (c *crowd) allShown() error {
	messages, err := c.slack.Messages(salesLeads, "")
	if err != nil {
		return err
	}
	newest, lines := map[string]string{}, map[string]bool{}
	for _, m := range messages {
		if id := leadOn(m); id != "" {
			newest[id] = drawn(m)
		} else if m.ThreadTS != "" {
			lines[noteOf(m.Text)] = true
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range c.leads {
		if newest[id] == "" {
			return fmt.Errorf("lead %s has no card", id)
		}
	}
	for _, click := range c.clicks {
		if !click.acked.IsZero() && !strings.Contains(newest[click.lead], "took it") {
			return fmt.Errorf("the claim of lead %s is not shown, but:\n%s", click.lead, newest[click.lead])
		}
	}
	for _, note := range c.notes {
		if !lines[note] {
			return fmt.Errorf("%s stands in no thread", note)
		}
	}
	return nil
}

// noteOf is the campaign in a thread's line.
func noteOf(text string) string {
	_, rest, _ := strings.Cut(text, "note ")
	word, _, _ := strings.Cut(strings.ReplaceAll(rest, "\n", " "), " ")
	return word
}

// judges holds what the store and the workspace know against the promises.
func (c *crowd) judges(ctx context.Context, path string, kills []kill) {
	c.t.Helper()
	st, err := store.Open(ctx, "sqlite:"+path, store.Options{})
	expect(c.t, err)
	defer func() { expect(c.t, st.Close()) }()
	claimed := 0
	for email, id := range c.leads {
		cycles, err := st.Find(ctx, sla.EmailKey(email))
		expect(c.t, err)
		if len(cycles) != 1 || cycles[0].ID != id {
			c.t.Errorf("the person of lead %s has %d leads", id, len(cycles))
			continue
		}
		l := cycles[0]
		if diff := cmp.Diff(l.Refold(), l); diff != "" {
			c.t.Errorf("lead %s is not what its history says: %s", id, diff)
		}
		if l.Owner != "" {
			claimed++
		}
		c.judgesClaims(l)
	}
	c.t.Logf("%d leads, %d notes, %d clicks, %d claims", len(c.leads), len(c.notes), len(c.clicks), claimed)
	c.judgesRepeats(c.slack.Calls(), kills)
}

// judgesClaims checks that the one owner is whoever must have been first.
func (c *crowd) judgesClaims(l *sla.Lead) {
	c.t.Helper()
	claims := 0
	for _, e := range l.History {
		if e.Kind == sla.Claimed {
			claims++
		}
	}
	if claims > 1 {
		c.t.Errorf("lead %s was claimed %d times", l.ID, claims)
	}
	var mine []*clicked
	for _, click := range c.clicks {
		if click.lead == l.ID {
			mine = append(mine, click)
		}
	}
	for _, click := range mine {
		if click.acked.IsZero() || repIDs[click.who] == l.Owner {
			continue
		}
		if !slices.ContainsFunc(mine, func(o *clicked) bool { return repIDs[o.who] == l.Owner && o.sent.Before(click.acked) }) {
			c.t.Errorf("lead %s belongs to %q, though %s's click was acknowledged before any of theirs", l.ID, l.Owner, click.who)
		}
	}
}

var repIDs = map[string]string{"ana": "U0ANADUARTE", "ben": "U0BENOKAFOR", "chloe": "U0CHLOEMART", "dev": "U0DEVNAIR01"}

// late is how late the journal may note a call that a dead process had made.
const late = 250 * time.Millisecond

// judgesRepeats checks that each repeated message is the doing of one kill, and
// each kill's only one.
func (c *crowd) judgesRepeats(calls []sandbox.Call, kills []kill) {
	c.t.Helper()
	posted := map[string][]time.Time{}
	for _, call := range calls {
		if call.Method == post && gjson.GetBytes(call.Answer, "ok").Bool() {
			posted[postedWhat(call)] = append(posted[postedWhat(call)], call.Time)
		}
	}
	var repeats []repeat
	for what, times := range posted {
		for i := 1; i < len(times); i++ {
			repeats = append(repeats, repeat{what, times[i-1], times[i]})
		}
	}
	c.t.Logf("%d messages, %d repeats", len(posted), len(repeats))
	for _, k := range kills {
		repeats = k.explains(repeats)
	}
	for _, r := range repeats {
		c.t.Errorf("%s was posted at %s and again at %s, and no kill explains it", r.what, r.first, r.again)
	}
}

// repeat is a message that was posted twice.
type repeat struct {
	what         string
	first, again time.Time
}

// explains takes out the one repeat that the kill is guilty of, if any: of all
// that it may be, the one for which the fewest later kills are left.
func (k kill) explains(repeats []repeat) []repeat {
	guilty := -1
	for i, r := range repeats {
		if r.first.Before(k.to.Add(late)) && k.from.Before(r.again) && (guilty < 0 || r.again.Before(repeats[guilty].again)) {
			guilty = i
		}
	}
	if guilty < 0 {
		return repeats
	}
	return slices.Delete(repeats, guilty, guilty+1)
}

// postedWhat names what a call posted: a lead's card, or a line in a thread.
func postedWhat(call sandbox.Call) string {
	args := gjson.ParseBytes(call.Arguments)
	metadata := args.Get("metadata")
	if metadata.Type == gjson.String {
		metadata = gjson.Parse(metadata.Str)
	}
	if id := metadata.Get("event_payload.lead").Str; id != "" {
		return "card of " + id
	}
	return "line " + args.Get("text").Str
}
