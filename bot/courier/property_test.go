package courier_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/sla"
)

// TestWhateverHappens has leads live through random deeds while Slack and the
// store fail at random and the courier's process dies and begins anew. In the
// end Slack shows every lead as it is, every line of its thread in order, and
// no more copies than there were lost answers and deaths.
func TestWhateverHappens(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		seed := rapid.Uint64().Draw(r, "seed")
		var faults []string
		synctest.Test(t, func(t *testing.T) { faults = live(t, seed) })
		if len(faults) > 0 {
			r.Fatal(faults)
		}
	})
}

// storm is the world in which everything fails at random.
type storm struct {
	*world
	dice  *dice
	cuts  atomic.Int64 // posts to the channel whose answer was lost
	kills int
}

// dice are thrown by all goroutines.
type dice struct {
	mu sync.Mutex
	*rand.Rand
}

func (d *dice) below(n int64) int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.Int64N(n)
}

// life is one process's view of the store and of Slack. Once it is dead it
// reaches neither.
type life struct {
	*shelf
	dead atomic.Bool
}

func (p *life) Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error) {
	if p.dead.Load() {
		return nil, errDead
	}
	return p.shelf.Update(ctx, id, change)
}

func (p *life) SaveNotice(ctx context.Context, n sla.Notice) error {
	if p.dead.Load() {
		return errDead
	}
	return p.shelf.SaveNotice(ctx, n)
}

// mouth is a process's way to Slack.
type mouth struct {
	*channels
	life *life
}

func (m mouth) Post(ctx context.Context, channel, thread, lead string, v view.Message) (string, error) {
	if m.life.dead.Load() {
		return "", errDead
	}
	return m.channels.Post(ctx, channel, thread, lead, v)
}

func (m mouth) Update(ctx context.Context, channel, ts string, v view.Message) error {
	if m.life.dead.Load() {
		return errDead
	}
	return m.channels.Update(ctx, channel, ts, v)
}

func live(t *testing.T, seed uint64) (faults []string) {
	t.Helper()
	s := &storm{world: newWorld(t), dice: &dice{Rand: rand.New(rand.NewPCG(seed, 2))}}
	s.slack.takes = 20 * time.Millisecond
	s.slack.answers(s.said)
	s.store.breaks(func(string) error {
		if s.dice.below(30) == 0 {
			return errStore
		}
		return nil
	})
	end := s.process()
	for range 60 {
		s.deed()
		if s.dice.below(12) == 0 {
			end()
			s.kills++
			end = s.process()
		}
		pass(time.Duration(s.dice.below(int64(400 * time.Millisecond))))
	}
	s.slack.answers(nil)
	s.store.breaks(nil)
	pass(20 * time.Second)
	s.ahead.Add(int64(time.Hour)) // what is parked is tried again
	s.settle()
	repeats := 0
	for _, l := range s.store.leads {
		again, wrong := s.faults(l.ID)
		repeats += again
		faults = append(faults, wrong...)
	}
	if most := int(s.cuts.Load()) + 2*s.kills; repeats > most { // two lanes post to the channel
		faults = append(faults, fmt.Sprintf("%d messages were repeated after %d lost answers and %d deaths", repeats, s.cuts.Load(), s.kills))
	}
	end()
	return faults
}

// said is what Slack says to a call.
func (s *storm) said(c call) answer {
	switch s.dice.below(12) {
	case 0:
		if c.method == "post" && c.channel == "C1" {
			s.cuts.Add(1)
		}
		return cut
	case 1:
		return answer{err: cut.err}
	case 2:
		return refused("ratelimited", webapi.Later)
	case 3:
		return refused("is_archived", webapi.Park)
	default:
		return answer{done: true}
	}
}

// process begins a process; the returned function kills it between any two of
// its steps.
func (s *storm) process() (kill func()) {
	p := &life{shelf: s.store}
	s.c = s.courier(p, mouth{s.slack, p})
	stop := s.start()
	return func() {
		p.dead.Store(true)
		stop()
	}
}

// deed is something that somebody does, or that comes in.
func (s *storm) deed() {
	n := int64(len(s.store.leads))
	if n == 0 || n < 6 && s.dice.below(4) == 0 {
		s.arrive([]*sla.Arrival{hot(int(n)), standard(int(n))}[s.dice.below(2)])
		return
	}
	id := s.store.leads[s.dice.below(n)].ID
	who := []sla.Actor{ana, ben}[s.dice.below(2)]
	s.change(id, func(l *sla.Lead) error {
		err := []func() error{
			func() error { return l.Claim(who, s.now(), cause(l)) },
			func() error { return l.Release(who, s.now(), "", cause(l)) },
			func() error { return l.Note(s.again("webinar"), s.now(), nil) },
			func() error { return l.Note(s.again("demo request"), s.now(), nil) },
			func() error { return l.Close(who, sla.EndLost, "", s.now(), cause(l)) },
			func() error { return l.Reopen(s.again("white paper"), s.now()) },
		}[s.dice.below(6)]()
		if sla.RefusalOf(err) != nil {
			return sla.ErrNoChange
		}
		return err
	})
}

func (s *storm) again(action string) *sla.Arrival {
	return &sla.Arrival{
		Cause:   fmt.Sprintf("again %d", s.dice.below(1<<60)),
		Details: sla.Details{Action: action, Campaign: fmt.Sprintf("campaign %d", s.dice.below(1000))},
	}
}

// faults are what Slack shows wrongly of a lead. It also returns how many of the
// messages are repetitions.
func (s *storm) faults(id string) (repeats int, faults []string) {
	if fault := s.cardFault(id, 1, 1000); fault != "" {
		faults = append(faults, fault)
	}
	l := s.lead(id)
	if l.Parked != nil || l.NextTelling() != sla.TellNothing {
		faults = append(faults, fmt.Sprintf("%s still owes %q, parked: %+v", id, l.NextTelling(), l.Parked))
	}
	var want []string
	known, back := 0, 0
	for i := range l.History {
		switch l.History[i].Kind {
		case sla.Noted, sla.HotAgain, sla.Reopened, sla.Released:
			want = append(want, view.Thread(l, i).Text)
		case sla.Posted:
			known++
		}
		if k := l.History[i].Kind; k == sla.Reopened || k == sla.HotAgain {
			back++
		}
	}
	if known < 1 || known > 1+back {
		faults = append(faults, fmt.Sprintf("%s knows %d copies, though none was ever deleted and it came back %d times", id, known, back))
	}
	copies, lines := s.slack.shown(id)
	repeats = len(copies) - known
	for _, line := range lines {
		if len(want) > 0 && line == want[0] {
			want = want[1:]
		} else {
			repeats++
		}
	}
	if len(want) > 0 {
		faults = append(faults, fmt.Sprintf("the thread of %s lacks %v:\n%v", id, want, lines))
	}
	return repeats, faults
}
