package main

import (
	"fmt"
	"sync"
	"testing"

	"leadpact/internal/clock"
	"leadpact/internal/sandbox"
)

// mode is a way in which a call can fail once.
type mode struct {
	name  string
	fault sandbox.Fault
	lost  bool // the work is done, and the answer says nothing of it
	slow  bool // takes long until it is over
}

// modes are all ways in which Slack's answer can be another than the one that
// was hoped for.
var modes = []mode{
	{name: "429 without a time", fault: sandbox.Fault{Mode: sandbox.FaultRateLimit, RetryAfter: -1}, slow: true},
	{name: "ratelimited in the body", fault: sandbox.Fault{Mode: sandbox.FaultError, Error: "ratelimited"}, slow: true},
	{name: "404", fault: sandbox.Fault{Mode: sandbox.FaultError, Error: "http_404"}, slow: true},
	{name: "an answer after nine seconds", fault: sandbox.Fault{Mode: sandbox.FaultDelay, DelayMS: 9000}, lost: true, slow: true},
	{name: "429 for a second", fault: sandbox.Fault{Mode: sandbox.FaultRateLimit, RetryAfter: 1}},
	{name: "internal_error", fault: sandbox.Fault{Mode: sandbox.FaultError, Error: "internal_error"}},
	{name: "fatal_error", fault: sandbox.Fault{Mode: sandbox.FaultError, Error: "fatal_error"}},
	{name: "500", fault: sandbox.Fault{Mode: sandbox.FaultError, Error: "http_500"}},
	{name: "503", fault: sandbox.Fault{Mode: sandbox.FaultError, Error: "http_503"}},
	{name: "cut before", fault: sandbox.Fault{Mode: sandbox.FaultCutBefore}},
	{name: "cut after", fault: sandbox.Fault{Mode: sandbox.FaultCutAfterBody}, lost: true},
	{name: "a page", fault: sandbox.Fault{Mode: sandbox.FaultGarbage, Error: "html"}, lost: true},
	{name: "nothing", fault: sandbox.Fault{Mode: sandbox.FaultGarbage, Error: "empty"}, lost: true},
	{name: "half an answer", fault: sandbox.Fault{Mode: sandbox.FaultGarbage, Error: "half"}, lost: true},
}

// methods are all methods of the Web API that the program calls, each with a
// scene in which its next call fails.
var methods = []struct {
	name string
	tell func(t *testing.T, m mode)
}{
	{"auth.test", failsAtTheStart},
	{"conversations.list", failsAtTheStart},
	{"conversations.info", failsAtTheStart},
	{"apps.connections.open", failsAtTheStart},
	{post, failsToPost},
	{update, failsToRedraw},
	{"response_url", failsToAnswer},
	{"views.open", failsToOpen},
	{"views.update", failsToChangeTheWindow},
	{"views.publish", failsToShowTheHome},
}

func TestEveryMethodFailsInEveryModeAndNothingIsLost(t *testing.T) {
	t.Parallel()
	var waits, goes []scene
	for _, m := range modes {
		for _, method := range methods {
			m := m // each scene has its own
			m.fault.Method = method.name
			s := scene{method.name + "/" + m.name, func(t *testing.T) { t.Helper(); method.tell(t, m) }}
			if m.slow {
				waits = append(waits, s)
			} else {
				goes = append(goes, s)
			}
		}
	}
	// Not more at once, or those that have waited for the same time wake together
	// and keep each other from what must be done in three seconds.
	var both sync.WaitGroup
	both.Go(func() { together(t, 16, waits) })
	both.Go(func() { together(t, 2, goes) })
	both.Wait()
}

// works checks that the bot goes on as if nothing had been.
func (w *world) works() {
	t := w.workspace.t
	t.Helper()
	mara := w.aLeadArrives()
	w.clicks("chloe", w.expectCard(mara), "claim")
	w.expectCard(mara, "<@U0CHLOEMART> took it")
	expect(t, says("/sla status", w.isTold("greta", "status"), "open"))
	w.hasSockets(2)
}

// wasHit checks that the fault did hit, and how often the method was called in
// all.
func (w *world) wasHit(m mode, least, most int) {
	t := w.workspace.t
	t.Helper()
	var calls []sandbox.Call
	eventually(t, func() error { // what a call did can be seen before it is noted
		if calls = w.calls(m.fault.Method); len(calls) < least {
			return fmt.Errorf("%s was called %d times, not %d", m.fault.Method, len(calls), least)
		}
		return nil
	})
	hits := 0
	for _, c := range calls {
		if c.Fault != "" {
			hits++
		}
	}
	equal(t, "calls that failed", hits, 1)
	if n := len(calls); n > most {
		t.Errorf("%s was called %d times, and not at most %d", m.fault.Method, n, most)
	}
}

// failsAtTheStart has the first call fail that a bot makes when it begins.
// Leads are taken in meanwhile.
func failsAtTheStart(t *testing.T, m mode) {
	t.Helper()
	w := aWorkspace(t)
	w.suffers(m.fault)
	var more []string
	if m.fault.Method == "conversations.info" {
		more = []string{"LEADPACT_SALES_CHANNEL=C0SALESLEADS"}
	}
	bot := w.isServedTuned(aStore(t), &clock.Clock{}, nil, more...)
	w.door = bot.door
	mara := bot.aLeadArrives()
	w.expectCard(mara, "Waiting since")
	bot.isReady()
	w.hasSockets(2)
	w.works()
	w.wasHit(m, 1, 4)
}

// failsToPost has a card fail: it is repeated only if Slack did show it and its
// answer was lost.
func failsToPost(t *testing.T, m mode) {
	t.Helper()
	w := aSandbox(t)
	w.suffers(m.fault)
	mara, copies := w.aLeadArrives(), 1
	if m.lost {
		copies = 2
	}
	w.settles([]string{mara}, copies)
	w.wasHit(m, 2, 2)
	w.clicks("ana", w.copies(mara)[copies-1], "claim")
	eventually(t, func() error { return says("the card", shown(w.copies(mara)[copies-1]), "<@U0ANADUARTE> took it") })
	equal(t, "copies in the end", len(w.copies(mara)), copies)
	w.works()
}

func failsToRedraw(t *testing.T, m mode) {
	t.Helper()
	w := aSandbox(t)
	mara, next := w.aLeadArrives(), w.aLeadArrives()
	w.suffers(m.fault)
	w.clicks("ana", w.expectCard(mara), "claim")
	w.clicks("ben", w.expectCard(next), "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.expectCard(next, "<@U0BENOKAFOR> took it")
	w.works()
	w.wasHit(m, 3, 5)
}

// failsToAnswer has a loser not be told: that is tried once, and the next loser
// is.
func failsToAnswer(t *testing.T, m mode) {
	t.Helper()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	card := w.expectCard(mara)
	w.clicks("ana", card, "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.suffers(m.fault)
	w.clicks("ben", card, "claim")
	w.clicks("dev", card, "claim")
	w.seesPrivately("dev", "<@U0ANADUARTE> took Mara")
	equal(t, "claims", len(w.claims(mara)), 1)
	w.works()
	if n := len(w.privately("ben")); n > 1 {
		t.Errorf("the loser is told %d times", n)
	}
	w.wasHit(m, 2, 2)
}
