package courier_test

import (
	"testing"
	"time"

	"leadpact/sla"
)

// overtaken has a courier that was frozen while it redrew a claimed card send
// its drawing after all: by then the lead was given back, and another courier
// has done what meanwhile says.
func overtaken(t *testing.T, gets answer, meanwhile func(w *world, id string), then func(w *world, id string)) {
	t.Helper()
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		first := true
		w.slack.answers(func(c call) answer {
			if c.method != "update" || !first {
				return answer{done: true}
			}
			first = false
			w.change(id, func(l *sla.Lead) error { return l.Release(ana, w.now(), "", cause(l)) })
			meanwhile(w, id)
			return gets
		})
		w.claim(id, ana)
		pass(time.Minute)
		if first {
			t.Fatal("nothing was redrawn")
		}
		then(w, id)
	})
}

func theyRedraw(w *world, id string) {
	w.change(id, func(l *sla.Lead) error { return l.Redrawn(len(l.History)) })
}

// TestAnOldDrawingIsDrawnOver sends an old drawing over another courier's newer
// one: the card is redrawn once more, be it that ours got no answer.
func TestAnOldDrawingIsDrawnOver(t *testing.T) {
	for name, gets := range map[string]answer{"answered": {done: true}, "no answer": cut} {
		t.Run(name, func(t *testing.T) {
			overtaken(t, gets, theyRedraw, func(w *world, id string) {
				w.wantCard(id, 1)
				if n := len(w.slack.made("update")); n != 2 {
					t.Errorf("%d redraws, want the old one and one more", n)
				}
			})
		})
	}
}

// TestAnOldDrawingOverAPointerIsOneNoLonger sends an old drawing to a copy that
// another courier has made a pointer.
func TestAnOldDrawingOverAPointerIsOneNoLonger(t *testing.T) {
	theirs := sla.Card{Channel: "C1", Message: "9000.000100"}
	overtaken(t, answer{done: true}, func(w *world, id string) {
		w.change(id, func(l *sla.Lead) error {
			return l.Posted(theirs, len(l.History), w.now(), w.now(), "post:theirs")
		})
		w.slack.messages = append(w.slack.messages, &message{channel: "C1", ts: theirs.Message, lead: id})
	}, func(w *world, id string) {
		if copies, _ := w.slack.shown(id); w.lead(id).Card != theirs || !pointsAt(copies[0], theirs.Message) {
			t.Errorf("the card is %v, and our copy says %q", w.lead(id).Card, copies[0].text)
		}
	})
}

// TestAnOldDrawingMarkedBeforeOursIsDrawnOver has another courier, back from a
// frost, draw over our card, and mark it before we mark ours.
func TestAnOldDrawingMarkedBeforeOursIsDrawnOver(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(hot(1))
		w.settle()
		w.claim(id, ana)
		old := w.lead(id)
		w.change(id, func(l *sla.Lead) error { return l.Release(ana, w.now(), "", cause(l)) })
		first := true
		w.store.breaks(func(op string) error {
			if op != "update" || !first {
				return nil
			}
			first = false
			w.slack.mu.Lock()
			w.slack.messages[0].drawn = "the older drawing"
			w.slack.mu.Unlock()
			_, err := w.store.change(id, func(l *sla.Lead) error { return l.Redrawn(len(old.History)) })
			return err
		})
		w.c.Wake()
		pass(time.Minute)
		w.wantCard(id, 1)
	})
}
