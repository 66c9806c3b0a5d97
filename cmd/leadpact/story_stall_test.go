package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"testing"

	"leadpact/internal/sandbox"
)

// stall holds the write lock of a store until the result is called.
func stall(t *testing.T, store string) (letGo func()) {
	t.Helper()
	ctx := context.Background()
	db, err := sql.Open("sqlite", "file:"+store+"?_pragma=busy_timeout(10000)")
	expect(t, err)
	conn, err := db.Conn(ctx)
	expect(t, err)
	_, err = conn.ExecContext(ctx, "BEGIN IMMEDIATE")
	expect(t, err)
	held := true
	letGo = func() {
		if held {
			held = false
			_, err := conn.ExecContext(ctx, "ROLLBACK")
			expect(t, errors.Join(err, conn.Close(), db.Close()))
		}
	}
	t.Cleanup(letGo)
	return letGo
}

func TestAStalledStoreIsAnsweredHonestlyWithinThreeSeconds(t *testing.T) {
	t.Parallel()
	store := aStore(t)
	w := aSandboxWith(t, []string{quick}, "--store", "sqlite:"+store)
	mara, next := w.aLeadArrives(), w.aLeadArrives()
	card, nextCard := w.expectCard(mara), w.expectCard(next)
	letGo := stall(t, store)

	atOnce(2, func(i int) {
		who := []string{"ana", "ben"}[i]
		got, err := w.acts(sandbox.Click{User: who, Channel: salesLeads, TS: card.TS, ActionID: "claim", NoSettle: true}, mara)
		if err != nil || !got.OK || got.AckMS > 3000 {
			t.Errorf("%s's click was acked after %.0f ms (%t, %v)", who, got.AckMS, got.OK, err)
		}
	})
	w.seesPrivately("ana", "Not recorded", "nothing has changed")
	w.seesPrivately("ben", "Not recorded", "nothing has changed")
	expect(t, says("the page", w.isTold("greta", "lead "+mara), "Waiting since")) // reading goes on
	refused, err := w.tries(somebody())
	expect(t, err)
	equal(t, "the answer to a lead", refused.Status, http.StatusServiceUnavailable)
	if refused.Header.Get("Retry-After") == "" {
		t.Error("the source is not told when to come again")
	}

	letGo()
	w.clicks("chloe", card, "claim")
	w.expectCard(mara, "<@U0CHLOEMART> took it")
	equal(t, "claims", len(w.claims(mara)), 1)
	w.clicks("ben", nextCard, "claim")
	w.expectCard(next, "<@U0BENOKAFOR> took it")
	w.expectCard(w.aLeadArrives())
}

func TestAShortStallIsWaitedOut(t *testing.T) {
	t.Parallel()
	store := aStore(t)
	w := aSandboxWith(t, []string{quick}, "--store", "sqlite:"+store)
	mara := w.aLeadArrives()
	card := w.expectCard(mara)
	letGo := stall(t, store)
	done := make(chan sandbox.Clicked, 1)
	go func() {
		got, err := w.click("ana", card, "claim")
		if err != nil {
			t.Error(err)
		}
		done <- got
	}()
	eventually(t, func() error {
		if w.state().PendingEnvelopes == 0 {
			return errors.New("the click is not under way")
		}
		return nil
	})
	letGo()
	if got := <-done; !got.OK || got.AckMS > 3000 {
		t.Errorf("the click was acked after %.0f ms (%t)", got.AckMS, got.OK)
	}
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	equal(t, "what ana is told", len(w.privately("ana")), 0)
}
