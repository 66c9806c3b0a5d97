package main

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/sla"
	"leadpact/store"
)

// calmTime is how long a story's bot is given to do what it still owes. It is
// seldom needed, and never by a bot that does its work.
const calmTime = 30 * time.Second

// isJudged has the story's world judged in the end, before its programs stop. A
// story that has failed is judged as well: the promise tells more than a wait
// that was in vain.
func (w *world) isJudged() { w.workspace.t.Cleanup(w.judges) }

func (w *world) judges() {
	if !w.workspace.t.Skipped() {
		w.judged.Do(func() { w.keepsItsPromises() })
	}
}

// isNotJudged says why the promises cannot be judged by what the story leaves.
func (w *world) isNotJudged(why string) { w.seen.spare = why }

// mayOwe says why the bot has something left to do when the story ends.
func (w *world) mayOwe(why string) { w.seen.owes = why }

// keepsItsPromises gathers what the story has left and names every promise that
// was broken. More evidence can be given.
func (w *world) keepsItsPromises(more ...func(*invariant.Evidence)) {
	t := w.workspace.t
	t.Helper()
	if w.seen.spare != "" {
		t.Logf("the promises are not judged: %s", w.seen.spare)
		return
	}
	if lacks := w.lacks(); lacks != "" {
		t.Errorf("the promises cannot be judged, and the story does not say why: %s", lacks)
		return
	}
	e := w.evidence()
	for _, add := range more {
		add(&e)
	}
	if late := w.owesTooLong(&e); late != "" {
		t.Error(late)
	}
	judged(t, e)
}

// lacks says what the story has not left that it is judged by, if anything.
func (w *world) lacks() string {
	switch {
	case len(w.seen.paths) == 0:
		return "it has left no store"
	case w.program != nil && w.program.hasEnded() && w.remembered != w.program:
		return "its workspace has gone before anybody looked at it"
	}
	return ""
}

// owesTooLong says that the bot owes something still, unless the story says why.
func (w *world) owesTooLong(e *invariant.Evidence) string {
	if e.Quiet || w.seen.owes != "" {
		return ""
	}
	return fmt.Sprintf("the bot owes something after %s, and the story does not say why", calmTime)
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
	quiet := comesTrue(calmTime, func() bool {
		return owesNothing(t, stores) || w.seen.owes != "" || !slices.ContainsFunc(w.bots, alive)
	})
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
