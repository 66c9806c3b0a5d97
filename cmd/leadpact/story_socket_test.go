package main

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"leadpact/internal/sandbox"
)

func TestBothSocketsAreDroppedInTurnAndNoClickIsLost(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	for _, fault := range []string{"drop", "drop", "warning", "refresh_requested"} {
		mara := w.aLeadArrives()
		card := w.expectCard(mara)
		w.suffers(sandbox.Fault{Socket: fault})
		w.clicks("ana", card, "claim")
		w.expectCard(mara, "<@U0ANADUARTE> took it")
		w.hasSockets(2)
	}
}

func TestClicksWhileSocketsAreReplacedAreAllSaved(t *testing.T) {
	t.Parallel()
	for _, fault := range []string{"refresh_requested", "warning", "drop"} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			w := aSandbox(t)
			cards := map[string]sandbox.Message{}
			var leads []string
			for range 12 {
				id := w.aLeadArrives()
				leads, cards[id] = append(leads, id), w.expectCard(id)
			}
			atOnce(len(leads)+1, func(i int) {
				if i == len(leads) {
					w.suffers(sandbox.Fault{Socket: fault, All: true})
					return
				}
				if got, err := w.click("ben", cards[leads[i]], "claim"); err != nil || !got.OK {
					t.Errorf("a click was not acked: %+v %v", got, err)
				}
			})
			for _, id := range leads {
				w.expectCard(id, "<@U0BENOKAFOR> took it")
			}
			w.hasSockets(2)
		})
	}
}

func TestSocketsAreOpenedAtMostTenTimesAMinute(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	bot := w.isServed(aStore(t))
	w.hasSockets(2)
	bot.isReady()
	began := time.Now()
	within(t, longest, func() error { // whoever is dropped again and again must not hammer on the door
		w.suffers(sandbox.Fault{Socket: "drop", All: true})
		if time.Since(began) < 4*time.Second {
			return errors.New("the sockets are being dropped")
		}
		return nil
	})
	w.suffers(sandbox.Fault{Socket: "link_disabled"})
	w.hasSockets(0)
	eventually(t, func() error { return bot.readySays(http.StatusServiceUnavailable, "not ready", "socket") })
	mara := bot.aLeadArrives() // leads go on being taken in and posted
	w.expectCard(mara, "Waiting since")
	if n := len(w.calls("apps.connections.open")); n < 3 || n > 10 {
		t.Errorf("the bot asked for %d connections within %s", n, time.Since(began))
	}
	w.suffers(sandbox.Fault{Socket: "link_enabled"})
}

func TestSocketModeSwitchedOffIsNamedAsTheReason(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	bot := w.isServed(aStore(t))
	w.hasSockets(2)
	bot.isReady()
	w.suffers(sandbox.Fault{Socket: "link_disabled"})
	eventually(t, func() error {
		return bot.readySays(http.StatusServiceUnavailable, "not ready", "link_disabled", "Socket Mode")
	})
}
