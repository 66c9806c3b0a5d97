package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"leadpact/internal/invariant"
	"leadpact/internal/sandbox"
)

func TestTwoHundredKillsLoseNothingAndRepeatOnlyWhatTheyHit(t *testing.T) {
	t.Parallel()
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	seed := uint64(time.Now().UnixNano())
	if given, err := strconv.ParseUint(os.Getenv("LEADPACT_STORY_SEED"), 10, 64); err == nil {
		seed = given
	}
	t.Logf("LEADPACT_STORY_SEED=%d", seed)
	chance := rand.New(rand.NewPCG(seed, 0))

	slack := sandbox.New(sandbox.Options{})
	t.Cleanup(slack.Close)
	wire := &tripwire{}
	web := httptest.NewServer(wire.around(slack.Handler()))
	t.Cleanup(web.Close)
	store := aStore(t)
	env := settingsFor(web.URL, store)

	c := &crowd{t: t, slack: slack, wire: wire, http: newClient(t), moved: make(chan struct{}), leads: map[string]string{}}
	turns := []chan int{make(chan int, 2*rounds), make(chan int, 2*rounds), make(chan int, 2*rounds), make(chan int, 2*rounds)}
	var crowd sync.WaitGroup
	crowd.Go(func() { c.source("form", turns[0], rand.New(rand.NewPCG(seed, 1))) })
	crowd.Go(func() { c.source("chat", turns[1], rand.New(rand.NewPCG(seed, 2))) })
	crowd.Go(func() { c.rep(turns[2], rand.New(rand.NewPCG(seed, 3))) })
	crowd.Go(func() { c.rep(turns[3], rand.New(rand.NewPCG(seed, 4))) })

	var e invariant.Evidence
	points := map[string]int{}
	for round := range rounds {
		point := killPoints[chance.IntN(len(killPoints))]
		wire.set(point, chance.IntN(3))
		bot := runsBuilt(t, env, "serve")
		if point != socketOpened || chance.IntN(2) == 0 {
			c.now(listens(t, bot).url)
		}
		for i, turn := range turns {
			turn <- round
			if i < 2 {
				turn <- rounds + round
			}
		}
		moment := time.NewTimer(time.Duration(chance.IntN(100)) * time.Millisecond)
		if point != oddMoment {
			moment.Reset(150 * time.Millisecond)
		}
		select {
		case <-wire.hit:
			points[point]++
		case <-moment.C:
			points[oddMoment]++
		}
		from := time.Now()
		bot.dies()
		e.Hits = append(e.Hits, invariant.Window{From: from, To: time.Now()})
		e.Handovers = append(e.Handovers, from)
		wire.killed()
	}
	t.Logf("%d kills: %v", len(e.Hits), points)

	wire.set("", 0)
	last := runsBuilt(t, env, "serve")
	c.now(listens(t, last).url)
	for _, turn := range turns {
		close(turn)
	}
	crowd.Wait()
	eventually(t, func() error {
		if n := slack.State().PendingEnvelopes; n > 0 {
			return fmt.Errorf("%d clicks are not acknowledged", n)
		}
		return c.allShown()
	})
	equal(t, "exit code", last.stops(), 0)
	c.judges(context.Background(), store, e)
}
