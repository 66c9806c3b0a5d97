package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"leadpact/internal/sandbox"
)

// atOnce does something so many times at the same moment.
func atOnce(n int, do func(i int)) {
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-start
			do(i)
		})
	}
	close(start)
	wg.Wait()
}

func TestFiftyPeopleClickOneClaimAtOnceAndOneWins(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.expectCard(mara)
	told := hearsPrivately(t)
	atOnce(50, func(i int) {
		got, err := w.sends("interactive", rawClick(fmt.Sprintf("U0RIVAL%03d", i), mara, told.url))
		if err != nil || !got.OK || got.AckMS > 3000 {
			t.Errorf("a click was not acked in time: %+v %v", got, err)
		}
	})
	card := drawn(w.expectCard(mara, "<@U0RIVAL", "took it"))
	eventually(t, func() error {
		if n := len(told.texts()); n != 49 {
			return fmt.Errorf("%d people were told, not 49", n)
		}
		return nil
	})
	winner := card[strings.Index(card, "<@U0RIVAL"):][:len("<@U0RIVAL000>")]
	for _, text := range told.texts() {
		expect(t, says("what a loser is told", text, winner+" took Mara just before you"))
	}
	equal(t, "people on the card", strings.Count(card, "<@U0RIVAL"), 1)
	equal(t, "claims in the history", len(w.claims(mara)), 1)
}

func TestAllRepsClickManyTimesAtOnceAndOneWins(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	card := w.expectCard(mara)
	reps := []string{"ana", "ben", "chloe", "dev", "greta", "milo", "gus"}
	atOnce(7*len(reps), func(i int) {
		got, err := w.click(reps[i%len(reps)], card, "claim")
		if err != nil || !got.OK || got.AckMS > 3000 {
			t.Errorf("a click was not acked in time: %+v %v", got, err)
		}
	})
	taken := shown(w.expectCard(mara, "took it"))
	winners, answers := 0, 0
	for _, who := range reps {
		answers += len(w.privately(who))
		if strings.Contains(taken, "<@"+w.idOf(who)+"> took it") {
			winners++
		}
	}
	equal(t, "winners", winners, 1)
	equal(t, "people who were told something else", answers, 7*len(reps)-1)
	equal(t, "claims in the history", len(w.claims(mara)), 1)
}

func TestTheSameEnvelopeTwiceIsOneClaim(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	taken := w.expectCard(mara, "<@U0ANADUARTE> took it")
	for range 3 {
		if again := w.suffers(sandbox.Fault{Redeliver: true}); !again.Acked || again.AckMS > 3000 {
			t.Fatalf("the envelope was not acked again: %+v", again)
		}
	}
	equal(t, "what the card shows", shown(w.expectCard(mara)), shown(taken))
	equal(t, "private messages", len(w.privately("ana")), 0)
	equal(t, "claims in the history", len(w.claims(mara)), 1)
}

func TestAnEnvelopeThatComesAgainLaterDoesNotUndoARelease(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	mara := w.aLeadArrives()
	w.expectCard(mara)
	click := rawClick("U0ANADUARTE", mara, "")
	_, err := w.sends("interactive", click)
	expect(t, err)
	w.clicks("ana", w.expectCard(mara, "took it"), "release")
	w.expectCard(mara, "Waiting since")
	got, err := w.sends("interactive", click)
	expect(t, err)
	equal(t, "acked", got.OK, true)
	w.expectCard(mara, "Waiting since")
	expect(t, says("/sla status", w.isTold("ben", "status"), "1 lead open, 1 unclaimed"))
}

func TestTheSameDeliveryTwiceIsOneLead(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	body := somebody()
	first, second := w.arrives(body), w.arrives(body)
	equal(t, "the second outcome", second.Results[0].Outcome, "duplicate")
	equal(t, "the second lead", second.Results[0].Lead, first.Results[0].Lead)

	key := []string{"Idempotency-Key", "form-77"}
	body = somebody()
	first = w.arrives(body, key...)
	body["message"] = "Sent again, with a word more."
	second = w.arrives(body, key...)
	equal(t, "the outcome of a key that was used", second.Results[0].Outcome, "duplicate")
	equal(t, "the lead of a key that was used", second.Results[0].Lead, first.Results[0].Lead)
	w.expectCard(first.Results[0].Lead)
	w.passes("1s")
	equal(t, "messages in the channel", len(w.messages(salesLeads, "")), 2)
}

func TestTwoDeliveriesOfOneNewPersonAtOnceAreOneLead(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	for range 5 {
		person := somebody()
		var mu sync.Mutex
		outcomes, leads := map[string]int{}, map[string]bool{}
		atOnce(4, func(i int) {
			body := lead{"campaign": fmt.Sprintf("campaign %d", i)}
			for _, k := range []string{"name", "email"} {
				body[k] = person[k]
			}
			r, err := w.tries(body)
			if err != nil || r.Status != http.StatusOK {
				t.Errorf("a delivery was refused: %v %v", r, err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			outcomes[r.Results[0].Outcome]++
			leads[r.Results[0].Lead] = true
		})
		equal(t, "leads", len(leads), 1)
		equal(t, "outcomes", fmt.Sprint(outcomes), "map[created:1 noted:3]")
		for id := range leads {
			card := w.expectCard(id)
			eventually(t, func() error {
				if n := len(w.thread(card)); n != 3 {
					return fmt.Errorf("the thread has %d lines, not 3", n)
				}
				return nil
			})
		}
	}
}
