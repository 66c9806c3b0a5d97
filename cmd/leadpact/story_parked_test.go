package main

import (
	"errors"
	"strings"
	"testing"
)

func TestLeadsThatSlackRefusesAreParkedCountedAndPostedOnceItCan(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		away    map[string]any
		back    map[string]any
		command bool // whether people can type in the channel meanwhile
	}{
		{"an archived channel", map[string]any{"archived": true}, map[string]any{"archived": false}, false},
		{"a bot that was removed", map[string]any{"bot_member": false}, map[string]any{"bot_member": true}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := aSandbox(t)
			w.change(c.away)
			parked := []string{w.aLeadArrives(), w.aLeadArrives(hot)}
			w.passes("1s")
			equal(t, "messages", len(w.messages(salesLeads, "")), 0)
			if c.command {
				expect(t, says("/sla status", w.isTold("greta", "status"), "refuses 2 leads"))
			}

			w.change(c.back)
			next := w.aLeadArrives() // goes on before the others
			w.expectCard(next, "Waiting since")
			expect(t, says("/sla status", w.isTold("greta", "status"), "refuses 2 leads", "3 leads open"))
			w.passes("1m")
			w.settles(append(parked, next), 1)
			if status := w.isTold("greta", "status"); strings.Contains(status, "refuses") {
				t.Error(errors.New("the status still tells of parked leads: " + status))
			}
			w.clicks("ana", w.expectCard(parked[1]), "claim")
			w.expectCard(parked[1], "<@U0ANADUARTE> took it")
		})
	}
}

func TestAClaimOnAChannelThatIsArchivedIsSavedAndShownLater(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	card := w.expectCard(mara)
	w.change(map[string]any{"archived": true})
	w.clicks("ana", card, "claim")
	w.change(map[string]any{"archived": false})
	equal(t, "claims", len(w.claims(mara)), 1)
	w.passes("1m")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
}

func TestAdvanceAnswersInTimeThoughSlackDoesNot(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.change(map[string]any{"archived": true})
	w.aLeadArrives()
	w.passes("48h")
	w.passes("30d")
	equal(t, "messages", len(w.messages(salesLeads, "")), 0)
}
