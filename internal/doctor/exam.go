package doctor

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// Watcher sees the examination while it goes on.
type Watcher interface {
	Begin(group, name string)
	Show(group string, f Finding)
}

// check is one row of the table.
type check struct {
	group, name string
	needs       []string // checks and settings without which there is nothing to look at
	run         func(*exam, context.Context) []Finding
}

// tidies reports whether the check changes something and puts it right again, so
// that it must never be left in between.
func (c check) tidies() bool { return c.name == testCard }

// exam is an examination under way: what the checks have learned so far.
type exam struct {
	o       Options
	bot     Bot
	skew    *time.Duration // how far the machine's clock is ahead of Slack's, once Slack has told
	serving bool           // a courier works on the store
	unsure  bool           // whether one does could not be seen
	channel Channel
	ticket  string // of the socket; a secret
	app     string // the app's id, by the socket
}

// one makes a check of what has a single finding.
func one(look func(*exam, context.Context) Finding) func(*exam, context.Context) []Finding {
	return func(e *exam, ctx context.Context) []Finding { return []Finding{look(e, ctx)} }
}

// Examine makes all checks in order. One that fails stops those alone that
// depend on it. It ends early when the context does.
func Examine(ctx context.Context, o Options, w Watcher) Report {
	e := &exam{o: o.withDefaults()}
	bad := map[string]string{} // what was not well, and which check was to blame
	var r Report
	for _, c := range e.table() {
		if !o.Post && c.name == testCard {
			continue
		}
		w.Begin(c.group, c.name)
		found := blocked(c, bad)
		if found == nil {
			found = e.make(ctx, c)
		}
		if ctx.Err() != nil && !c.tidies() {
			r.Interrupted = true
			return r
		}
		for _, f := range found {
			if f.Name == "" {
				f.Name = c.name
			}
			if f.Status == Failed {
				bad[f.Name], bad[c.name] = f.Name, f.Name
			}
			r.Findings = append(r.Findings, f)
			w.Show(c.group, f)
		}
		r.BadSettings = r.BadSettings || c.group == groupSettings && slices.ContainsFunc(found, isFailed)
	}
	return r
}

func isFailed(f Finding) bool { return f.Status == Failed }

// blocked is the finding of a check that needs what has failed.
func blocked(c check, bad map[string]string) []Finding {
	for _, need := range c.needs {
		if culprit, ok := bad[need]; ok {
			bad[c.name] = culprit
			return []Finding{skipped("not looked at, because of " + culprit + " above")}
		}
	}
	return nil
}

// make runs one check, for as long as it may take. A check that does not end is
// left behind: it has a copy of what is known, and what it learns is not kept.
func (e *exam) make(ctx context.Context, c check) []Finding {
	if c.tidies() {
		return c.run(e, context.WithoutCancel(ctx)) // it has limits of its own
	}
	ctx, cancel := context.WithTimeout(ctx, e.o.Limit)
	defer cancel()
	mine := *e
	done := make(chan []Finding, 1)
	go func() { done <- c.run(&mine, ctx) }()
	select {
	case found := <-done:
		*e = mine
		return found
	case <-ctx.Done():
		return []Finding{failed(fmt.Sprintf("nothing came back within %s", e.o.Limit), "run leadpact doctor again; if it stays so, look for what holds it up: "+holdups[c.group])}
	}
}

// holdups are what makes a check hang, by group.
var holdups = map[string]string{
	groupStore: "another process on the store, or a disk that does not answer",
	groupHTTP:  "a firewall that drops what it does not let through",
	groupSlack: "a firewall or proxy on the way to slack.com", groupLine: "a firewall or proxy on the way to *.slack.com that breaks websockets",
}
