package main

import (
	"fmt"
	"time"
)

// hasMessagesAtLeast waits until the sales channel shows so many messages.
func (w *workspace) hasMessagesAtLeast(n int) {
	w.t.Helper()
	eventually(w.t, func() error {
		if got := len(w.messages(salesLeads, "")); got < n {
			return fmt.Errorf("%d messages, not %d", got, n)
		}
		return nil
	})
}

// eachIsShown waits until each lead has a card, and checks that no more than so
// many have been repeated, each once.
func (w *workspace) eachIsShown(limit time.Duration, leads []string, repeats int) {
	w.t.Helper()
	within(w.t, limit, func() error {
		shown := map[string]int{}
		for _, m := range w.messages(salesLeads, "") {
			shown[leadOn(m)]++
		}
		twice := 0
		for _, id := range leads {
			switch shown[id] {
			case 1:
			case 2:
				twice++
			default:
				return fmt.Errorf("lead %s has %d cards", id, shown[id])
			}
		}
		if twice > repeats {
			w.t.Fatalf("%d leads were posted twice, and only %d may have been", twice, repeats)
		}
		return nil
	})
}
