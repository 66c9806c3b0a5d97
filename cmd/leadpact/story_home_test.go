package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"leadpact/internal/sandbox"
)

// looksAtHome has somebody look at the home tab, and returns what is there once the
// bot has done what follows.
func (w *workspace) looksAtHome(who string) sandbox.View {
	w.t.Helper()
	var got struct{ View *sandbox.View }
	w.must(http.MethodPost, "home/open", map[string]string{"user": who, "tab": "home"}, &got)
	if got.View == nil {
		w.t.Fatalf("%s sees an empty home", who)
	}
	return *got.View
}

// sees waits until somebody's home tab says the parts.
func (w *workspace) sees(who string, parts ...string) sandbox.View {
	w.t.Helper()
	var got struct{ View sandbox.View }
	eventually(w.t, func() error {
		w.must(http.MethodGet, "home?"+url.Values{"user": {who}}.Encode(), nil, &got)
		return says("the home of "+who, words(got.View), parts...)
	})
	return got.View
}

// presses has somebody click the button of a lead in a view.
func (w *workspace) presses(who string, on sandbox.View, action, lead string) sandbox.Clicked {
	w.t.Helper()
	got, err := w.acts(sandbox.Click{User: who, ViewID: on.ID, ActionID: action, Value: lead}, lead)
	expect(w.t, err)
	if !got.OK || got.AckMS > 3000 {
		w.t.Fatalf("%s's click was acked after %.0f ms (%t)", who, got.AckMS, got.OK)
	}
	return got
}

// saysNothingOf checks that a view says nothing of the parts.
func saysNothingOf(t *testing.T, v sandbox.View, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(words(v), p) {
			t.Errorf("it says %q:\n%s", p, words(v))
		}
	}
}

func TestARepWorksFromTheHomeTab(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.isMorning()
	expect(t, says("an empty home", words(w.looksAtHome("ana")), "Nothing to do", "Claimed today: none yet.", "`/sla help`"))

	mara, jonas := w.aLeadArrives(lead{"name": "Mara Lindt"}), w.aLeadArrives(lead{"name": "Jonas Roth"})
	w.expectCard(mara)
	w.expectCard(jonas)
	home := w.looksAtHome("ana")
	expect(t, says("the home", words(home), "*Waiting*", "*Mara Lindt*", "*Jonas Roth*", "Waiting since", "Open the card"))
	saysNothingOf(t, home, "Nothing to do")

	w.presses("ana", home, "claim", mara)
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	home = w.sees("ana", "*Yours*", "Yours since", "Claimed today: 1")
	equal(t, "waiting", strings.Count(words(home), "Waiting since"), 1)
	equal(t, "what was said privately", len(w.privately("ana")), 0)

	w.passes("3m")
	opened := w.presses("ana", home, "release", mara).ViewID
	w.submits("ana", opened, "She is on holiday until May.")
	card := w.expectCard(mara, "Waiting since")
	eventually(t, func() error {
		return says("the thread", strings.Join(w.thread(card), "\n"), "<@U0ANADUARTE> gave", "“She is on holiday until May.”")
	})
	home = w.sees("ana", "None at the moment", "*Mara Lindt*")
	equal(t, "waiting", strings.Count(words(home), "Waiting since"), 2)
}

func TestARaceIsLostOnTheHomeTab(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives(lead{"name": "Mara Lindt"})
	card := w.expectCard(mara)
	bens := w.looksAtHome("ben")
	w.clicks("ana", card, "claim")
	w.presses("ben", bens, "claim", mara)
	home := w.sees("ben", "<@U0ANADUARTE> took Mara just before you", "Nothing counts against you")
	saysNothingOf(t, home, "*Mara Lindt*")
	saysNothingOf(t, w.looksAtHome("ben"), "just before you") // it is said once
	equal(t, "claims in the history", len(w.claims(mara)), 1)
	saysNothingOf(t, w.looksAtHome("ana"), "U0BENOKAFOR")
}

func TestAMisclickOnTheHomeTabIsTakenBackAtOnce(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.expectCard(mara)
	w.presses("ana", w.looksAtHome("ana"), "claim", mara)
	equal(t, "the window", w.presses("ana", w.sees("ana", "Yours since"), "release", mara).ViewID, "")
	w.expectCard(mara, "Waiting since")
	w.sees("ana", "None at the moment")
}

func TestALeadThatWasTakenMeanwhileIsAnErrorInTheWindow(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara, card := w.took("ana", "<@U0ANADUARTE>")
	opened := w.presses("ana", w.looksAtHome("ana"), "release", mara).ViewID
	w.submits("ana", w.opens("ana", card, "release").ID, "")
	w.clicks("ben", w.expectCard(mara, "Waiting since"), "claim")
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
	got, err := w.sends("interactive", rawSubmission("U0ANADUARTE", opened, mara, "late"))
	expect(t, err)
	equal(t, "acked", got.OK, true)
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
	equal(t, "times given back", strings.Count(strings.Join(w.history(mara), "\n"), "gave it back"), 1)
}

func TestAGuestSeesNoLeadsOnTheHomeTab(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.expectCard(w.aLeadArrives(lead{"name": "Mara Lindt"}))
	home := w.looksAtHome("gus")
	expect(t, says("a guest's home", words(home), "Leads belong to the people of this workspace"))
	saysNothingOf(t, home, "Mara", "/sla")
}

func TestAFullHomeTabShowsTenOfEach(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.isMorning()
	for i := range 23 {
		d := lead{"name": fmt.Sprintf("Name %02d %s", i, strings.Repeat("🚀", 100)), "message": strings.Repeat("🚀", 2000)}
		id := w.aLeadArrives(d)
		w.expectCard(id)
		if i < 11 {
			w.clicks("ana", w.expectCard(id), "claim")
			w.expectCard(id, "took it")
		}
	}
	home := words(w.looksAtHome("ana"))
	expect(t, says("the home", home, "…and more that you took later.", "…and 2 more that wait less long.", "Claimed today: 11"))
	equal(t, "yours", strings.Count(home, "Yours since"), 10)
	equal(t, "waiting", strings.Count(home, "Waiting since"), 10)
}

func TestAHomeTabThatSlackIsSlowToTakeComesLater(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.expectCard(mara)
	w.suffers(sandbox.Fault{Method: "views.publish", Mode: sandbox.FaultRateLimit, RetryAfter: 1})
	var none struct{ View *sandbox.View }
	w.must(http.MethodPost, "home/open", map[string]string{"user": "ana", "tab": "home"}, &none)
	w.presses("ana", w.looksAtHome("ana"), "claim", mara)
	w.sees("ana", "Yours since")
}

// tellsBySignature sends an event to the door as Slack does, and returns the
// answer.
func (s *serves) tellsBySignature(t *testing.T, body string) (int, string) {
	t.Helper()
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(signingSecret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	req, err := http.NewRequest(http.MethodPost, s.url+"/slack", strings.NewReader(body))
	expect(t, err)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := s.http.Do(req)
	expect(t, err)
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	expect(t, err)
	return resp.StatusCode, string(answer)
}

func TestALookAtTheHomeTabOverHTTP(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	s := w.isServed(aStore(t), "SLACK_APP_TOKEN=", "SLACK_SIGNING_SECRET="+signingSecret, "LEADPACT_COMMAND=/leads")
	s.isReady()
	status, answer := s.tellsBySignature(t, `{"type": "url_verification", "challenge": "3eZbrw1aB", "token": "t"}`)
	equal(t, "the check of the address", fmt.Sprint(status, " ", answer), "200 3eZbrw1aB")
	status, answer = s.tellsBySignature(t, `{"type": "event_callback", "event_id": "Ev1", "team_id": "T0LEADPACT",
		"event": {"type": "app_home_opened", "user": "U0ANADUARTE", "tab": "home"}}`)
	equal(t, "the event", fmt.Sprint(status, " ", answer), "200 ")
	w.sees("ana", "Nothing to do", "`/leads help`")
}
