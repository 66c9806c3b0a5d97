package courier_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// TestAnswerLost cuts the answer of a post that Slack has carried out: the
// message is repeated once, after a pause.
func TestAnswerLost(t *testing.T) {
	story(t, func(w *world) {
		w.slack.answers(firstly(cut))
		id := w.arrive(hot(1))
		w.settle()
		w.wantCard(id, 2)
		posts := w.slack.made("post")
		if len(posts) != 2 || posts[1].at.Sub(posts[0].at) < 100*time.Millisecond {
			t.Errorf("calls: %v", posts)
		}
	})
}

// firstly gives each of the answers once, then lets all be well.
func firstly(answers ...answer) func(call) answer {
	return func(call) answer {
		if len(answers) == 0 {
			return answer{done: true}
		}
		a := answers[0]
		answers = answers[1:]
		return a
	}
}

// TestUnansweredWithoutAKind gets an error that says nothing: the call counts
// as one without an answer.
func TestUnansweredWithoutAKind(t *testing.T) {
	story(t, func(w *world) {
		nothing := answer{err: errors.New("the line is dead")}
		w.slack.answers(firstly(nothing, nothing, nothing))
		id := w.arrive(hot(1))
		w.settle()
		w.wantCard(id, 1)
		if got := len(w.slack.made("post")); got != 4 {
			t.Errorf("%d calls, want 4", got)
		}
	})
}

// TestSlowCall lets Slack take longer than a call may: it counts as unanswered.
func TestSlowCall(t *testing.T) {
	story(t, func(w *world) {
		w.slack.takes = 9 * time.Second
		id := w.arrive(hot(1))
		pass(8050 * time.Millisecond)
		w.slack.mu.Lock()
		w.slack.takes = 0
		w.slack.mu.Unlock()
		w.settle()
		w.wantCard(id, 2)
	})
}

// TestFiveUnanswered keeps Slack from answering about one lead: after five
// calls it is parked, and the others go on.
func TestFiveUnanswered(t *testing.T) {
	story(t, func(w *world) {
		bad := sla.FormatID(1)
		w.slack.answers(func(c call) answer {
			if c.lead == bad {
				return answer{err: cut.err}
			}
			return answer{done: true}
		})
		w.arrive(hot(1))
		good := w.arrive(standard(2))
		pass(10 * time.Second)
		w.wantCard(good, 1)
		l := w.lead(bad)
		if l.Parked == nil || l.Parked.Reason != "no answer" || len(w.slack.made("post")) != 6 {
			t.Fatalf("parked: %+v after %d calls", l.Parked, len(w.slack.made("post")))
		}
		pass(20 * time.Second) // one more try, and one is enough now
		if l := w.lead(bad); l.Parked.Tries != 2 || len(w.slack.made("post")) != 7 {
			t.Errorf("parked: %+v after %d calls", l.Parked, len(w.slack.made("post")))
		}
		w.slack.answers(nil)
		pass(10 * time.Minute)
		w.wantCard(bad, 1)
	})
}

// TestUnansweredRests keeps Slack from answering about one hot lead, which takes
// as long as a call may: the others go on meanwhile, the hot ones first.
func TestUnansweredRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		bad := w.arrive(hot(1))
		w.slack.gap = time.Second
		w.slack.answers(func(c call) answer {
			if c.lead != bad {
				return answer{done: true}
			}
			w.slack.mu.Unlock()
			wait(t.Context(), 8*time.Second)
			w.slack.mu.Lock()
			return answer{err: cut.err}
		})
		var ids []string
		for i := range 12 {
			ids = append(ids, w.arrive(standard(i)))
		}
		urgent := w.arrive(hot(20))
		defer w.start()()
		pass(11 * time.Second)
		w.wantCard(urgent, 1)
		pass(39 * time.Second) // five calls of eight seconds, and a second for each of the others
		for _, id := range ids[:8] {
			w.wantCard(id, 1)
		}
		pass(20 * time.Second)
		for _, id := range ids {
			w.wantCard(id, 1)
		}
		if l := w.lead(bad); l.Parked == nil {
			t.Error("it is not parked")
		}
	})
}

// doomed is a store that a dying process can read, but no longer change.
type doomed struct{ *shelf }

var errDead = errors.New("this process is dead")

func (doomed) Update(context.Context, string, func(*sla.Lead) error) (*sla.Lead, error) {
	return nil, errDead
}

// TestCrashBetweenPostAndMark kills the process after Slack has posted the card
// and before that is marked: the next process posts it once more.
func TestCrashBetweenPostAndMark(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.c = w.courier(doomed{w.store}, w.slack)
		stop := w.start()
		id := w.arrive(hot(1))
		pass(time.Second)
		stop()
		if copies, _ := w.slack.shown(id); len(copies) != 1 || w.lead(id).Card != (sla.Card{}) {
			t.Fatalf("%d copies, and the lead knows %v", len(copies), w.lead(id).Card)
		}
		w.c = w.courier(w.store, w.slack)
		defer w.start()()
		w.settle()
		pass(time.Hour)
		w.wantCard(id, 2)
	})
}

// TestMarkIsRetried keeps the store from taking the mark for a while.
func TestMarkIsRetried(t *testing.T) {
	story(t, func(w *world) {
		w.store.breaks(func(op string) error {
			if op == "update" {
				return errStore
			}
			return nil
		})
		id := w.arrive(hot(1))
		pass(time.Minute)
		w.store.breaks(nil)
		w.settle()
		w.wantCard(id, 1)
	})
}

// TestMarkOfUnknownFate lets the store not say whether it took the mark.
func TestMarkOfUnknownFate(t *testing.T) {
	story(t, func(w *world) {
		told := 0
		w.store.unsure = []func(error){func(error) { told++ }, func(error) { told++ }}
		id := w.arrive(hot(1))
		w.settle()
		w.claim(id, ana)
		w.settle()
		w.wantCard(id, 1)
		if told != 2 || len(w.slack.made("post")) != 1 || len(w.slack.made("update")) != 1 {
			t.Errorf("%d unsure marks, %d posts, %d updates", told, len(w.slack.made("post")), len(w.slack.made("update")))
		}
	})
}

// TestMarkTakenTwice lets the mark be saved although the store says that it
// failed: the second attempt changes nothing.
func TestMarkTakenTwice(t *testing.T) {
	story(t, func(w *world) {
		w.store.unsure = []func(error){func(error) {
			w.store.broken = func(op string) error {
				w.store.broken = nil
				return errStore
			}
		}}
		id := w.arrive(hot(1))
		w.settle()
		w.wantCard(id, 1)
		if n := len(w.lead(id).History); n != 2 {
			t.Errorf("%d events, want 2", n)
		}
	})
}

// TestGracefulStop stops within a call: it is carried through and marked, and
// nothing else begins.
func TestGracefulStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.slack.takes = 2 * time.Second
		stop := w.start()
		first := w.arrive(hot(1))
		pass(time.Second)
		second := w.arrive(hot(2))
		began := time.Now()
		stop()
		if took := time.Since(began); took != time.Second {
			t.Errorf("the stop took %v, want as long as the call under way", took)
		}
		w.wantCard(first, 1)
		if copies, _ := w.slack.shown(second); len(copies) > 0 || len(w.slack.made("post")) != 1 {
			t.Error("another call began after the stop")
		}
		w.c = w.courier(w.store, w.slack)
		defer w.start()()
		w.settle()
		w.wantCard(first, 1)
		w.wantCard(second, 1)
	})
}

// TestStopWhileTheStoreIsAway gives the last mark ten seconds.
func TestStopWhileTheStoreIsAway(t *testing.T) {
	for _, c := range []struct {
		away   time.Duration
		copies int
	}{{8 * time.Second, 1}, {time.Minute, 2}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			stop := w.start()
			back := time.Now().Add(c.away)
			w.store.breaks(func(op string) error {
				if op == "update" && time.Now().Before(back) {
					return errStore
				}
				return nil
			})
			id := w.arrive(hot(1))
			synctest.Wait()
			began := time.Now()
			stop()
			if took := time.Since(began); took > 11*time.Second {
				t.Errorf("the stop took %v", took)
			}
			w.store.breaks(nil)
			w.c = w.courier(w.store, w.slack)
			defer w.start()()
			w.settle()
			w.wantCard(id, c.copies)
		})
	}
}

// TestStopBeforeACall ends the program during the wait for the channel.
func TestStopBeforeACall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.slack.gap = time.Minute
		stop := w.start()
		w.arrive(hot(1))
		pass(time.Second)
		w.arrive(hot(2))
		pass(time.Second)
		began := time.Now()
		stop()
		if took := time.Since(began); took != 0 || len(w.slack.made("post")) != 1 {
			t.Errorf("the stop took %v, %d calls", took, len(w.slack.made("post")))
		}
	})
}

// TestStopRightBeforeACall ends the program between the choice of a lead and
// the call.
func TestStopRightBeforeACall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		looks := 0
		w.store.breaks(func(op string) error {
			if op != "untold" {
				return nil
			}
			if looks++; looks == 2 {
				cancel()
			}
			return nil
		})
		w.arrive(hot(1))
		w.c.Run(ctx)
		if looks != 2 || len(w.slack.made("post")) > 0 {
			t.Errorf("%d looks, and %d calls began after the stop", looks, len(w.slack.made("post")))
		}
	})
}

// TestLater lets Slack ask for patience: nothing is repeated before, and
// nothing is parked.
func TestLater(t *testing.T) {
	story(t, func(w *world) {
		w.slack.answers(func(c call) answer {
			w.slack.answer = nil
			w.slack.next["post C1"] = time.Now().Add(30 * time.Second)
			return refused("ratelimited", webapi.Later)
		})
		id := w.arrive(hot(1))
		pass(29 * time.Second)
		if n := len(w.slack.made("post")); n != 1 {
			t.Errorf("%d calls within the pause that Slack asked for", n)
		}
		w.settle()
		w.wantCard(id, 1)
		if w.lead(id).Parked != nil {
			t.Error("parked for being asked for patience")
		}
	})
}
