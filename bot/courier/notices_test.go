package courier_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"leadpact/bot/webapi"
	"leadpact/sla"
)

// heated is a lead that ana has claimed and that then comes back, hotter.
func heated(w *world) string {
	w.t.Helper()
	id := w.arrive(standard(1))
	w.settle()
	w.claim(id, ana)
	w.settle()
	w.note(id, "demo request")
	return id
}

// told are the calls that send something to a person.
func told(w *world, who sla.Actor) []call {
	var out []call
	for _, c := range w.slack.made("post") {
		if c.channel == who.ID {
			out = append(out, c)
		}
	}
	return out
}

// notice is the one that is for ana.
func (w *world) notice() sla.Notice {
	w.t.Helper()
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	i := slices.IndexFunc(w.store.notices, func(n sla.Notice) bool { return n.To == ana.ID })
	if i < 0 {
		w.t.Fatalf("none of %d notices is for ana", len(w.store.notices))
	}
	return w.store.notices[i]
}

func TestNoticeOnce(t *testing.T) {
	story(t, func(w *world) {
		id := heated(w)
		w.settle()
		pass(time.Hour)
		if got := told(w, ana); len(got) != 1 || !strings.Contains(got[0].text, "hot again") || !strings.Contains(got[0].text, w.slack.Permalink("C1", "1.000100")) {
			t.Errorf("ana was told %v", got)
		}
		if n := w.notice(); n.SentAt.IsZero() || n.Lead != id {
			t.Errorf("the notice: %+v", n)
		}
		w.wantCard(id, 1)
	})
}

// TestNoticeBeforeTheMark kills the process after the thread's line and before
// its mark: the line is repeated, the notice is not.
func TestNoticeBeforeTheMark(t *testing.T) {
	story(t, func(w *world) {
		id := heated(w)
		w.settle()
		w.change(id, func(l *sla.Lead) error { l.Told.Thread--; return nil })
		w.settle()
		if got := told(w, ana); len(got) != 1 {
			t.Errorf("ana was told %d times", len(got))
		}
	})
}

// TestNoticeOfAParkedLead has Slack refuse the lead's card, and its thread: the
// owner is told nevertheless.
func TestNoticeOfAParkedLead(t *testing.T) {
	for what, shown := range map[string]bool{"whose card was never shown": false, "whose card is shown": true} {
		t.Run(what, func(t *testing.T) {
			story(t, func(w *world) {
				refuses := func() {
					w.slack.answers(func(c call) answer {
						if c.channel == "C1" {
							return refused("is_archived", webapi.Park)
						}
						return answer{done: true}
					})
				}
				if !shown {
					refuses()
				}
				id := w.arrive(standard(1))
				w.claim(id, ana)
				pass(time.Second)
				refuses()
				w.note(id, "demo request")
				pass(time.Second)
				if w.lead(id).Parked == nil {
					t.Error("the lead is not parked")
				}
				got := told(w, ana)
				if len(got) != 1 || !strings.Contains(got[0].text, "hot again") || strings.Contains(got[0].text, "https://slack.test/") != shown {
					t.Errorf("ana was told %v", got)
				}
			})
		})
	}
}

// TestNoticeBesideManyCards lets a channel be slow: the owner is told at once.
func TestNoticeBesideManyCards(t *testing.T) {
	story(t, func(w *world) {
		id := w.arrive(standard(1))
		w.claim(id, ana)
		w.settle()
		w.slack.gap = time.Second
		for n := range 40 {
			w.arrive(hot(n + 2))
		}
		pass(2 * time.Second)
		came := time.Now()
		w.note(id, "demo request")
		pass(2 * time.Second)
		if got := told(w, ana); len(got) != 1 || got[0].at.Sub(came) > time.Second {
			t.Errorf("ana was told %v, after the wish of %s", got, came)
		}
	})
}

// TestNeedlessNotice changes the lead while the notice waits for its moment:
// the state is read again just before sending.
func TestNeedlessNotice(t *testing.T) {
	for reason, deed := range map[string]func(w *world) func(*sla.Lead) error{
		"the lead is closed": func(w *world) func(*sla.Lead) error {
			return func(l *sla.Lead) error { return l.Close(ana, sla.EndLost, "", w.now(), cause(l)) }
		},
		"the lead is no longer theirs": func(w *world) func(*sla.Lead) error {
			return func(l *sla.Lead) error { return l.Release(ana, w.now(), "", cause(l)) }
		},
	} {
		t.Run(reason, func(t *testing.T) {
			story(t, func(w *world) {
				w.slack.gap = time.Second
				w.slack.mu.Lock()
				w.slack.next = map[string]time.Time{"post " + ana.ID: time.Now().Add(time.Minute)}
				w.slack.mu.Unlock()
				id := heated(w)
				pass(10 * time.Second)
				w.change(id, deed(w))
				w.settle()
				if n := w.notice(); n.Dropped != reason || n.DroppedAt.IsZero() || len(told(w, ana)) > 0 {
					t.Errorf("the notice: %+v", n)
				}
			})
		})
	}
}

func TestNoticeOfALeadThatIsGone(t *testing.T) {
	story(t, func(w *world) {
		w.store.mu.Lock()
		w.store.notices = []sla.Notice{{Key: "k", Kind: sla.NoticeHotAgain, To: ana.ID, Lead: "0123456789ab", CreatedAt: w.now()}}
		w.store.mu.Unlock()
		w.settle()
		if n := w.notice(); n.Dropped != "the lead is gone" {
			t.Errorf("the notice: %+v", n)
		}
	})
}

// TestNoticeInTrouble keeps the first notice from being sent in each way that
// there is; the second is sent meanwhile, and the first in the end.
func TestNoticeInTrouble(t *testing.T) {
	for what, c := range map[string]struct {
		said   answer
		reason string
	}{
		"refused":    {refused("user_not_found", webapi.Park), "user_not_found"},
		"unanswered": {answer{err: cut.err}, "no answer"},
	} {
		t.Run(what, func(t *testing.T) {
			story(t, func(w *world) {
				w.slack.answers(func(made call) answer {
					if made.channel == ana.ID {
						return c.said
					}
					return answer{done: true}
				})
				heated(w)
				other := w.arrive(standard(2))
				w.claim(other, ben)
				w.note(other, "price request")
				pass(10 * time.Second)
				if n := w.notice(); n.Parked == nil || n.Parked.Reason != c.reason {
					t.Errorf("the first notice: %+v", n)
				}
				if len(told(w, ben)) != 1 {
					t.Error("the second notice was not sent")
				}
				w.slack.answers(nil)
				pass(time.Minute)
				if n := w.notice(); n.SentAt.IsZero() {
					t.Errorf("the first notice in the end: %+v", n)
				}
			})
		})
	}
}

func TestNoticeLater(t *testing.T) {
	story(t, func(w *world) {
		w.slack.gap = 10 * time.Second
		tries := 0
		w.slack.answers(func(c call) answer {
			if c.channel != ana.ID {
				return answer{done: true}
			}
			if tries++; tries < 4 {
				return refused("ratelimited", webapi.Later)
			}
			return answer{done: true}
		})
		heated(w)
		w.settle()
		if n := w.notice(); tries != 4 || n.Parked != nil || n.SentAt.IsZero() {
			t.Errorf("after %d tries: %+v", tries, n)
		}
	})
}

// TestSentNoticeIsKept keeps the store from saving that a notice was sent: it
// is not sent again.
func TestSentNoticeIsKept(t *testing.T) {
	story(t, func(w *world) {
		w.store.breaks(func(op string) error {
			if op == "save notice" {
				return errStore
			}
			return nil
		})
		heated(w)
		pass(time.Minute)
		w.store.breaks(nil)
		w.settle()
		if n := len(told(w, ana)); n != 1 {
			t.Errorf("ana was told %d times", n)
		}
	})
}

// TestStoreTrouble breaks every operation in turn: the courier goes on when the
// store is back.
func TestStoreTrouble(t *testing.T) {
	for _, broken := range []string{"get", "update", "untold", "untold redraws", "parked", "due notices", "save notice"} {
		t.Run(broken, func(t *testing.T) {
			story(t, func(w *world) {
				w.store.breaks(func(op string) error {
					if op == broken {
						return errStore
					}
					return nil
				})
				id := w.arrive(standard(1))
				w.claim(id, ana)
				w.note(id, "demo request")
				bad := w.arrive(standard(2))
				w.change(bad, func(l *sla.Lead) error { return l.Park("of old", w.now().Add(-time.Hour)) })
				pass(time.Minute)
				w.store.breaks(nil)
				pass(11 * time.Second)
				w.settle()
				w.wantCard(id, 1)
				w.wantCard(bad, 1)
				if n := len(told(w, ana)); n != 1 {
					t.Errorf("ana was told %d times", n)
				}
			})
		})
	}
}
