package main

import (
	"errors"
	"net/http"
	"testing"

	"leadpact/internal/sandbox"
)

// failsToOpen has a window not open: whoever asked is told, and asks again.
func failsToOpen(t *testing.T, m mode) {
	t.Helper()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	w.suffers(m.fault)
	eventually(t, func() error {
		w.clicks("ana", card, "release")
		if len(w.windows("ana")) == 0 {
			return errors.New("no window opens")
		}
		return nil
	})
	equal(t, "errors", len(w.submits("ana", w.windows("ana")[0].ID, "").Errors), 0)
	w.expectCard(mara, "Waiting since")
	w.works()
	w.wasHit(m, 1, manyTries)
}

// manyTries is how often a story may try again what only a person repeats.
const manyTries = 200

// failsToChangeTheWindow has a window not say what keeps its lead from being
// released, where the ack cannot carry it. Sent again, it does.
func failsToChangeTheWindow(t *testing.T, m mode) {
	t.Helper()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	window := w.opens("ana", card, "release")
	submits := func(id string) {
		got, err := w.sends("interactive", rawSubmission("U0ANADUARTE", id, mara, ""))
		expect(t, err)
		equal(t, "acked", got.OK && got.AckMS < 3000, true)
	}
	submits("V0ANOTHER")
	w.expectCard(mara, "Waiting since")
	w.suffers(m.fault)
	eventually(t, func() error {
		submits(window.ID)
		return says("the window", words(w.windows("ana")[0]), "Nobody has Mara")
	})
	w.expectCard(mara, "Waiting since")
	w.works()
	w.wasHit(m, 1, manyTries)
}

// looksAtTheHome has somebody open the bot's home tab, and returns what it says.
func (w *workspace) looksAtTheHome(who string) string {
	w.t.Helper()
	var got struct{ View *sandbox.View }
	w.must(http.MethodPost, "home/open", map[string]string{"user": who}, &got)
	if got.View == nil {
		return ""
	}
	return words(*got.View)
}

func failsToShowTheHome(t *testing.T, m mode) {
	t.Helper()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	w.expectCard(mara, "took it")
	w.suffers(m.fault)
	w.looksAtTheHome("ana")
	eventually(t, func() error { return says("the home tab", w.looksAtTheHome("ana"), "Mara") })
	w.works()
	w.wasHit(m, 1, manyTries)
}
