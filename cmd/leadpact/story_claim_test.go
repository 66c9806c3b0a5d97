package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestALeadComesInIsClaimedAndReleased(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives(hot, lead{"message": "Replace our planner by March."})

	card := w.expectCard(mara, "🔥", "Kessel AG", "demo request", "Replace our planner by March.", "Waiting since")
	equal(t, "buttons", fmt.Sprint(buttonsOf(card)), "[{claim Claim "+mara+"}]")

	w.passes("12m")
	w.clicks("ana", card, "claim")
	card = w.expectCard(mara, "<@U0ANADUARTE> took it after 12 min")
	for _, b := range buttonsOf(card) {
		if b.Action == "claim" || strings.Contains(strings.ToLower(b.Label), "claim") {
			t.Errorf("the claimed card still has the button %q", b.Label)
		}
	}

	w.passes("1m")
	w.clicks("ana", card, "release")
	card = w.expectCard(mara, "Waiting since")
	equal(t, "buttons", fmt.Sprint(buttonsOf(card)), "[{claim Claim "+mara+"}]")
	eventually(t, func() error {
		return says("the thread", strings.Join(w.thread(card), "\n"), "<@U0ANADUARTE> gave")
	})
	w.clicks("ben", card, "claim")
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
}

func TestTheWinnersSecondClickChangesNothing(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	card := w.expectCard(mara, "Waiting since")
	w.clicks("ana", card, "claim")
	taken := w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.clicks("ana", card, "claim") // the button is gone for those who look, not for a click under way
	w.seesPrivately("ana", "is yours already")
	if after := w.expectCard(mara); shown(after) != shown(taken) {
		t.Errorf("the card has changed to\n%s", shown(after))
	}
	equal(t, "claims in the history", len(w.claims(mara)), 1)
}

func TestALoserIsToldWhoHasItAndWhatIsNextAndClaimsTheNextFromThere(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, next := w.aLeadArrives(lead{"name": "Mara Lindt"}), w.aLeadArrives(lead{"name": "Mara Roth"})
	card := w.expectCard(mara)
	w.expectCard(next)
	w.passes("2h")
	w.clicks("ana", card, "claim")
	w.clicks("ben", card, "claim")

	told := w.seesPrivately("ben", "<@U0ANADUARTE> took Mara just before you", "Nothing counts against you", "Next: Mara Roth", "2 h")
	equal(t, "buttons", fmt.Sprint(buttonsOf(told)), "[{claim Claim "+next+"}]")
	if taken := shown(w.expectCard(mara, "<@U0ANADUARTE> took it")); strings.Contains(taken, "U0BENOKAFOR") {
		t.Errorf("the card names the loser:\n%s", taken)
	}
	if seen := w.privately("chloe"); len(seen) > 0 {
		t.Errorf("somebody else was told: %v", seen)
	}

	w.clicks("ben", told, "claim")
	w.expectCard(next, "<@U0BENOKAFOR> took it after 2 h")
	w.seesPrivately("ben", "Mara Roth is yours", "Open the card")
}

func TestALoserIsToldWhenNobodyElseWaits(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	card := w.expectCard(w.aLeadArrives())
	w.clicks("ana", card, "claim")
	w.clicks("ben", card, "claim")
	equal(t, "buttons", len(buttonsOf(w.seesPrivately("ben", "Nobody else waits at the moment"))), 0)
}

func TestGuestsOfOtherOrganisationsCannotClaim(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	card := w.expectCard(mara)
	w.clicks("gus", card, "claim")
	w.seesPrivately("gus", "Only people of this workspace can take leads")
	w.expectCard(mara, "Waiting since")
}

func TestOnlyTheOwnerHandsALeadBack(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	card := w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.clicks("ben", card, "release")
	w.seesPrivately("ben", "Only the owner of", "<@U0ANADUARTE>")
	w.clicks("ana", w.expectCard(mara, "<@U0ANADUARTE> took it"), "release")
	w.expectCard(mara, "Waiting since")
	w.clicks("ben", card, "release")
	w.seesPrivately("ben", "Nobody has")
}

func TestAButtonThatNobodyKnowsAnyMoreIsAnswered(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	card := w.expectCard(w.aLeadArrives())
	w.clicks("ana", card, "button_of_an_older_version")
	w.seesPrivately("ana", "This button no longer does anything")
}

func TestAClickFromAMessageWithoutALeadIsAnswered(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.aLeadArrives()
	answers := hearsPrivately(t)
	for _, value := range []string{"", "0000000000zz", "'; DROP TABLE leads"} {
		got, err := w.sends("interactive", rawClick("U0ANADUARTE", value, answers.url))
		expect(t, err)
		if !got.OK {
			t.Errorf("the click on %q was not acked", value)
		}
	}
	eventually(t, func() error {
		if n := len(answers.texts()); n != 3 {
			return fmt.Errorf("%d of 3 clicks were answered: %q", n, answers.texts())
		}
		return nil
	})
	if slices.ContainsFunc(answers.texts(), func(s string) bool { return strings.Contains(s, "went wrong") }) {
		t.Errorf("a lead that does not exist is taken for our own trouble: %q", answers.texts())
	}
}
