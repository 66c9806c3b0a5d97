package courier_test

import (
	"strings"
	"testing"
	"time"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// back lets a lead that was closed go on.
func (w *world) back(id string) {
	w.t.Helper()
	w.change(id, func(l *sla.Lead) error { return l.Close(ana, sla.EndLost, "", w.now(), cause(l)) })
	w.settle()
	w.change(id, func(l *sla.Lead) error {
		return l.Reopen(&sla.Arrival{Cause: cause(l), Details: sla.Details{Action: "demo request"}}, w.now())
	})
	w.settle()
}

// pointsAt reports whether a copy says where the card is now.
func pointsAt(m *message, ts string) bool {
	return strings.Contains(m.text, "out of date") && strings.Contains(m.text, "/C1/"+ts)
}

// TestBackIsPostedAnew reopens a lead: there is a new card, the old one points
// at it, and the thread goes on below the new one.
func TestBackIsPostedAnew(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		visible := w.lead(id).VisibleAt
		pass(time.Hour)
		w.back(id)
		w.wantCard(id, 2)
		copies, lines := w.slack.shown(id)
		if !pointsAt(copies[0], copies[1].ts) {
			t.Errorf("the older copy says %q", copies[0].text)
		}
		posts := w.slack.made("post")
		if last := posts[len(posts)-1]; len(lines) != 1 || last.thread != copies[1].ts {
			t.Errorf("the threads say %v, the last below %s", lines, last.thread)
		}
		if l := w.lead(id); !l.VisibleAt.Equal(visible) {
			t.Errorf("it became visible at %s, want %s", l.VisibleAt, visible)
		}
	})
}

// TestHotAgainIsPostedAnewUnlessOwned posts a lead anew that nobody owns; an
// owner hears of it privately.
func TestHotAgainIsPostedAnewUnlessOwned(t *testing.T) {
	story(t, func(w *world) {
		free, owned := w.arrive(standard(1)), w.arrive(standard(2))
		w.settle()
		w.claim(owned, ana)
		w.note(free, "demo request")
		w.note(owned, "demo request")
		w.settle()
		w.wantCard(free, 2)
		w.wantCard(owned, 1)
	})
}

// TestPointerRefused lets Slack refuse the pointer in every way: the lead is
// not parked, and its card is kept.
func TestPointerRefused(t *testing.T) {
	for _, a := range []answer{
		refused("edit_window_closed", webapi.Park), refused("message_not_found", webapi.Anew), {err: cut.err},
	} {
		story(t, func(w *world) {
			id := w.arrive(hot(1))
			w.settle()
			w.slack.answers(func(c call) answer {
				if strings.Contains(c.text, "out of date") {
					return a
				}
				return answer{done: true}
			})
			w.back(id)
			w.wantCard(id, 2)
			if l := w.lead(id); l.Parked != nil || l.NextTelling() != sla.TellNothing {
				t.Errorf("it owes %q, parked: %+v", l.NextTelling(), l.Parked)
			}
		})
	}
}

// TestPointerWaitsWhenAskedTo makes the pointer after all once Slack allows it.
func TestPointerWaitsWhenAskedTo(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.slack.answers(func(c call) answer {
			if strings.Contains(c.text, "out of date") {
				w.slack.answer = nil
				return refused("ratelimited", webapi.Later)
			}
			return answer{done: true}
		})
		w.back(id)
		if copies, _ := w.slack.shown(id); len(copies) != 2 || !pointsAt(copies[0], copies[1].ts) {
			t.Error("the older copy does not point at the new one")
		}
	})
}
