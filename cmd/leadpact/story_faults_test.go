package main

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"leadpact/internal/sandbox"
)

const (
	post   = "chat.postMessage"
	update = "chat.update"
)

// settles waits until the channel shows all the leads, each so many times.
func (w *workspace) settles(leads []string, copies int) {
	w.t.Helper()
	eventually(w.t, func() error {
		shown := map[string]int{}
		for _, m := range w.messages(salesLeads, "") {
			shown[leadOn(m)]++
		}
		for _, id := range leads {
			if shown[id] != copies {
				return fmt.Errorf("lead %s has %d cards, not %d", id, shown[id], copies)
			}
		}
		return nil
	})
}

func TestAStormOf429IsWaitedOutAndNothingIsPostedTwice(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultRateLimit, Times: 3, RetryAfter: 1})
	w.suffers(sandbox.Fault{Method: update, Mode: sandbox.FaultRateLimit, Times: 2, RetryAfter: 1})
	var leads []string
	for range 5 {
		leads = append(leads, w.aLeadArrives())
	}
	w.settles(leads, 1)
	for _, id := range leads {
		w.clicks("ana", w.expectCard(id), "claim")
	}
	for _, id := range leads {
		w.expectCard(id, "<@U0ANADUARTE> took it")
	}
	for _, method := range []string{post, update} {
		for i, calls := 1, w.calls(method); i < len(calls); i++ {
			if pause := calls[i].Time.Sub(calls[i-1].Time); calls[i-1].Status == http.StatusTooManyRequests && pause < time.Second {
				t.Errorf("%s was called again %s after Slack asked for a pause of a second", method, pause)
			}
		}
	}
}

func TestAPostCutAfterTheBodyIsRepeatedOnceAndBothCopiesWork(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultCutAfterBody})
	mara := w.aLeadArrives()
	w.settles([]string{mara}, 2)
	older := w.copies(mara)[0]

	w.clicks("ben", older, "claim")
	eventually(t, func() error {
		copies := w.copies(mara)
		if len(copies) != 2 || len(buttonsOf(copies[0])) > 0 {
			return fmt.Errorf("the older copy still has buttons: %s", shown(copies[0]))
		}
		return all(
			says("the older copy", shown(copies[0]), "out of date", "/archives/C0SALESLEADS/p"),
			says("the newer copy", shown(copies[1]), "<@U0BENOKAFOR> took it"))
	})
}

func TestACopyWhoseLeadIsTakenTellsTheLoserAndBecomesAPointer(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultCutAfterBody})
	mara := w.aLeadArrives()
	w.settles([]string{mara}, 2)
	w.clicks("ana", w.copies(mara)[1], "claim")
	w.clicks("ben", w.copies(mara)[0], "claim")
	w.seesPrivately("ben", "<@U0ANADUARTE> took Mara")
	eventually(t, func() error { return says("the older copy", shown(w.copies(mara)[0]), "out of date") })
}

func TestAPostThatNeverReachedSlackIsMadeAgain(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultCutBefore, Times: 2})
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
}

func TestSlacksOwnTroubleIsWaitedOut(t *testing.T) {
	t.Parallel()
	for _, trouble := range []string{"http_500", "http_503", "internal_error", "fatal_error"} {
		t.Run(trouble, func(t *testing.T) {
			t.Parallel()
			w := aSandbox(t)
			w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultError, Error: trouble, Times: 2})
			w.suffers(sandbox.Fault{Method: update, Mode: sandbox.FaultError, Error: trouble, Times: 2})
			mara, next := w.aLeadArrives(), w.aLeadArrives()
			w.clicks("ana", w.expectCard(mara), "claim")
			w.expectCard(mara, "<@U0ANADUARTE> took it")
			w.expectCard(next)
		})
	}
}

func TestSlowCallsHoldNoClickUp(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	card := w.expectCard(mara)
	w.suffers(sandbox.Fault{Method: update, Mode: sandbox.FaultDelay, DelayMS: 2000})
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultDelay, DelayMS: 2000})
	w.suffers(sandbox.Fault{Method: "response_url", Mode: sandbox.FaultDelay, DelayMS: 2000})
	next := w.aLeadArrives()
	for _, who := range []string{"ana", "ben", "chloe"} {
		if got := w.clicks(who, card, "claim"); got.AckMS > 1000 {
			t.Errorf("%s's click was acked after %.0f ms", who, got.AckMS)
		}
	}
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.expectCard(next)
	w.seesPrivately("ben", "<@U0ANADUARTE> took Mara")
}

func TestACallThatSlackNeverAnswersIsGivenUpAndMadeAgain(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultDelay, DelayMS: 60_000})
	mara := w.aLeadArrives()
	w.settles([]string{mara}, 2)
}

func TestADeletedCardIsPostedAnew(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	person := somebody()
	mara := w.arrives(person).Results[0].Lead
	gone := w.expectCard(mara)
	w.must(http.MethodPost, "delete", map[string]string{"channel": salesLeads, "ts": gone.TS}, nil)
	person["action"] = "demo_request" // hot again, so the card must change
	w.arrives(person)
	card := w.expectCard(mara, "🔥")
	if card.TS == gone.TS {
		t.Fatal(errors.New("the card is still the deleted one"))
	}
	w.clicks("ana", card, "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
}

func TestUnknownAndMalformedEnvelopesAreAcked(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	for _, e := range []struct {
		kind    string
		payload any
	}{
		{"something_new", map[string]any{"type": "shiny"}},
		{"something_new", nil},
		{"interactive", nil},
		{"interactive", "no object"},
		{"interactive", []any{1, 2}},
		{"interactive", map[string]any{"type": "view_submission"}},
		{"interactive", map[string]any{"type": "block_actions"}},
		{"interactive", map[string]any{"type": "block_actions", "actions": "none", "user": 7}},
		{"slash_commands", nil},
		{"slash_commands", map[string]any{"command": 7}},
		{"events_api", nil},
		{"events_api", map[string]any{"event": map[string]any{"type": "message"}}},
		{"events_api", 12},
	} {
		got, err := w.sends(e.kind, e.payload)
		if err != nil || !got.OK || got.AckMS > 3000 {
			t.Errorf("%s %v: not acked in time: %+v %v", e.kind, e.payload, got, err)
		}
	}
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
	w.hasSockets(2)
}
