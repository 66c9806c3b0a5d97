//go:build linux

package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"leadpact/internal/sandbox"
	"leadpact/store"
)

// A frozen holder's lease is taken after it was seen unchanged for 15 s. Whoever
// waits for it looks eight times within that, and so does the story: how often it
// could look is what it counts, since a busy machine slows both down alike. Calm,
// the tenth look is the last that sees the old holder, after not quite 20 s; a
// lease of 30 s would be seen sixteen times.
const (
	leaseLasts = 15 * time.Second
	looksEvery = leaseLasts / 8
	mostLooks  = 13
)

// pair are two processes on one store, of which one is the courier.
type pair struct {
	*world
	path          string
	courier, heir *serves
	since         time.Time // when the courier was frozen
}

func aPair(t *testing.T) *pair {
	t.Helper()
	p := &pair{world: aWorkspace(t), path: aStore(t)}
	p.courier, p.heir = courierOf(t, p.path, p.isServed(p.path), p.isServed(p.path))
	p.hasSockets(4)
	return p
}

// freezes stops the courier where it stands. One that stands within a write
// holds the store's lock, which no other process can take from it: then it goes
// on a little first.
func (p *pair) freezes() {
	t := p.workspace.t
	t.Helper()
	t.Cleanup(func() { _ = p.courier.process.Signal(syscall.SIGCONT) })
	eventually(t, func() error {
		expect(t, p.courier.process.Signal(syscall.SIGSTOP))
		p.since = time.Now()
		eventually(t, func() error {
			stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.courier.process.Pid))
			if err == nil && !bytes.Contains(stat, []byte(") T ")) {
				err = errors.New("the courier is not frozen yet")
			}
			return err
		})
		err := writable(p.path)
		if err != nil {
			expect(t, p.courier.process.Signal(syscall.SIGCONT))
		}
		return err
	})
}

// thaws lets the courier go on.
func (p *pair) thaws() {
	expect(p.workspace.t, p.courier.process.Signal(syscall.SIGCONT))
	p.seen.hit(p.since, time.Now())
}

// writable says why nobody can write to a store.
func writable(path string) error {
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(500)")
	if err != nil {
		return err
	}
	conn, err := db.Conn(context.Background())
	if err == nil {
		if _, err = conn.ExecContext(context.Background(), "BEGIN IMMEDIATE"); err == nil {
			_, err = conn.ExecContext(context.Background(), "ROLLBACK")
		}
		err = errors.Join(err, conn.Close())
	}
	return errors.Join(err, db.Close())
}

// isTaken waits until the heir is the courier, which must be in time.
func (p *pair) isTaken() {
	t := p.workspace.t
	t.Helper()
	looks := p.looks(mostLooks, func(holder string) bool { return isHeldBy(holder, p.heir) })
	if looks >= mostLooks {
		t.Fatalf("the frozen process is still the courier after %d looks", looks)
	}
	p.seen.ended()
	t.Logf("taken over after %d looks, %s", looks, time.Since(p.since).Round(100*time.Millisecond))
}

// looks looks at the lease as often as one who waits for it does, until what is
// seen is enough, or so many times. It returns how often it was not.
func (p *pair) looks(most int, enough func(holder string) bool) int {
	t := p.workspace.t
	t.Helper()
	st, err := store.Open(context.Background(), "sqlite:"+p.path, store.Options{})
	expect(t, err)
	defer func() { expect(t, st.Close()) }()
	tick := time.NewTicker(looksEvery)
	defer tick.Stop()
	for n := range most {
		<-tick.C
		holder, _, err := st.ReadLease(context.Background(), courierLease)
		expect(t, err)
		if enough(holder) {
			return n
		}
	}
	return most
}

// goOn checks that both processes take leads in and answer clicks, that one of
// them posts, and that nothing is posted twice.
func (p *pair) goOn() {
	t := p.workspace.t
	t.Helper()
	var leads []string
	for range 4 {
		leads = append(leads, p.courier.aLeadArrives(), p.heir.aLeadArrives())
	}
	p.settles(leads, 1)
	p.hasSockets(4)
	cards := make([]sandbox.Message, len(leads))
	for i, id := range leads {
		cards[i] = p.expectCard(id)
	}
	atOnce(len(leads), func(i int) { // in turn to each of the four sockets
		if got, err := p.click("ana", cards[i], "claim"); err != nil || !got.OK || got.AckMS > 3000 {
			t.Errorf("a click was not acked in time: %+v %v", got, err)
		}
	})
	for _, id := range leads {
		p.expectCard(id, "<@U0ANADUARTE> took it")
	}
	equal(t, "claims", len(p.claims(leads[0])), 1)
}

func TestAFrozenCourierIsReplacedAndComesBackWithoutItsOldBelief(t *testing.T) {
	t.Parallel()
	var scenes []scene
	for _, s := range []struct {
		name string
		tell func(*pair)
	}{
		{"with nothing to do", (*pair).frozenIdle},
		{"in the middle of work", (*pair).frozenBusy},
		{"while it posts", (*pair).frozenPosting},
		{"while it redraws", (*pair).frozenRedrawing},
		{"for less than the lease", (*pair).frozenShortly},
	} {
		scenes = append(scenes, scene{s.name, func(t *testing.T) { t.Helper(); s.tell(aPair(t)) }})
	}
	together(t, len(scenes), scenes)
}

func (p *pair) frozenIdle() {
	p.freezes()
	p.isTaken()
	p.expectCard(p.heir.aLeadArrives())
	p.thaws()
	p.goOn()
}

// frozenBusy has leads come in and clicked from before the frost until after it.
func (p *pair) frozenBusy() {
	t := p.workspace.t
	var leads []string
	var source sync.WaitGroup
	enough := make(chan struct{})
	stop := sync.OnceFunc(func() {
		close(enough)
		source.Wait()
	})
	defer stop()
	source.Go(func() {
		pace := time.NewTicker(150 * time.Millisecond)
		defer pace.Stop()
		for {
			got, err := p.heir.tries(somebody())
			if err != nil || len(got.Results) != 1 {
				t.Errorf("a lead was not taken in: %v %v", got, err)
				return
			}
			leads = append(leads, got.Results[0].Lead)
			select {
			case <-enough:
				return
			case <-pace.C:
			}
		}
	})
	p.hasMessagesAtLeast(8)
	p.freezes()
	cards := p.messages(salesLeads, "")[:8]
	atOnce(len(cards), func(i int) { // every other one goes to a socket that is frozen, and comes again
		if _, err := p.click("ana", cards[i], "claim"); err != nil {
			t.Error(err)
		}
	})
	p.isTaken()
	p.hasMessagesAtLeast(len(p.messages(salesLeads, "")) + 8)
	p.thaws()
	p.hasMessagesAtLeast(len(p.messages(salesLeads, "")) + 8)
	stop()
	p.eachIsShown(longest, leads, 1) // the one that was under way when the frost came
	for _, card := range cards {
		newest := func() string { copies := p.copies(leadOn(card)); return drawn(copies[len(copies)-1]) }
		eventually(t, func() error { return says("the card", newest(), "<@U0ANADUARTE> took it") })
	}
	equal(t, "claims", len(p.claims(leadOn(cards[7]))), 1)
	p.goOn()
}

func (p *pair) frozenPosting() {
	t := p.workspace.t
	p.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultDelay, DelayMS: 3000})
	mara := p.heir.aLeadArrives()
	p.hasMessagesAtLeast(1) // Slack shows it, and its answer is on the way
	p.freezes()
	p.isTaken()
	p.settles([]string{mara}, 2) // the heir can't know of the first
	p.thaws()
	p.goOn()
	p.clicks("ben", p.copies(mara)[0], "claim")
	eventually(t, func() error {
		copies := p.copies(mara)
		if len(copies) != 2 {
			return fmt.Errorf("%d copies", len(copies))
		}
		return all(says("the older copy", shown(copies[0]), "out of date"), says("the newer", shown(copies[1]), "<@U0BENOKAFOR> took it"))
	})
}

func (p *pair) frozenRedrawing() {
	t := p.workspace.t
	mara := p.heir.aLeadArrives()
	card := p.expectCard(mara)
	p.suffers(sandbox.Fault{Method: update, Mode: sandbox.FaultDelay, DelayMS: 3000})
	claimed, err := p.click("ana", card, "claim")
	expect(t, err)
	equal(t, "acked", claimed.OK, true)
	p.expectCard(mara, "<@U0ANADUARTE> took it") // and its answer is on the way
	p.freezes()
	p.isTaken()
	if _, err := p.click("ana", p.expectCard(mara), "release"); err != nil { // may go to a frozen socket, and comes again
		t.Error(err)
	}
	p.expectCard(mara, "Waiting since")
	p.thaws()
	p.goOn()
	p.expectCard(mara, "Waiting since")
}

// frozenShortly is a pause that no other process can tell from a slow one.
func (p *pair) frozenShortly() {
	t := p.workspace.t
	p.freezes()
	mara := p.heir.aLeadArrives()
	p.looks(3, func(holder string) bool {
		equal(t, "the courier is the same", isHeldBy(holder, p.courier), true)
		equal(t, "cards", len(p.copies(mara)), 0)
		return false
	})
	p.thaws()
	p.expectCard(mara)
	still, _ := courierOf(t, p.path, p.courier, p.heir)
	equal(t, "the courier is the same", still == p.courier, true)
	p.goOn()
	if strings.Contains(p.heir.all(), "took the lease") {
		t.Error("the other process took the lease")
	}
}
