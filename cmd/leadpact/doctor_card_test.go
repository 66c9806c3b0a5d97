package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"leadpact/bot/view"
	"leadpact/internal/doctor"
	"leadpact/internal/sandbox"
)

func TestWithPostATestCardComesAndGoes(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	seen := w.everything()
	v := w.isVisited(w.settings(aStore(t)), "--post")
	v.finds("test card", doctor.OK, "posted to #sales-leads, and deleted again", "")
	equal(t, "the workspace", w.everything(), seen)

	w.suffers("chat.delete", "cant_delete_message")
	v = w.isVisited(w.settings(aStore(t)), "--post")
	equal(t, "exit code", v.code, exitDone)
	v.finds("test card", doctor.Warning, "could not be deleted (cant_delete_message)", "by hand")
	left, err := w.Messages(salesLeads, "")
	expect(t, err)
	equal(t, "cards left", len(left), 2)
	expect(t, says("the card", left[0].Text, "This is a test by leadpact doctor", "Sample Lead"))
}

// aTestCard is one that doctor could not take away.
func (w *ward) aTestCard() sandbox.Message {
	w.t.Helper()
	w.suffers("chat.delete", "cant_delete_message")
	equal(w.t, "exit code", runs(w.t, w.settings(aStore(w.t)), "doctor", "--env-file", os.DevNull, "--post").ends(), exitDone)
	left, err := w.Messages(salesLeads, "")
	expect(w.t, err)
	equal(w.t, "cards left", len(left), 1)
	return left[0]
}

func TestTheTestCardIsTheSampleCardWithWordsOnTop(t *testing.T) {
	t.Parallel()
	var shown []map[string]any
	expect(t, json.Unmarshal(aWard(t).aTestCard().Blocks, &shown))
	sample, err := json.Marshal(view.Card(sampleLead()).Blocks)
	expect(t, err)
	var card []map[string]any
	expect(t, json.Unmarshal(sample, &card))
	equal(t, "blocks", len(shown), len(card)+1)
	expect(t, says("the top", fmt.Sprint(shown[0]), "This is a test by leadpact doctor"))
	last := len(card) - 1
	for _, b := range append(card, shown...) {
		delete(b, "block_id") // which Slack adds where there is none
	}
	if diff := cmp.Diff(card[:last], shown[1:last+1]); diff != "" {
		t.Errorf("it is not the sample card (-card +shown):\n%s", diff)
	}
	expect(t, says("the row of buttons", fmt.Sprint(shown[last+1]), "action_id:"+view.ActionTest, "Only a test"))
}

func TestTheTestCardsButtonDoesNothingAndSaysSo(t *testing.T) {
	t.Parallel()
	w := aWard(t)
	card := w.aTestCard()
	serve := listens(t, runs(t, w.settings(aStore(t), "LEADPACT_ADDR=127.0.0.1:0"), "serve", "--env-file", os.DevNull))
	serve.isReady()
	_, err := w.Click(t.Context(), sandbox.Click{User: "ana", Channel: salesLeads, TS: card.TS, ActionID: view.ActionTest})
	expect(t, err)
	eventually(t, func() error {
		seen, err := w.Messages(salesLeads, "ana")
		return all(err, says("what ana sees", fmt.Sprint(seen), "This button no longer does anything"))
	})
	now, err := w.Messages(salesLeads, "")
	expect(t, err)
	equal(t, "the card", string(now[0].Blocks), string(card.Blocks))
}

// loses has the work of the next call done, and its answer lost or spoilt.
func (w *ward) loses(f sandbox.Fault) {
	w.t.Helper()
	f.Times = 1
	_, err := w.Faults(w.t.Context(), f)
	expect(w.t, err)
}

func TestATestCardThatMayHaveStayedIsNamed(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why   string
		fault sandbox.Fault
		stays int
		word  string
	}{
		{"cut off", sandbox.Fault{Mode: sandbox.FaultCutAfterBody}, 1, "no answer"},
		{"a page", sandbox.Fault{Mode: sandbox.FaultGarbage, Error: "html"}, 1, "HTTP status 200 without JSON"},
		{"nothing", sandbox.Fault{Mode: sandbox.FaultGarbage, Error: "empty"}, 1, "HTTP status 200 without JSON"},
		{"a bad gateway", sandbox.Fault{Mode: sandbox.FaultError, Error: "http_502"}, 0, "HTTP status 502"},
		{"trouble", sandbox.Fault{Mode: sandbox.FaultError, Error: "internal_error"}, 0, "internal_error"},
		{"more trouble", sandbox.Fault{Mode: sandbox.FaultError, Error: "fatal_error"}, 0, "fatal_error"},
	} {
		t.Run(c.why, func(t *testing.T) {
			t.Parallel()
			w := aWard(t)
			posting, deleting := c.fault, c.fault
			posting.Method, deleting.Method = "chat.postMessage", "chat.delete"
			w.loses(posting)
			r := runs(t, w.settings(aStore(t)), "doctor", "--env-file", os.DevNull, "--post")
			equal(t, "exit code", r.ends(), exitFailed)
			expect(t, says("the doctor", strings.Join(strings.Fields(r.all()), " "), "whether a test card was posted is not known ("+c.word+")", "look into #sales-leads and delete it"))
			left, err := w.Messages(salesLeads, "")
			expect(t, err)
			equal(t, "cards left", len(left), c.stays)

			w.loses(deleting)
			r = runs(t, w.settings(aStore(t)), "doctor", "--env-file", os.DevNull, "--post")
			equal(t, "exit code", r.ends(), exitDone)
			expect(t, says("the doctor", strings.Join(strings.Fields(r.all()), " "), "whether it was deleted again is not known ("+c.word+")", "look into #sales-leads and delete it"))
		})
	}
}
