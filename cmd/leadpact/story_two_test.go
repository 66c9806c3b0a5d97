package main

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"leadpact/internal/sandbox"
	"leadpact/store"
)

// courierOf is the process that holds the lease: its number stands in the
// holder's name.
func courierOf(t *testing.T, path string, bots ...*serves) (holds, other *serves) {
	t.Helper()
	st, err := store.Open(context.Background(), "sqlite:"+path, store.Options{})
	expect(t, err)
	defer func() { expect(t, st.Close()) }()
	eventually(t, func() error {
		holder, _, err := st.ReadLease(context.Background(), "courier")
		if err != nil {
			return err
		}
		for i, b := range bots {
			if isHeldBy(holder, b) {
				holds, other = b, bots[1-i]
				return nil
			}
		}
		return fmt.Errorf("the lease is held by %q", holder)
	})
	return holds, other
}

// isHeldBy reports whether a lease's holder is the bot: its process's number stands
// in the holder's name.
func isHeldBy(holder string, b *serves) bool {
	return strings.Contains(holder, fmt.Sprintf("/%d/", b.process.Pid))
}

func TestTwoProcessesOnOneStoreAreOneCourierAndBothServe(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	path := aStore(t)
	one, two := w.isServed(path), w.isServed(path)
	w.hasSockets(4)
	var leads []string
	var cards []sandbox.Message
	for i := range 20 {
		bot := []*serves{one, two}[i%2]
		leads = append(leads, bot.aLeadArrives())
	}
	w.settles(leads, 1)
	for _, id := range leads {
		cards = append(cards, w.expectCard(id))
	}
	atOnce(20, func(i int) { // in turn to each of the four sockets
		if got, err := w.click("ana", cards[i], "claim"); err != nil || !got.OK || got.AckMS > 3000 {
			t.Errorf("a click was not acked in time: %+v %v", got, err)
		}
	})
	for _, id := range leads {
		w.expectCard(id, "<@U0ANADUARTE> took it")
	}

	courier, heir := courierOf(t, path, one, two)
	courier.dies()
	killed := time.Now()
	mara := heir.aLeadArrives()
	card := w.expectCard(mara)
	if took := time.Since(killed); took > 10*time.Second { // a lease of whose holder nothing is known lasts 15 s
		t.Errorf("the other process took over after %s", took)
	}
	w.clicks("ben", card, "claim")
	w.expectCard(mara, "<@U0BENOKAFOR> took it")
	equal(t, "cards", len(w.calls(post)), 21)
}

func TestACourierThatStopsHandsOverAtOnce(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	path := aStore(t)
	courier, heir := courierOf(t, path, w.isServed(path), w.isServed(path))
	first := heir.aLeadArrives() // posted by the other one
	w.expectCard(first)
	equal(t, "exit code", courier.stops(), 0)
	mara := heir.aLeadArrives()
	within(t, 10*time.Second, func() error {
		if len(w.copies(mara)) == 0 {
			return fmt.Errorf("the lead is not posted")
		}
		return nil
	})
	_, _ = courierOf(t, path, heir, heir)
	equal(t, "cards", len(w.calls(post)), 2)
}
