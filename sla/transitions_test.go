package sla_test

import (
	"errors"
	"strings"
	"testing"

	"leadpact/sla"
)

// states make a lead of each state; in every one the causes of all that was
// done begin with the deed's own name.
var states = map[string]func(*testing.T) *sla.Lead{
	"new": func(*testing.T) *sla.Lead { return fresh(mara("d#0")) },
	"claimed": func(t *testing.T) *sla.Lead {
		t.Helper()
		l := fresh(mara("d#0"))
		must(t, l.Claim(ana, monday, "claim"))
		return l
	},
	"released": func(t *testing.T) *sla.Lead {
		t.Helper()
		l := fresh(mara("d#0"))
		must(t, l.Claim(ana, monday, "claim"))
		must(t, l.Release(ana, monday.Add(hour), "", "release"))
		return l
	},
	"closed": func(t *testing.T) *sla.Lead {
		t.Helper()
		l := fresh(mara("d#0"))
		must(t, l.Claim(ana, monday, "claim"))
		must(t, l.Close(ana, sla.EndLost, "", monday.Add(hour), "close"))
		return l
	},
	"reopened": func(t *testing.T) *sla.Lead {
		t.Helper()
		l := fresh(mara("d#0"))
		must(t, l.Claim(ana, monday, "claim"))
		must(t, l.Close(ana, sla.EndLost, "", monday.Add(hour), "close"))
		must(t, l.Reopen(mara("reopen"), monday.Add(day)))
		return l
	},
}

var deeds = map[string]func(*sla.Lead, string) error{
	"claim":             func(l *sla.Lead, c string) error { return l.Claim(ana, monday.Add(2*day), c) },
	"claim by another":  func(l *sla.Lead, c string) error { return l.Claim(ben, monday.Add(2*day), c) },
	"claim by a guest":  func(l *sla.Lead, c string) error { return l.Claim(visitor, monday.Add(2*day), c) },
	"claim by nobody":   func(l *sla.Lead, c string) error { return l.Claim(system, monday.Add(2*day), c) },
	"release":           func(l *sla.Lead, c string) error { return l.Release(ana, monday.Add(2*day), "", c) },
	"release another's": func(l *sla.Lead, c string) error { return l.Release(ben, monday.Add(2*day), "", c) },
	"release by guest":  func(l *sla.Lead, c string) error { return l.Release(visitor, monday.Add(2*day), "", c) },
	"release too wordy": func(l *sla.Lead, c string) error {
		return l.Release(ana, monday.Add(2*day), strings.Repeat("x", sla.WordMost+1), c)
	},
	"note":             func(l *sla.Lead, c string) error { return l.Note(ola(c), monday.Add(2*day), nil) },
	"reopen":           func(l *sla.Lead, c string) error { return l.Reopen(mara(c), monday.Add(2*day)) },
	"close":            func(l *sla.Lead, c string) error { return l.Close(ana, sla.EndWon, "", monday.Add(2*day), c) },
	"close by a guest": func(l *sla.Lead, c string) error { return l.Close(visitor, sla.EndWon, "", monday.Add(2*day), c) },
	"close by itself":  func(l *sla.Lead, c string) error { return l.Close(system, sla.EndLost, "", monday.Add(2*day), c) },
	"close wrongly":    func(l *sla.Lead, c string) error { return l.Close(ana, "sold", "", monday.Add(2*day), c) },
	"post": func(l *sla.Lead, c string) error {
		return l.Posted(sla.Card{Channel: "C", Message: c}, len(l.History), monday.Add(2*day), monday.Add(2*day), c)
	},
}

const allowed = sla.Code("")

// verdicts say, for each deed, what happens in the states new, claimed (by
// Ana), released, closed and reopened.
var verdicts = map[string][5]sla.Code{
	"claim":             {allowed, sla.CodeYours, allowed, sla.CodeClosed, allowed},
	"claim by another":  {allowed, sla.CodeTaken, allowed, sla.CodeClosed, allowed},
	"claim by a guest":  {sla.CodeGuest, sla.CodeGuest, sla.CodeGuest, sla.CodeGuest, sla.CodeGuest},
	"claim by nobody":   {sla.CodeInvalid, sla.CodeInvalid, sla.CodeInvalid, sla.CodeInvalid, sla.CodeInvalid},
	"release":           {sla.CodeNotYours, allowed, sla.CodeNotYours, sla.CodeClosed, sla.CodeNotYours},
	"release another's": {sla.CodeNotYours, sla.CodeNotYours, sla.CodeNotYours, sla.CodeClosed, sla.CodeNotYours},
	"release by guest":  {sla.CodeGuest, sla.CodeGuest, sla.CodeGuest, sla.CodeGuest, sla.CodeGuest},
	"release too wordy": {sla.CodeNotYours, sla.CodeInvalid, sla.CodeNotYours, sla.CodeClosed, sla.CodeNotYours},
	"note":              {allowed, allowed, allowed, sla.CodeClosed, allowed},
	"reopen":            {sla.CodeInvalid, sla.CodeInvalid, sla.CodeInvalid, allowed, sla.CodeInvalid},
	"close":             {allowed, allowed, allowed, sla.CodeClosed, allowed},
	"close by a guest":  {sla.CodeGuest, sla.CodeGuest, sla.CodeGuest, sla.CodeGuest, sla.CodeGuest},
	"close by itself":   {allowed, allowed, allowed, sla.CodeClosed, allowed},
	"close wrongly":     {sla.CodeInvalid, sla.CodeInvalid, sla.CodeInvalid, sla.CodeClosed, sla.CodeInvalid},
	"post":              {allowed, allowed, allowed, allowed, allowed},
}

func TestEveryDeedInEveryState(t *testing.T) {
	for deed, try := range deeds {
		for i, state := range []string{"new", "claimed", "released", "closed", "reopened"} {
			t.Run(deed+" when "+state, func(t *testing.T) {
				l := states[state](t)
				before := clone(l)
				err := try(l, "this deed")
				if verdicts[deed][i] == allowed {
					must(t, err)
					wantDoneOnce(t, l, before, try)
					return
				}
				r := sla.RefusalOf(err)
				if r == nil || r.Code != verdicts[deed][i] {
					t.Fatalf("got %v, want a refusal with %q", err, verdicts[deed][i])
				}
				wantEqual(t, "refused, the lead", l, before)
			})
		}
	}
}

// wantDoneOnce checks that one event was recorded, and that the same cause
// again, and at any later time, is a no-op.
func wantDoneOnce(t *testing.T, l, before *sla.Lead, again func(*sla.Lead, string) error) {
	t.Helper()
	if len(l.History) != len(before.History)+1 {
		t.Fatalf("the history has %d events, had %d", len(l.History), len(before.History))
	}
	wantEqual(t, "the history before", l.History[:len(before.History)], before.History)
	done := clone(l)
	wantNoChange(t, again(l, "this deed"))
	wantEqual(t, "redelivered, the lead", l, done)
	wantEqual(t, "the fold of its history", l.Refold(), l)
}

// TestWhatWasDoneBeforeIsNoOp redelivers everything in every state: what caused
// an event before is done, whatever has happened since.
func TestWhatWasDoneBeforeIsNoOp(t *testing.T) {
	for state, begin := range states {
		for deed, try := range deeds {
			l := begin(t)
			for _, e := range begin(t).History {
				if err := try(l, e.Cause); !errors.Is(err, sla.ErrNoChange) {
					t.Errorf("%s with the cause %q when %s: %v", deed, e.Cause, state, err)
				}
			}
			wantEqual(t, state+", the lead", l, begin(t))
		}
	}
}
