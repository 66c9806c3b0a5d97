package courier_test

import (
	"testing"
	"time"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// TestAnAppThatMaySayNothingSaysSo takes the app's scope away and gives it back,
// with a lead to post and with a notice to send.
func TestAnAppThatMaySayNothingSaysSo(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(standard(1))
		w.settle()
		scopeless := func(call) answer { return refused("missing_scope", webapi.Park) }
		for what, does := range map[string]func(){
			"a card":   func() { w.arrive(hot(2)) },
			"a redraw": func() { w.change(id, func(l *sla.Lead) error { return l.Claim(ana, w.now(), cause(l)) }) },
			"a notice": func() { w.note(id, "demo request") },
		} {
			w.slack.answers(scopeless)
			does()
			pass(time.Second)
			if why := w.c.Barred(); why != "Slack's chat.postMessage: missing_scope" {
				t.Errorf("%s: it says %q", what, why)
			}
			w.slack.answers(nil)
			pass(5 * time.Minute)
			if why := w.c.Barred(); why != "" {
				t.Errorf("%s: it still says %q", what, why)
			}
		}
	})
}

// TestWhoIsNoCourierIsNotBarred takes the lease from a courier that is refused.
func TestWhoIsNoCourierIsNotBarred(t *testing.T) {
	story(t, func(w *world) {
		w.slack.answers(func(call) answer { return refused("token_revoked", webapi.Park) })
		w.arrive(hot(1))
		pass(time.Second)
		if w.c.Barred() == "" {
			t.Error("it does not say that it is barred")
		}
		w.lease.left.Store(0)
		if why := w.c.Barred(); why != "" {
			t.Errorf("it says %q, and another posts", why)
		}
	})
}

// TestALeadThatIsRefusedBarsNobody lets Slack refuse one lead, and a channel.
func TestALeadThatIsRefusedBarsNobody(t *testing.T) {
	for _, code := range []string{"invalid_blocks", "is_archived"} {
		story(t, func(w *world) {
			w.slack.answers(func(call) answer { return refused(code, webapi.Park) })
			w.arrive(hot(1))
			pass(time.Second)
			if why := w.c.Barred(); why != "" {
				t.Errorf("%s bars all: %q", code, why)
			}
		})
	}
}
