package courier_test

import (
	"testing"
	"time"

	"leadpact/bot/webapi"
)

// wantErrors checks how many errors have been logged since the last look.
func (w *world) wantErrors(want int64, when string) {
	w.t.Helper()
	if got := w.log.Swap(0); got != want {
		w.t.Errorf("%s: %d errors were logged, want %d", when, got, want)
	}
}

// TestAChannelThatRefusesIsLoggedOnce lets Slack refuse many leads for hours,
// work, and refuse again.
func TestAChannelThatRefusesIsLoggedOnce(t *testing.T) {
	story(t, func(w *world) {
		archived := func(call) answer { return refused("is_archived", webapi.Park) }
		w.slack.answers(archived)
		for i := range 20 {
			w.arrive(standard(i))
		}
		pass(3 * time.Hour)
		w.wantErrors(1, "refused")
		w.slack.answers(func(call) answer { return refused("not_in_channel", webapi.Park) })
		pass(time.Hour)
		w.wantErrors(1, "refused in another word")
		w.slack.answers(nil)
		pass(time.Hour)
		w.settle()
		w.wantErrors(0, "working")
		w.slack.answers(archived)
		w.arrive(standard(20))
		pass(time.Hour)
		w.wantErrors(1, "refused once more")
	})
}

// TestALeadThatIsRefusedIsLoggedOnce lets the channel work for all others.
func TestALeadThatIsRefusedIsLoggedOnce(t *testing.T) {
	story(t, func(w *world) {
		w.slack.answers(only("000000000001", refused("invalid_blocks", webapi.Park)))
		for i := range 10 {
			w.arrive(standard(i))
			pass(10 * time.Minute)
		}
		w.wantErrors(1, "one lead is refused")
	})
}

// TestANoticeThatIsRefusedIsLoggedOnce refuses the private notices alone.
func TestANoticeThatIsRefusedIsLoggedOnce(t *testing.T) {
	story(t, func(w *world) {
		w.slack.answers(func(c call) answer {
			if c.channel == ana.ID {
				return refused("user_disabled", webapi.Park)
			}
			return answer{done: true}
		})
		for i := range 3 {
			id := w.arrive(standard(i))
			w.claim(id, ana)
			w.note(id, "demo request")
		}
		pass(3 * time.Hour)
		w.wantErrors(1, "notices refused")
	})
}
