package main

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
)

func TestAGracefulStopLosesNothingAndRepeatsNothing(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	store := aStore(t)
	var leads []string
	var mu sync.Mutex
	for range 4 {
		bot := w.isServed(store)
		stopped := make(chan struct{})
		var sources sync.WaitGroup
		for range 2 {
			sources.Go(func() {
				for {
					got, err := bot.tries(somebody())
					if err != nil {
						return // the door is closed
					}
					mu.Lock()
					leads = append(leads, got.Results[0].Lead)
					mu.Unlock()
				}
			})
		}
		before := len(w.calls(post))
		eventually(t, func() error {
			if len(w.calls(post)) < before+10 {
				return errors.New("leads are not flowing yet")
			}
			return nil
		})
		w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultDelay, DelayMS: 300}) // one call is under way
		began := time.Now()
		go func() { defer close(stopped); sources.Wait() }()
		equal(t, "exit code", bot.stops(), 0)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("the stop took %s", took)
		}
		<-stopped
	}
	last := w.isServed(store)
	w.settles(leads, 1)
	equal(t, "exit code", last.stops(), 0)
	shown := map[string]bool{}
	for _, c := range w.calls(post) {
		what := postedWhat(c)
		if shown[what] && gjson.GetBytes(c.Answer, "ok").Bool() {
			t.Errorf("%s was posted twice", what)
		}
		shown[what] = true
	}
}

func TestClicksDuringAGracefulStopAreKept(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	store := aStore(t)
	bot := w.isServed(store)
	var leads []string
	var cards []sandbox.Message
	for range 16 {
		leads = append(leads, bot.aLeadArrives())
		cards = append(cards, w.expectCard(leads[len(leads)-1]))
	}
	var next *serves
	atOnce(len(leads)+1, func(i int) {
		if i == len(leads) {
			bot.stop()
			<-bot.ended
			next = w.isServed(store)
			return
		}
		if got, err := w.click("ana", cards[i], "claim"); err != nil || !got.OK {
			t.Errorf("a click was not acked: %+v %v", got, err)
		}
	})
	for _, id := range leads {
		w.expectCard(id, "<@U0ANADUARTE> took it")
	}
	equal(t, "exit code", bot.code, 0)
	equal(t, "exit code", next.stops(), 0)
}
