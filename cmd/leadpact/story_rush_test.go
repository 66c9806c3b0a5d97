package main

import (
	"fmt"
	"sync"
	"testing"

	"leadpact/internal/sandbox"
)

// TestTwoThousandLeadsInARushOutliveTheirCouriers has two processes take in
// what comes at once; whichever is the courier is killed, twice, while people
// click.
func TestTwoThousandLeadsInARushOutliveTheirCouriers(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	path := aStore(t)
	one, two := w.isServedBuilt(path), w.isServedBuilt(path)
	w.hasSockets(4)
	leads := make([][]string, 20)
	atOnce(len(leads), func(i int) {
		var people []lead
		for range 100 {
			people = append(people, somebody())
		}
		got, err := []*serves{one, two}[i%2].tries(people)
		if err != nil || len(got.Results) != len(people) {
			t.Errorf("leads were not taken in: %d %v", got.Status, err)
			return
		}
		for _, r := range got.Results {
			leads[i] = append(leads[i], r.Lead)
		}
	})
	var claimed []string
	for range 2 {
		courier, heir := courierOf(t, path, one, two)
		w.hasMessagesAtLeast(len(w.messages(salesLeads, "")) + 100)
		cards := w.messages(salesLeads, "")
		cards = cards[len(cards)-20:]
		var crowd sync.WaitGroup
		crowd.Go(func() { w.clickedByAll(cards) })
		courier.dies()
		one, two = heir, w.isServedBuilt(path)
		crowd.Wait()
		for _, c := range cards {
			claimed = append(claimed, leadOn(c))
		}
	}
	var all []string
	for _, ids := range leads {
		all = append(all, ids...)
	}
	equal(t, "leads", len(all), 2000)
	w.eachIsShown(3*longest, all, 2) // a kill may repeat the one message that it hits
	w.hasSockets(4)
	eventually(t, func() error {
		newest := map[string]sandbox.Message{}
		for _, m := range w.messages(salesLeads, "") {
			newest[leadOn(m)] = m
		}
		for _, id := range claimed {
			if err := says("the card", drawn(newest[id]), "took it"); err != nil {
				return err
			}
		}
		return nil
	})
	expect(t, says("/sla status", w.isTold("greta", "status"), fmt.Sprintf("%d leads open", len(all))))
}

// clickedByAll has two people claim each of the cards at once. Whoever's socket
// dies is heard by another.
func (w *world) clickedByAll(cards []sandbox.Message) {
	atOnce(2*len(cards), func(i int) {
		if _, err := w.click([]string{"ana", "ben"}[i%2], cards[i/2], "claim"); err != nil {
			w.workspace.t.Error(err)
		}
	})
}
