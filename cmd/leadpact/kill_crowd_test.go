package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/internal/sandbox"
	"leadpact/sla"
)

// crowd are the sources that send leads and the people who click, on and on,
// while the bot is killed again and again.
type crowd struct {
	t     *testing.T
	slack *sandbox.Workspace
	wire  *tripwire
	http  *http.Client

	mu     sync.Mutex
	addr   string            // where the bot listens now
	moved  chan struct{}     // closed when it listens elsewhere
	leads  map[string]string // an acknowledged lead, by the person's address
	notes  []string          // campaigns of acknowledged notes
	people []lead

	clicks     []invariant.Click
	deliveries []invariant.Delivery
}

// now tells everybody where the bot listens.
func (c *crowd) now(addr string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.addr = addr
	close(c.moved)
	c.moved = make(chan struct{})
}

func (c *crowd) where() (string, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.addr, c.moved
}

// source sends a lead for each turn until it is acknowledged: somebody new, or
// now and then somebody who was there before.
func (c *crowd) source(name string, turns <-chan int, chance *rand.Rand) {
	for turn := range turns {
		body, note := somebody(), ""
		if old := c.somebodyOld(chance); old != nil {
			note = fmt.Sprintf("%s-%d", name, turn)
			body = lead{"name": old["name"], "email": old["email"], "campaign": "note " + note}
		}
		id, ok := c.sends(body, fmt.Sprintf("%s-%d", name, turn))
		if !ok {
			continue
		}
		c.mu.Lock()
		email := body["email"].(string)
		if before, known := c.leads[email]; known && before != id {
			c.t.Errorf("one person became the leads %s and %s", before, id)
		}
		c.leads[email] = id
		if note != "" {
			c.notes = append(c.notes, note)
		} else {
			c.people = append(c.people, body)
		}
		c.mu.Unlock()
	}
}

func (c *crowd) somebodyOld(chance *rand.Rand) lead {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.people) == 0 || chance.IntN(4) > 0 {
		return nil
	}
	return c.people[chance.IntN(len(c.people))]
}

// sends sends one delivery until a bot, this one or the next, acknowledges it.
func (c *crowd) sends(body lead, key string) (id string, ok bool) {
	for {
		addr, moved := c.where()
		d := door{t: c.t, url: addr, token: intakeToken, http: c.http}
		go c.wire.pass(leadSent)
		r, err := d.tries(body, "Idempotency-Key", key)
		if err == nil && r.Status == http.StatusOK {
			c.wire.pass(leadSaved)
			c.hasDelivered(key, r)
			return r.Results[0].Lead, true
		}
		if err == nil && r.Status != http.StatusServiceUnavailable {
			c.t.Errorf("a lead was refused: %d %v", r.Status, r.Errors)
			return "", false
		}
		select {
		case <-moved:
		case <-time.After(longest):
			c.t.Errorf("a lead was not taken in for %s: %v", longest, err)
			return "", false
		}
	}
}

// rep clicks Claim on some card for each turn.
func (c *crowd) rep(turns <-chan int, chance *rand.Rand) {
	for range turns {
		cards, err := c.slack.Messages(salesLeads, "")
		if err != nil || len(cards) == 0 {
			continue
		}
		card := cards[max(0, len(cards)-1-chance.IntN(8))]
		if leadOn(card) == "" {
			continue
		}
		c.claims(card, []string{"ana", "ben", "chloe", "dev"}[chance.IntN(4)])
	}
}

// claims clicks Claim on a card and notes what came of it.
func (c *crowd) claims(card sandbox.Message, who string) {
	c.mu.Lock()
	at := len(c.clicks)
	c.clicks = append(c.clicks, invariant.Click{Lead: leadOn(card), Who: repIDs[who], Does: invariant.Claim, Sent: time.Now()})
	c.mu.Unlock()
	go c.wire.pass(clickSent)
	got, err := c.slack.Click(context.Background(), sandbox.Click{
		User: who, Channel: salesLeads, TS: card.TS, ActionID: "claim", Value: leadOn(card), NoSettle: true,
	})
	if err != nil {
		c.t.Errorf("a click failed: %v", err)
		return
	}
	c.mu.Lock()
	c.clicks[at].Cause, c.clicks[at].Made = "click:"+repIDs[who]+":"+got.ActionTS, stamped(got.ActionTS)
	c.mu.Unlock()
	if got.OK {
		c.mu.Lock()
		c.clicks[at].Acked, c.clicks[at].Took = time.Now(), took(got.AckMS)
		c.mu.Unlock()
		c.wire.pass(clickAcked)
	}
}

// hasDelivered notes what a source was told.
func (c *crowd) hasDelivered(key string, r receipts) {
	d := invariant.Delivery{Key: key, Status: r.Status}
	for _, result := range r.Results {
		d.Receipts = append(d.Receipts, invariant.Receipt{Lead: result.Lead, Outcome: sla.Outcome(result.Outcome)})
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deliveries = append(c.deliveries, d)
}
