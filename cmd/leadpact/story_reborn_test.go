package main

import (
	"fmt"
	"testing"

	"leadpact/internal/sandbox"
)

// TestAWorkspaceThatHasLostItsMemoryIsShownAllThatChanges kills the workspace
// and starts another at its address: none of the cards that the store knows
// exist there.
func TestAWorkspaceThatHasLostItsMemoryIsShownAllThatChanges(t *testing.T) {
	t.Parallel()
	w := aPlace(t)
	w.opensAlone()
	bot := w.isServedHere(aStore(t))
	people := []lead{somebody(), somebody(), somebody(), somebody()}
	var leads []string
	for _, p := range people {
		leads = append(leads, bot.arrives(p).Results[0].Lead)
	}
	noted, again, redrawn, still := leads[0], leads[1], leads[2], leads[3]
	w.settles(leads, 1)
	w.hasSockets(2)
	w.suffers(sandbox.Fault{Method: update, Mode: sandbox.FaultCutBefore, Times: -1})
	w.clicks("ana", w.expectCard(redrawn), "claim") // saved, and not shown yet
	w.program.dies()
	kept := bot.aLeadArrives()

	w.opensAlone()
	w.hasSockets(2)
	bot.isReady()
	w.expectCard(kept, "Waiting since")
	w.expectCard(redrawn, "<@U0ANADUARTE> took it")
	people[0]["campaign"] = "June webinar"
	bot.arrives(people[0]) // a line in the thread of a card that is gone
	card := w.expectCard(noted)
	eventually(t, func() error {
		lines := w.thread(card)
		if len(lines) != 1 {
			return fmt.Errorf("the new card's thread has %d lines", len(lines))
		}
		return says("the thread", lines[0], "June webinar")
	})
	people[1]["action"] = "demo_request" // hot again
	bot.arrives(people[1])
	w.expectCard(again, "🔥")
	equal(t, "cards of what has not changed", len(w.copies(still)), 0)

	for _, id := range []string{kept, noted, again} {
		w.clicks("ben", w.expectCard(id), "claim")
		w.expectCard(id, "<@U0BENOKAFOR> took it")
	}
	w.clicks("ana", w.expectCard(redrawn), "release")
	w.expectCard(redrawn, "Waiting since")
	expect(t, says("/sla status", w.isTold("greta", "status"), "5 leads open"))
}
