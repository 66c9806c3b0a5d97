package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"leadpact/internal/sandbox"
)

// channel is where the cards are.
const channel = "sales-leads"

// cards waits until the channel shows so many messages and returns their ids.
func (w *world) cards(ctx context.Context, want int) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, 60*time.Second)
	defer cancel()
	for {
		messages, err := w.workspace.Messages(channel, "")
		if err != nil {
			return nil, err
		}
		if len(messages) >= want {
			ids := make([]string, len(messages))
			for i, m := range messages {
				ids[i] = m.TS
			}
			return ids, nil
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("only %d of %d cards were posted", len(messages), want)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// postedRounds is how many leads are sent one by one to an idle channel.
const postedRounds = 200

// measurePosted measures from a lead's 200 to the instant at which the
// workspace got the call that posts its card.
func measurePosted(ctx context.Context, w *world, t *table) error {
	c, err := dial(ctx, w.addr)
	if err != nil {
		return err
	}
	defer c.close()
	accepted := make([]time.Time, postedRounds)
	for i := range accepted {
		if _, err := c.post(leadJSON(i)); err != nil {
			return err
		}
		accepted[i] = time.Now()
		if _, err := w.cards(ctx, i+1); err != nil {
			return err
		}
	}
	var took []time.Duration
	for _, call := range w.workspace.Calls() {
		if call.Method == "chat.postMessage" && len(took) < postedRounds {
			took = append(took, max(call.Time.Sub(accepted[len(took)]), 0))
		}
	}
	t.spread("accepted to posted, idle channel", took, "p50 ≤ 20 ms")
	return nil
}

// clickEvery is the distance between clicks: 50 a second.
const clickEvery = 20 * time.Millisecond

// measureClicks measures claims of fresh leads, 50 a second, from the envelope
// on the socket to its ack.
func measureClicks(ctx context.Context, w *world, t *table) error {
	count := int(w.span / clickEvery)
	ids, err := w.seed(ctx, count)
	if err != nil {
		return err
	}
	acks, err := w.click(ctx, ids, clickEvery)
	if err != nil {
		return err
	}
	t.spread("click to ack, 50 clicks a second", acks, "p50 ≤ 0.8 ms, p99 ≤ 1.75 ms")
	return nil
}

// raceClicks is how many people click one card at once.
const raceClicks = 200

// measureRace measures from the first of 200 simultaneous clicks to the last
// ack.
func measureRace(ctx context.Context, w *world, t *table) error {
	var whole []time.Duration
	for round := range 5 {
		ids, err := w.seed(ctx, round+1)
		if err != nil {
			return err
		}
		same := make([]string, raceClicks)
		for i := range same {
			same[i] = ids[len(ids)-1]
		}
		began := time.Now()
		if _, err := w.click(ctx, same, 0); err != nil {
			return err
		}
		whole = append(whole, time.Since(began))
	}
	t.spread("race of 200 clicks, all acked", whole, "60–130 ms is to beat")
	return nil
}

// seed sends leads until the channel shows so many cards.
func (w *world) seed(ctx context.Context, count int) ([]string, error) {
	c, err := dial(ctx, w.addr)
	if err != nil {
		return nil, err
	}
	defer c.close()
	have, err := w.workspace.Messages(channel, "")
	if err != nil {
		return nil, err
	}
	for n := len(have); n < count; n++ {
		if _, err := c.post(leadJSON(n)); err != nil {
			return nil, err
		}
	}
	return w.cards(ctx, count)
}

// click claims each card, so far apart, and returns how long each ack took.
func (w *world) click(ctx context.Context, ids []string, apart time.Duration) ([]time.Duration, error) {
	people := []string{"ana", "ben", "chloe", "dev", "greta"}
	acks, errs := make([]time.Duration, len(ids)), make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Go(func() {
			clicked, err := w.workspace.Click(ctx, sandbox.Click{
				User: people[i%len(people)], Channel: channel, TS: id, ActionID: "claim", NoSettle: true,
			})
			if err == nil && !clicked.OK {
				err = errors.New("a click was not acked within three seconds")
			}
			acks[i], errs[i] = time.Duration(clicked.AckMS*float64(time.Millisecond)), err
		})
		if apart > 0 {
			time.Sleep(apart)
		}
	}
	wg.Wait()
	return acks, errors.Join(errs...)
}
