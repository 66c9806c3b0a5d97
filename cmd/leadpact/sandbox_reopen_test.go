package main

import (
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store"
)

func TestAReopenedSandboxShowsItsOpenLeadsAnew(t *testing.T) {
	t.Parallel()
	at := aStore(t)
	w := aSandboxWith(t, []string{quick}, "--store", "sqlite:"+at)
	taken, waits := w.aLeadArrives(), w.aLeadArrives()
	w.clicks("ana", w.expectCard(taken), "claim")
	w.expectCard(taken, "took it")
	w.expectCard(waits)
	equal(t, "exit code", w.program.stops(), 0)

	w = aSandboxWith(t, []string{quick}, "--store", "sqlite:"+at)
	w.isNotJudged("the cards of before were posted in a workspace that is gone")
	w.expectCard(taken, "<@U0ANADUARTE> took it")
	w.clicks("ben", w.expectCard(waits, "Waiting since"), "claim")
	w.expectCard(waits, "<@U0BENOKAFOR> took it")
	equal(t, "messages", len(w.messages(salesLeads, "milo")), 2)
}

func TestACardOfAnotherWorkspaceIsLeftAlone(t *testing.T) {
	t.Parallel()
	at := "sqlite:" + aStore(t)
	st, err := store.Open(t.Context(), at, store.Options{})
	expect(t, err)
	now := time.Now()
	got, err := st.Receive(t.Context(), sla.Delivery{ID: "d", At: now, Arrivals: []sla.Arrival{{Cause: "d", Details: sla.Details{Name: "Mara Lindt", Email: "mara@kessel.example"}}}})
	expect(t, err)
	real := sla.Card{Channel: "C0REALSALES", Message: "1771837800.000100"}
	_, err = st.Update(t.Context(), got[0].Lead, func(l *sla.Lead) error { return l.Posted(real, len(l.History), now, now, "posted") })
	expect(t, err)
	expect(t, st.Close())

	expect(t, reopen(t.Context(), at, nil))
	st, err = store.Open(t.Context(), at, store.Options{})
	expect(t, err)
	l, err := st.Get(t.Context(), got[0].Lead)
	expect(t, err)
	equal(t, "card", l.Card, real)
	expect(t, st.Close())
}
