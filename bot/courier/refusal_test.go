package courier_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// only gives the answer to calls about one lead's card, and lets the others be
// well. A thread line names no lead; it is known by its channel's card.
func only(lead string, a answer) func(call) answer {
	return func(c call) answer {
		if c.lead == lead {
			return a
		}
		return answer{done: true}
	}
}

// TestRefusedIsParked lets Slack refuse one lead for a while: it is tried again
// after ever longer pauses, and never stands in the others' way.
func TestRefusedIsParked(t *testing.T) {
	story(t, func(w *world) {
		began := time.Now()
		bad := w.arrive(hot(1))
		w.slack.answers(only(bad, refused("is_archived", webapi.Park)))
		good := w.arrive(standard(2))
		w.settle()
		w.wantCard(good, 1)
		if l := w.lead(bad); l.Parked == nil || l.Parked.Reason != "is_archived" || l.Rank() != sla.RankNone {
			t.Fatalf("parked: %+v", l.Parked)
		}
		pass(15 * time.Minute)
		var tries []time.Duration
		for _, c := range w.slack.made("post") {
			if c.lead == bad {
				tries = append(tries, c.at.Sub(began).Truncate(time.Second))
			}
		}
		want := []time.Duration{0, 15 * time.Second, 45 * time.Second, 105 * time.Second, 225 * time.Second}
		if len(tries) < len(want)+2 || cmp.Diff(want, tries[:len(want)]) != "" {
			t.Errorf("tried after %v, want %v and then every five minutes", tries, want)
		}
		w.slack.answers(nil)
		pass(5 * time.Minute)
		w.wantCard(bad, 1)
		if w.lead(bad).Parked != nil {
			t.Error("still parked, though Slack took it")
		}
	})
}

// TestParkedByTheDomainsClock moves that clock: what is parked is tried at once.
func TestParkedByTheDomainsClock(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.slack.answers(only(id, refused("not_in_channel", webapi.Park)))
		w.settle()
		w.slack.answers(nil)
		w.ahead.Store(int64(time.Hour))
		w.c.Wake()
		w.settle()
		w.wantCard(id, 1)
	})
}

// TestManyParked lets Slack refuse everything for an hour: then all is shown.
func TestManyParked(t *testing.T) {
	story(t, func(w *world) {
		w.slack.answers(func(call) answer { return refused("is_archived", webapi.Park) })
		var ids []string
		for i := range 20 {
			ids = append(ids, w.arrive(standard(i)))
		}
		pass(time.Hour)
		w.slack.answers(nil)
		pass(6 * time.Minute)
		w.settle()
		for _, id := range ids {
			w.wantCard(id, 1)
		}
	})
}

// TestParkedRedraw claims a lead whose card may not be changed at the moment.
func TestParkedRedraw(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.slack.answers(func(c call) answer { return refused("edit_window_closed", webapi.Park) })
		w.claim(id, ana)
		w.settle()
		if l := w.lead(id); l.Parked == nil {
			t.Fatal("not parked")
		}
		w.note(id, "webinar") // its line waits with the rest
		w.settle()
		w.slack.answers(nil)
		pass(time.Minute)
		w.settle()
		w.wantCard(id, 1)
		if _, lines := w.slack.shown(id); len(lines) != 1 {
			t.Errorf("the thread says %v", lines)
		}
	})
}

// TestParkedWithNothingOwed takes a lead out of the parked ones that owes
// nothing any more.
func TestParkedWithNothingOwed(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.change(id, func(l *sla.Lead) error { return l.Park("of old", w.now()) })
		pass(20 * time.Second)
		if w.lead(id).Parked != nil || len(w.slack.made("update")) > 0 {
			t.Error("still parked, or shown once more for nothing")
		}
	})
}

// TestParkedLeadChangesDuringTheWait claims a parked lead while its thread's
// line waits for the channel: what it owes now waits for its own budget.
func TestParkedLeadChangesDuringTheWait(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = 20 * time.Second
		id := w.arrive(hot(1))
		w.settle()
		w.note(id, "webinar")
		w.change(id, func(l *sla.Lead) error { return l.Park("of old", w.now().Add(-time.Minute)) })
		pass(time.Second)
		free := time.Now().Add(time.Minute)
		w.slack.mu.Lock()
		w.slack.next["update"] = free
		w.slack.mu.Unlock()
		w.claim(id, ana)
		w.settle()
		w.wantCard(id, 1)
		if updates := w.slack.made("update"); len(updates) != 1 || updates[0].at.Before(free) {
			t.Errorf("changed at %v, want one change from %v on", updates, free)
		}
		if _, lines := w.slack.shown(id); len(lines) != 1 {
			t.Errorf("the thread says %v", lines)
		}
	})
}

// TestParkedOnce lets the store not say whether it has parked the lead: it does
// not count twice.
func TestParkedOnce(t *testing.T) {
	story(t, func(w *world) {
		w.store.unsure = []func(error){func(error) {}}
		w.slack.answers(func(call) answer { return refused("is_archived", webapi.Park) })
		id := w.arrive(hot(1))
		pass(5 * time.Second)
		if p := w.lead(id).Parked; p == nil || p.Tries != 1 {
			t.Errorf("parked: %+v", p)
		}
	})
}

// TestDeletedCard deletes the card from the channel: the next change of the
// lead posts it anew, at once.
func TestDeletedCard(t *testing.T) {
	for what, deed := range map[string]func(w *world, id string){
		"a change of the card":   func(w *world, id string) { w.claim(id, ana) },
		"a line for the thread":  func(w *world, id string) { w.note(id, "webinar") },
		"both within one moment": func(w *world, id string) { w.claim(id, ana); w.note(id, "webinar") },
	} {
		t.Run(what, func(t *testing.T) {
			story(t, func(w *world) {
				id := w.arrive(hot(1))
				w.settle()
				remove(w, id)
				deed(w, id)
				w.settle()
				w.wantCard(id, 2)
			})
		})
	}
}

// remove deletes every copy of a lead's card.
func remove(w *world, id string) {
	copies, _ := w.slack.shown(id)
	w.slack.mu.Lock()
	defer w.slack.mu.Unlock()
	for _, m := range copies {
		m.gone = true
	}
}

// TestCallsEveryCopyGone lets Slack say for ever that the thread's card is
// gone: the channel does not fill with copies.
func TestCallsEveryCopyGone(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.slack.answers(func(c call) answer {
			if c.thread != "" {
				return refused("thread_not_found", webapi.Anew)
			}
			return answer{done: true}
		})
		w.note(id, "webinar")
		pass(time.Minute)
		if copies, _ := w.slack.shown(id); len(copies) != 2 {
			t.Errorf("%d copies within a minute, want 2", len(copies))
		}
		if w.lead(id).Parked == nil {
			t.Error("the lead is not parked, so that nobody learns of it")
		}
		pass(3 * time.Hour)
		if copies, _ := w.slack.shown(id); len(copies) > 8 {
			t.Errorf("%d copies within three hours", len(copies))
		}
		w.slack.answers(nil)
		pass(6 * time.Minute)
		if _, lines := w.slack.shown(id); len(lines) != 1 {
			t.Errorf("the thread says %v", lines)
		}
	})
}

// TestDeletedAgainAndAgain deletes the card whenever it has been posted anew:
// it comes back each time, if not always at once.
func TestDeletedAgainAndAgain(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		for i := range 4 {
			remove(w, id)
			w.change(id, func(l *sla.Lead) error {
				if l.Owner == "" {
					return l.Claim(ana, w.now(), cause(l))
				}
				return l.Release(ana, w.now(), "", cause(l))
			})
			pass(time.Hour)
			w.settle()
			w.wantCard(id, i+2)
		}
	})
}

// TestLostAndPostedMeanwhile lets a change of the card fail because the copy is
// gone, after that copy has been replaced already: the new one is kept.
func TestLostAndPostedMeanwhile(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.slack.answers(func(c call) answer {
			if c.method == "update" {
				w.slack.answer = nil
				return refused("message_not_found", webapi.Anew)
			}
			return answer{done: true}
		})
		w.slack.mu.Lock()
		w.slack.takes = 5 * time.Second
		w.slack.mu.Unlock()
		w.claim(id, ana)
		pass(time.Second)
		another := sla.Card{Channel: "C1", Message: "99.000100"}
		w.change(id, func(l *sla.Lead) error {
			return l.Posted(another, len(l.History), w.now(), w.now(), "post:elsewhere")
		})
		w.settle()
		if l := w.lead(id); l.Card != another || len(w.slack.made("post")) != 1 {
			t.Errorf("the lead's card is %v after %d posts", l.Card, len(w.slack.made("post")))
		}
	})
}

// TestRedrawOfAnOlderCopy lets another copy be posted while the former is being
// changed: that the new one shows less is not forgotten.
func TestRedrawOfAnOlderCopy(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.slack.mu.Lock()
		w.slack.takes = 5 * time.Second
		w.slack.messages = append(w.slack.messages, &message{channel: "C1", ts: "99.000100", lead: id})
		w.slack.mu.Unlock()
		w.claim(id, ana)
		pass(time.Second)
		w.change(id, func(l *sla.Lead) error {
			return l.Posted(sla.Card{Channel: "C1", Message: "99.000100"}, 1, w.now(), w.now(), "post:elsewhere")
		})
		w.settle()
		w.wantCard(id, 2)
	})
}

// TestCannotBeDrawn has a lead whose message makes our own code fail: it is
// parked, and the others go on.
func TestCannotBeDrawn(t *testing.T) {
	story(t, func(w *world) {
		bad, good := w.arrive(hot(1)), w.arrive(standard(2))
		w.settle()
		w.change(bad, func(l *sla.Lead) error {
			if err := l.Note(&sla.Arrival{Cause: "broken", Details: sla.Details{Action: "webinar"}}, w.now(), nil); err != nil {
				return err
			}
			l.History[len(l.History)-1].Brought = nil // as no code of ours writes it
			return nil
		})
		w.settle()
		if p := w.lead(bad).Parked; p == nil || p.Reason != "cannot be drawn" {
			t.Errorf("parked: %+v", p)
		}
		w.note(good, "webinar")
		w.settle()
		if _, lines := w.slack.shown(good); len(lines) != 1 {
			t.Errorf("the other lead's thread says %v", lines)
		}
	})
}
