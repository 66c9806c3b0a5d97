package main

import (
	"fmt"
	"net/http"
	"testing"

	"leadpact/internal/sandbox"
)

// hasMessages waits until the sales channel shows so many messages.
func (w *workspace) hasMessages(n int) {
	w.t.Helper()
	eventually(w.t, func() error {
		if got := len(w.messages(salesLeads, "")); got != n {
			return fmt.Errorf("%d messages, not %d", got, n)
		}
		return nil
	})
}

func TestAProcessThatCannotReachSlackLeavesThePostingToOthers(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	kept := aStore(t)
	cutOff := w.isServed(kept, "SLACK_API_URL=http://127.0.0.1:9/api/") // nobody listens there
	eventually(t, func() error { return cutOff.readySays(http.StatusServiceUnavailable, "not been reached") })
	healthy := w.isServed(kept)
	healthy.isReady()
	cutOff.aLeadArrives(hot) // even this is posted by the other
	healthy.aLeadArrives()
	w.hasMessages(2)
}

func TestABotThatIsNotInTheChannelIsNotReadyAndSaysWhatToDo(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	w.change(map[string]any{"channel": salesLeads, "bot_member": false})
	s := w.isServed(aStore(t))
	eventually(t, func() error { return s.readySays(http.StatusServiceUnavailable, "/invite", salesLeads) })
	s.aLeadArrives()
}

func TestClicksAreAnsweredWhileAStopCarriesAPostThrough(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	s := w.isServed(aStore(t))
	s.isReady()
	first := s.aLeadArrives()
	card := w.expectCard(first)
	w.suffers(sandbox.Fault{Method: "chat.postMessage", Mode: sandbox.FaultDelay, DelayMS: 2000})
	s.aLeadArrives()
	w.hasMessages(2) // the second is posted, and its answer is on the way
	w.mayOwe("it stops before the card is drawn anew")
	s.stop()
	if clicked := w.clicks("ana", card, "claim"); !clicked.OK {
		t.Errorf("a click during the stop got no ack: %+v", clicked)
	}
	if code := s.ends(); code != exitDone {
		t.Errorf("it ends with %d", code)
	}
}
