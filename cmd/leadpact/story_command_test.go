package main

import (
	"strings"
	"testing"
)

func TestHelpListsTheCommands(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	for _, text := range []string{"help", "", "HELP"} {
		expect(t, says("the help", w.isTold("ana", text), "/sla status", "/sla lead", "/sla help"))
	}
}

func TestStatusTellsWhatWaitsAndWhatWasClaimed(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.isMorning()
	expect(t, says("an empty status", w.isTold("milo", "status"), "No lead is open", "none yet", "lag 0 s"))
	oldest := w.aLeadArrives(lead{"name": "Mara Old"})
	taken := w.aLeadArrives()
	w.settles([]string{oldest, taken}, 1)
	w.passes("20m")
	w.clicks("ana", w.expectCard(taken), "claim")
	w.passes("5m")
	status := w.isTold("milo", "status")
	expect(t, says("the status", status, "2 leads open, 1 unclaimed", "Mara Old", "25 min", "Claimed today: 1", "20 min"))
}

func TestALeadIsFoundByItsIdItsEmailAndTheSourcesId(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := somebody(lead{"id": "crm-4711", "value": 12000, "currency": "EUR", "favourite colour": "green"})
	id := w.arrives(mara).Results[0].Lead
	w.expectCard(id)
	email := mara["email"].(string)
	for _, by := range []string{id, email, strings.ToUpper(email), "crm-4711", "<mailto:" + email + "|" + email + ">", "  " + id + " "} {
		expect(t, says("the page by "+by, w.isTold("ana", "lead "+by), id, email, "favourite colour", "green", "Waiting since", "arrived"))
	}
	expect(t, says("the page of nobody", w.isTold("ana", "lead nobody@nowhere.example"), "nobody@nowhere.example"))
	expect(t, says("the page of nothing", w.isTold("ana", "lead"), "/sla lead"))
}

func TestAnUnknownWordGetsTheNearestOneSuggested(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	expect(t, says("the answer", w.isTold("ana", "statsu"), "statsu", "Did you mean", "/sla status"))
	expect(t, says("the answer", w.isTold("ana", "lede x"), "/sla lead"))
	expect(t, says("the answer", w.isTold("ana", "<!channel>"), "/sla help"))
}

func TestTheCommandsNameIsASetting(t *testing.T) {
	t.Parallel()
	w := aSandbox(t, quick, "LEADPACT_COMMAND=/pakt")
	got := w.types("ana", "/pakt", "help")
	equal(t, "answers", len(got.Replies), 1)
	expect(t, says("the help", shown(got.Replies[0]), "/pakt status"))
	if strings.Contains(shown(got.Replies[0]), "/sla") {
		t.Errorf("the help names another command:\n%s", shown(got.Replies[0]))
	}
}
