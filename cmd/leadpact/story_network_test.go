package main

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"leadpact/internal/clock"
	"leadpact/internal/sandbox"
)

// wired is a bot whose way to Slack is a cable.
type wired struct {
	*world
	bot   *serves
	cable *cable
}

// isWired starts a bot at the end of a cable. It takes a socket for dead after
// three seconds of silence, so that the story need not wait for thirty.
func isWired(t *testing.T) *wired {
	t.Helper()
	w := aWorkspace(t)
	c := aCable(t, strings.TrimPrefix(w.workspace.url, "http://"))
	bot := w.isServedTuned(aStore(t), &clock.Clock{}, func(s *settings) {
		s.SlackURL = c.url + "/api"
		s.sockets.SilenceLimit = 3 * time.Second
	})
	w.hasSockets(2)
	bot.isReady()
	w.door = bot.door
	return &wired{world: w, bot: bot, cable: c}
}

// isCutOff waits until the bot knows that no socket of its is of use.
func (w *wired) isCutOff() {
	w.workspace.t.Helper()
	eventually(w.workspace.t, func() error { return w.readySays(http.StatusServiceUnavailable, "not ready", "socket") })
}

// claimed checks that a click is saved, whichever socket it goes to first:
// Slack may still believe in one that is dead, and sends it again by another.
func (w *wired) claimed(id string) {
	t := w.workspace.t
	t.Helper()
	copies := w.copies(id)
	if _, err := w.click("ana", copies[len(copies)-1], "claim"); err != nil {
		t.Error(err)
	}
	eventually(t, func() error {
		copies := w.copies(id)
		return says("the card", shown(copies[len(copies)-1]), "<@U0ANADUARTE> took it")
	})
	w.hasSockets(2) // a command that goes to a dead one is not sent again
	equal(t, "claims", len(w.claims(id)), 1)
}

// isMarked waits until the bot knows that the lead's card was posted: it can be
// seen before that.
func (w *wired) isMarked(id string) {
	w.workspace.t.Helper()
	eventually(w.workspace.t, func() error {
		if told := strings.Join(w.history(id), "\n"); !strings.Contains(told, "card shown") {
			return fmt.Errorf("the card of lead %s is not known to be shown:\n%s", id, told)
		}
		return nil
	})
}

func TestTheNetworkFailsInManyWaysAndNothingIsLost(t *testing.T) {
	t.Parallel()
	var scenes []scene
	for _, s := range []struct {
		name string
		tell func(*wired)
	}{
		{"connections are refused for a while", (*wired).networkCut},
		{"connections are taken and nothing comes through", (*wired).networkDead},
		{"no answer comes through", (*wired).networkDeafened},
		{"every piece comes late", (*wired).networkJittery},
	} {
		scenes = append(scenes, scene{s.name, func(t *testing.T) { t.Helper(); s.tell(isWired(t)) }})
	}
	together(t, len(scenes), scenes)
}

func (w *wired) networkCut() {
	t := w.workspace.t
	first := w.aLeadArrives()
	w.expectCard(first)
	w.isMarked(first)
	w.cable.becomes(cut)
	w.isCutOff()
	w.hasSockets(0)
	leads := []string{w.aLeadArrives(), w.aLeadArrives(hot)}
	w.bot.writes(`the courier's lane pauses`)
	equal(t, "messages", len(w.messages(salesLeads, "")), 1)
	w.cable.becomes(sound)
	w.settles(append(leads, first), 1)
	w.isReady()
	w.hasSockets(2)
	w.claimed(leads[0])
}

// networkDead leaves the sockets half open: neither side hears the other, and
// nobody says goodbye.
func (w *wired) networkDead() {
	t := w.workspace.t
	began := time.Now()
	w.cable.becomes(dead)
	mara := w.aLeadArrives()
	w.isCutOff()
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("the sockets' silence was noticed after %s", took)
	}
	equal(t, "sockets that Slack believes in", w.state().Sockets, 2)
	w.cable.becomes(sound)
	w.settles([]string{mara}, 1) // the calls that came nowhere are no calls
	w.isReady()
	w.claimed(mara)
	w.seen.hit(began, time.Now()) // clicks went to sockets that Slack believed in
}

// networkDeafened lets a message reach Slack whose answer does not come back.
func (w *wired) networkDeafened() {
	t := w.workspace.t
	began := time.Now()
	w.cable.becomes(deafened)
	mara := w.aLeadArrives()
	w.hasMessagesAtLeast(1)
	w.cable.hasLostAnswer()
	w.seen.hit(began, time.Now())
	w.cable.becomes(sound)
	w.settles([]string{mara}, 2)
	w.isReady()
	w.claimed(mara)
	next := w.aLeadArrives()
	w.settles([]string{next}, 1)
	if n := len(w.copies(mara)); n != 2 {
		t.Errorf("%d copies after one answer was lost", n)
	}
}

func (w *wired) networkJittery() {
	t := w.workspace.t
	w.cable.becomes(jittery)
	var leads []string
	for range 12 {
		leads = append(leads, w.aLeadArrives())
	}
	w.settles(leads, 1)
	cards := make([]sandbox.Message, len(leads))
	for i, id := range leads {
		cards[i] = w.expectCard(id)
	}
	atOnce(2*len(leads), func(i int) {
		got, err := w.click([]string{"ana", "ben"}[i%2], cards[i/2], "claim")
		if err == nil && (!got.OK || got.AckMS > 3000) {
			err = fmt.Errorf("acked after %.0f ms (%t)", got.AckMS, got.OK)
		}
		if err != nil {
			t.Error(err)
		}
	})
	for _, id := range leads {
		w.expectCard(id, "took it")
	}
	w.hasSockets(2)
	if strings.Contains(w.bot.all(), "nothing was heard") {
		t.Error(errors.New("a socket that is merely slow was given up"))
	}
}
