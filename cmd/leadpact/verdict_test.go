package main

import (
	"context"
	"slices"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
	"leadpact/store"
)

// calmTime is how long a story's bot is given to do what it still owes, before
// it is judged as one that is at work.
const calmTime = 5 * time.Second

// isJudged has the story's world judged in the end, before its programs stop. A
// story that has failed is judged as well: the promise tells more than a wait
// that was in vain.
func (w *world) isJudged() {
	t := w.workspace.t
	t.Cleanup(func() {
		if !t.Skipped() {
			w.judged.Do(func() { w.keepsItsPromises() })
		}
	})
}

// isNotJudged says why the promises cannot be judged by what the story leaves.
func (w *world) isNotJudged(why string) { w.seen.spare = why }

// keepsItsPromises gathers what the story has left and names every promise that
// was broken. More evidence can be given.
func (w *world) keepsItsPromises(more ...func(*invariant.Evidence)) {
	t := w.workspace.t
	t.Helper()
	switch {
	case w.seen == nil:
		return
	case w.seen.spare != "":
		t.Logf("the promises are not judged: %s", w.seen.spare)
		return
	case len(w.seen.paths) == 0 || w.program.hasEnded():
		t.Log("the promises are not judged: the story has left no store, or no workspace")
		return
	}
	e := w.evidence()
	for _, add := range more {
		add(&e)
	}
	if !e.Quiet {
		t.Log("the bot is judged as one at work: it owes something still")
	}
	judged(t, e)
}

// judged names the promises that the evidence shows to be broken.
func judged(t *testing.T, e invariant.Evidence) {
	t.Helper()
	for _, b := range invariant.Check(e) {
		t.Error(b)
	}
}

// evidence waits until the bot owes nothing, and gathers what there is; if
// something changes meanwhile, once more.
func (w *world) evidence() invariant.Evidence {
	t := w.workspace.t
	t.Helper()
	var stores []store.Store
	for _, path := range w.seen.paths {
		st, err := store.Open(context.Background(), "sqlite:"+path, store.Options{})
		expect(t, err)
		defer func() { expect(t, st.Close()) }()
		stores = append(stores, st)
	}
	quiet := comesTrue(calmTime, func() bool { return owesNothing(t, stores) || !slices.ContainsFunc(w.bots, alive) })
	var e invariant.Evidence
	still := comesTrue(longest, func() bool {
		before := kept(t, stores)
		e = w.looks()
		after := kept(t, stores)
		e.Leads, e.Facts, e.Notices = after.Leads, after.Facts, after.Notices
		return slices.EqualFunc(before.Leads, after.Leads, func(a, b *sla.Lead) bool { return a.ID == b.ID && a.Version == b.Version })
	})
	if !still {
		t.Fatal("the story goes on, so that it cannot be judged")
	}
	e.Quiet = quiet && owesNothing(t, stores)
	return e
}

func alive(r *running) bool { return !r.hasEnded() }

// comesTrue looks again and again whether something is so, but not for ever.
func comesTrue(limit time.Duration, is func() bool) bool {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(limit); !is(); <-tick.C {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// looks is what can be seen from outside, and what the story itself has done.
func (w *world) looks() invariant.Evidence {
	w.seen.mu.Lock()
	defer w.seen.mu.Unlock()
	e := w.seen.e
	ids := map[string]string{}
	for _, p := range w.state().People {
		ids[p.Name] = p.ID
		if p.Stranger {
			e.Guests = append(e.Guests, p.ID)
		}
	}
	e.Clicks = slices.Clone(e.Clicks)
	for i := range e.Clicks {
		if id := ids[e.Clicks[i].Who]; id != "" {
			e.Clicks[i].Who = id
		}
	}
	e.Calls = append(slices.Clone(e.Calls), callsOf(w.calls(""), w.seen.real)...)
	e.Shown = shownOf(salesLeads, w.messages(salesLeads, ""))
	return e
}

// owesNothing reports whether the stores owe Slack nothing that it does not
// refuse.
func owesNothing(t *testing.T, stores []store.Store) bool {
	t.Helper()
	for _, st := range stores {
		untold, _, _, err := st.Backlog(context.Background())
		expect(t, err)
		due := 0
		expect(t, st.EachNotice(context.Background(), "", func(n sla.Notice) error {
			if !n.Done() && n.Parked == nil {
				due++
			}
			return nil
		}))
		if untold > 0 || due > 0 {
			return false
		}
	}
	return true
}

// kept is everything that the stores keep.
func kept(t *testing.T, stores []store.Store) invariant.Evidence {
	t.Helper()
	e := invariant.Evidence{Notices: []sla.Notice{}}
	ctx := context.Background()
	for _, st := range stores {
		expect(t, st.Each(ctx, "", func(l *sla.Lead) error { e.Leads = append(e.Leads, l); return nil }))
		expect(t, st.Facts(ctx, time.Time{}, func(f *sla.Facts) error { e.Facts = append(e.Facts, *f); return nil }))
		expect(t, st.EachNotice(ctx, "", func(n sla.Notice) error { e.Notices = append(e.Notices, n); return nil }))
	}
	return e
}
