package courier_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

// TestACopyPostedByAnotherCourierStaysTheCard lets another process post a lead
// while this one, which was frozen, waits for Slack's answer: that copy stays
// the card, and ours points at it.
func TestACopyPostedByAnotherCourierStaysTheCard(t *testing.T) {
	story(t, func(w *world) {
		theirs := sla.Card{Channel: "C1", Message: "9000.000100"}
		w.slack.answers(func(c call) answer {
			if c.method == "post" {
				w.change(c.lead, func(l *sla.Lead) error {
					return l.Posted(theirs, len(l.History), w.now(), w.now(), "post:theirs")
				})
				w.slack.messages = append(w.slack.messages, &message{channel: "C1", ts: theirs.Message, lead: c.lead})
			}
			return answer{done: true}
		})
		id := w.arrive(hot(1))
		w.settle()
		pass(time.Minute)
		l := w.lead(id)
		if l.Card != theirs {
			t.Errorf("the card is %v, want %v", l.Card, theirs)
		}
		posted := 0
		for _, e := range l.History {
			if e.Kind == sla.Posted {
				posted++
			}
		}
		if n := len(w.slack.made("post")); posted != 1 || n != 1 {
			t.Errorf("%d posts in the history, %d made", posted, n)
		}
		if copies, _ := w.slack.shown(id); len(copies) != 2 || !pointsAt(copies[1], theirs.Message) {
			t.Errorf("our copy does not point at theirs: %v", copies)
		}
	})
}
