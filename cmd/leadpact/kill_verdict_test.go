package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/tidwall/gjson"

	"leadpact/internal/invariant"
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
	for _, k := range c.clicks {
		if !k.Acked.IsZero() && !strings.Contains(newest[k.Lead], "took it") {
			return fmt.Errorf("the claim of lead %s is not shown, but:\n%s", k.Lead, newest[k.Lead])
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
func (c *crowd) judges(ctx context.Context, path string, e invariant.Evidence) {
	c.t.Helper()
	st, err := store.Open(ctx, "sqlite:"+path, store.Options{})
	expect(c.t, err)
	defer func() { expect(c.t, st.Close()) }()
	all := kept(c.t, []store.Store{st})
	e.Leads, e.Facts, e.Notices = all.Leads, all.Facts, all.Notices
	messages, err := c.slack.Messages(salesLeads, "")
	expect(c.t, err)
	e.Shown, e.Calls = shownOf(salesLeads, messages), callsOf(c.slack.Calls(), true)
	for _, id := range repIDs {
		told, err := c.slack.Messages(salesLeads, id)
		expect(c.t, err)
		e.Words = append(e.Words, wordsTo(id, told)...)
	}
	e.Clicks, e.Deliveries, e.Rate, e.Quiet = c.clicks, c.deliveries, 1000, true
	c.judgesPersons(all.Leads)
	c.tellsRepeats()
	judged(c.t, e)
}

// tellsRepeats logs how many messages the kills have repeated.
func (c *crowd) tellsRepeats() {
	posted, all := map[string]bool{}, 0
	for _, call := range c.slack.Calls() {
		if call.Method == post && gjson.GetBytes(call.Answer, "ok").Bool() {
			posted[postedWhat(call)] = true
			all++
		}
	}
	c.t.Logf("%d messages, %d repeats", len(posted), all-len(posted))
}

// judgesPersons checks that each source's people are the leads that they were
// told they are, and nobody else is one.
func (c *crowd) judgesPersons(leads []*sla.Lead) {
	c.t.Helper()
	claimed := 0
	for _, l := range leads {
		if c.leads[l.Email] != l.ID {
			c.t.Errorf("the person of lead %s was told that they are lead %q", l.ID, c.leads[l.Email])
		}
		if l.Owner != "" {
			claimed++
		}
	}
	equal(c.t, "leads", len(leads), len(c.leads))
	c.t.Logf("%d leads, %d notes, %d clicks, %d claims", len(leads), len(c.notes), len(c.clicks), claimed)
}

var repIDs = map[string]string{"ana": "U0ANADUARTE", "ben": "U0BENOKAFOR", "chloe": "U0CHLOEMART", "dev": "U0DEVNAIR01"}

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
