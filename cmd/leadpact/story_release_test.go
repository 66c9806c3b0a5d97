package main

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
)

// windows are the modals on somebody's screen.
func (w *workspace) windows(who string) []sandbox.View {
	w.t.Helper()
	var got struct{ Views []sandbox.View }
	w.must(http.MethodGet, "views?"+url.Values{"user": {who}}.Encode(), nil, &got)
	return got.Views
}

// window is one of them, or one without anything if it has closed.
func (w *workspace) window(who, id string) sandbox.View {
	w.t.Helper()
	for _, v := range w.windows(who) {
		if v.ID == id {
			return v
		}
	}
	return sandbox.View{}
}

// words are all the texts of a view.
func words(v sandbox.View) string {
	all := ""
	eachText(gjson.ParseBytes(v.Blocks), func(s string) { all += s + "\n" })
	return all
}

// opens has somebody click a button of a message, and returns the window that
// opens.
func (w *workspace) opens(who string, on sandbox.Message, action string) sandbox.View {
	w.t.Helper()
	id := w.clicks(who, on, action).ViewID
	for _, v := range w.windows(who) {
		if v.ID == id {
			return v
		}
	}
	w.t.Fatalf("no window opened for %s", who)
	return sandbox.View{}
}

// submits has somebody fill in a window and press its button.
func (w *workspace) submits(who, id, word string) sandbox.Submitted {
	w.t.Helper()
	lead, sent := gjson.Get(w.window(who, id).PrivateMetadata, "lead").Str, time.Now()
	var got sandbox.Submitted
	w.must(http.MethodPost, "submit", sandbox.Submit{User: who, ViewID: id, Values: map[string]any{"word": word}}, &got)
	w.seen.submitted(who, id, lead, sent, got, words(w.window(who, got.ViewID)))
	if !got.OK || got.AckMS > 3000 {
		w.t.Fatalf("%s's submission was acked after %.0f ms (%t)", who, got.AckMS, got.OK)
	}
	return got
}

// took is a card that somebody took three minutes ago.
func (w *world) took(who, mention string) (lead string, card sandbox.Message) {
	w.workspace.t.Helper()
	lead = w.aLeadArrives()
	w.clicks(who, w.expectCard(lead), "claim")
	card = w.expectCard(lead, mention+" took it")
	w.passes("3m")
	return lead, card
}

func TestALeadIsReleasedWithAWord(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	window := w.opens("ana", card, "release")
	expect(t, all(
		says("the title", string(window.Title), `"Release"`), says("the button", string(window.Submit), `"Release"`),
		says("the way out", string(window.Close), `"Keep it"`), says("the window", words(window), "goes back to the team", "whoever takes it next"),
		says("the metadata", window.PrivateMetadata, mara, card.TS),
	))
	w.expectCard(mara, "<@U0ANADUARTE> took it") // nothing has happened yet

	done := w.submits("ana", window.ID, "She wants <!channel> a call in May.")
	equal(t, "errors", len(done.Errors), 0)
	equal(t, "windows left", len(w.windows("ana")), 0)
	card = w.expectCard(mara, "Waiting since")
	const said = "“She wants &lt;!channel&gt; a call in May.”"
	eventually(t, func() error {
		return says("the thread", strings.Join(w.thread(card), "\n"), "<@U0ANADUARTE> gave", said)
	})
	expect(t, says("its page", strings.Join(w.history(mara), "\n"), "<@U0ANADUARTE> gave it back: "+said))
	equal(t, "what was said privately", len(w.privately("ana")), 0)
	w.clicks("ben", card, "claim")
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
}

func TestAWordCanBeLeftOutAndTheLeadBeKept(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	first := w.opens("ana", card, "release")
	w.must(http.MethodPost, "close", map[string]string{"user": "ana", "view_id": first.ID}, nil)
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.submits("ana", w.opens("ana", card, "release").ID, "")
	w.expectCard(mara, "Waiting since")
	expect(t, says("its page", w.history(mara)[len(w.history(mara))-1], "gave it back"))
}

func TestAWindowSaysWhatKeepsItsLeadFromBeingReleased(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	window := w.opens("ana", card, "release")
	got, err := w.sends("interactive", rawSubmission("U0ANADUARTE", "V0ANOTHER", mara, "One window is enough."))
	expect(t, err)
	equal(t, "acked", got.OK, true)
	w.expectCard(mara, "Waiting since")
	expect(t, says("the error", w.submits("ana", window.ID, "late").Errors["word"], "Nobody has Mara", "nothing to release"))

	w.clicks("ben", w.expectCard(mara), "claim")
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
	expect(t, says("the error", w.submits("ana", window.ID, "late").Errors["word"], "Only the owner of Mara", "can release it"))
	equal(t, "windows left", len(w.windows("ana")), 1)
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
}

// rawSubmission is the submission of a window that asks for a word.
func rawSubmission(who, window, lead, word string) map[string]any {
	return map[string]any{
		"type": "view_submission", "user": map[string]any{"id": who, "team_id": "T0LEADPACT"}, "team": map[string]any{"id": "T0LEADPACT"},
		"view": map[string]any{
			"id": window, "type": "modal", "callback_id": "release", "private_metadata": fmt.Sprintf(`{"lead":%q}`, lead),
			"state": map[string]any{"values": map[string]any{"word": map[string]any{"word": map[string]any{"type": "plain_text_input", "value": word}}}},
		},
	}
}

func TestASubmissionThatComesAgainChangesNothing(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, _ := w.took("ana", "<@U0ANADUARTE>")
	submission := rawSubmission("U0ANADUARTE", "V0ONCEMORE", mara, "On holiday.")
	for range 2 {
		got, err := w.sends("interactive", submission)
		expect(t, err)
		equal(t, "acked", got.OK, true)
	}
	w.clicks("ana", w.expectCard(mara, "Waiting since"), "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	got, err := w.sends("interactive", submission)
	expect(t, err)
	equal(t, "acked", got.OK, true)
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	equal(t, "times given back", strings.Count(strings.Join(w.history(mara), "\n"), "gave it back"), 1)
}

func TestAWordThatIsTooLongIsRefusedUnderItsInput(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	window := w.opens("ana", card, "release")
	got := w.submits("ana", window.ID, strings.Repeat("🚀", 501))
	if got.Errors["word"] == "" {
		t.Fatalf("it was taken: %+v", got)
	}
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	equal(t, "errors", len(w.submits("ana", window.ID, strings.Repeat("🚀", 500)).Errors), 0)
	w.expectCard(mara, "Waiting since")
}

func TestAWindowThatSlackDoesNotOpenIsTold(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	w.suffers(sandbox.Fault{Method: "views.open", Mode: sandbox.FaultError, Error: "expired_trigger_id", Times: 1})
	equal(t, "the window", w.clicks("ana", card, "release").ViewID, "")
	w.seesPrivately("ana", "The window did not open", "click again")
	w.submits("ana", w.opens("ana", card, "release").ID, "")
	w.expectCard(mara, "Waiting since")
}

// TestAWindowWhoseOpeningIsCutOffOpensOnce has Slack open the window and the
// answer get lost.
func TestAWindowWhoseOpeningIsCutOffOpensOnce(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	_, card := w.took("ana", "<@U0ANADUARTE>")
	w.suffers(sandbox.Fault{Method: "views.open", Mode: sandbox.FaultCutAfterBody, Times: 1})
	w.clicks("ana", card, "release")
	within(t, 10*time.Second, func() error {
		if n := len(w.windows("ana")); n != 1 {
			return fmt.Errorf("%d windows are open", n)
		}
		return nil
	})
	equal(t, "what was said privately", len(w.privately("ana")), 0)
}
