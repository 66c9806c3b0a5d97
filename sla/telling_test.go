package sla_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

// TestNothingThatHappenedStaysUntold lets people, sources and the courier act
// at random, with drawings that are overtaken by events before they are marked.
func TestNothingThatHappenedStaysUntold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t)
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 9).Draw(t, "step") {
			case 0, 1:
				w.tell(t)
			case 2, 3:
				w.overtaken(t)
			case 4:
				if w.lead.LoseCard() == nil {
					w.card = 0
				}
			default:
				w.act(t)
			}
			w.checkMarks(t)
		}
		for n := 0; w.tell(t) != sla.TellNothing; n++ {
			if n > 2*len(w.lead.History)+2 {
				t.Fatal("telling never ends")
			}
		}
		if w.lead.Rank() != sla.RankNone {
			t.Fatalf("fully told it has the rank %d", w.lead.Rank())
		}
		w.checkAllTold(t)
	})
}

// overtaken draws the card, lets things happen, and only then marks it.
func (w *world) overtaken(t *rapid.T) {
	w.draw()
	for range rapid.IntRange(0, 3).Draw(t, "meanwhile") {
		w.act(t)
	}
	if w.lead.Card.Message == "" || rapid.IntRange(0, 3).Draw(t, "anew") == 0 {
		w.post(t)
	} else {
		w.redrawn(t)
	}
}

func (w *world) checkMarks(t *rapid.T) {
	l := w.lead
	if owes := l.NextTelling() != sla.TellNothing; owes == l.OwedSince().IsZero() {
		t.Fatalf("it owes %q, since %v", l.NextTelling(), l.OwedSince())
	}
	if n := len(l.History); l.Told.Card < 0 || l.Told.Card > n || l.Told.Thread < 0 || l.Told.Thread > n {
		t.Fatalf("the marks %+v lie outside the history of %d", l.Told, n)
	}
	for i, e := range l.History {
		if i < l.Told.Card && i >= w.card && l.Card.Message != "" && changesCard(e) {
			t.Fatalf("event %d, %s, counts as shown; the card was drawn with %d events", i, e.Kind, w.card)
		}
		if i < l.Told.Thread && changesThread(e) && !w.thread[i] {
			t.Fatalf("event %d, %s, counts as told in the thread", i, e.Kind)
		}
	}
}

func (w *world) checkAllTold(t *rapid.T) {
	if i := lastComeback(w.lead); i >= 0 && !slices.ContainsFunc(w.lead.History[i:], isPosted) {
		t.Fatalf("event %d, %s, brought the lead back, and no card was posted since", i, w.lead.History[i].Kind)
	}
	for i, e := range w.lead.History {
		if changesCard(e) && i >= w.card {
			t.Fatalf("event %d, %s, is not on the card, drawn with %d events", i, e.Kind, w.card)
		}
		if changesThread(e) != w.thread[i] {
			t.Fatalf("event %d, %s, told in the thread: %v", i, e.Kind, w.thread[i])
		}
	}
}

func isPosted(e sla.Event) bool { return e.Kind == sla.Posted }

// lastComeback is the number of the last event by which the lead came back to
// everybody, or -1: it went on after its end, or became more urgent while nobody
// owned it.
func lastComeback(l *sla.Lead) int {
	last := -1
	for i, e := range l.History {
		until := *l
		until.History = l.History[:i]
		if e.Kind == sla.Reopened || e.Kind == sla.HotAgain && until.Refold().State == sla.StateNew {
			last = i
		}
	}
	return last
}

// changesCard and changesThread say in the test's own words what must be told.
func changesCard(e sla.Event) bool {
	return e.Kind != sla.Posted && (e.Kind != sla.Noted || e.Learnt)
}

func changesThread(e sla.Event) bool {
	return e.Kind == sla.Noted || e.Kind == sla.HotAgain || e.Kind == sla.Reopened || e.Kind == sla.Released
}

func TestWhatALeadOwesNext(t *testing.T) {
	l := fresh(mara("d#0"))
	owes := func(want sla.Telling, rank sla.Rank) {
		t.Helper()
		if l.NextTelling() != want || l.Rank() != rank {
			t.Errorf("it owes %q at rank %d, want %q at %d", l.NextTelling(), l.Rank(), want, rank)
		}
	}
	owes(sla.TellPost, sla.RankHot)
	must(t, l.Posted(card, 1, monday, monday, "p1"))
	owes(sla.TellNothing, sla.RankNone)
	must(t, l.Note(ola("n1"), monday, nil))
	owes(sla.TellThread, sla.RankThread)
	must(t, l.Claim(ana, monday, "c1"))
	owes(sla.TellRedraw, sla.RankRedraw)
	must(t, l.Redrawn(len(l.History)))
	owes(sla.TellThread, sla.RankThread)
	if i := l.NextThreadEvent(); l.History[i].Kind != sla.Noted {
		t.Errorf("the thread is to tell event %d", i)
	}
	must(t, l.Threaded(l.NextThreadEvent()+1))
	owes(sla.TellNothing, sla.RankNone)
	if i := l.NextThreadEvent(); i != -1 {
		t.Errorf("the thread is to tell event %d", i)
	}
}

// TestALeadThatIsBackIsPostedAnew: nobody is told of a change to an old card.
func TestALeadThatIsBackIsPostedAnew(t *testing.T) {
	standard := func(t *testing.T) *sla.Lead {
		t.Helper()
		l := fresh(ola("d#0"))
		must(t, l.Posted(card, 1, monday, monday, "p1"))
		return l
	}
	for _, c := range []struct {
		what   string
		happen func(t *testing.T, l *sla.Lead)
		owes   sla.Telling
		rank   sla.Rank
	}{
		{"reopened", func(t *testing.T, l *sla.Lead) {
			t.Helper()
			must(t, l.Close(ana, sla.EndLost, "", monday, "x1"))
			must(t, l.Reopen(ola("d#1"), monday.Add(day)))
		}, sla.TellPost, sla.RankCard},
		{"reopened and taken", func(t *testing.T, l *sla.Lead) {
			t.Helper()
			must(t, l.Close(ana, sla.EndLost, "", monday, "x1"))
			must(t, l.Reopen(ola("d#1"), monday.Add(day)))
			must(t, l.Claim(ana, monday.Add(day), "c1"))
		}, sla.TellPost, sla.RankCard},
		{"hot again", func(t *testing.T, l *sla.Lead) {
			t.Helper()
			must(t, l.Note(mara("d#1"), monday, nil))
		}, sla.TellPost, sla.RankHot},
		{"hot again under an owner, and released", func(t *testing.T, l *sla.Lead) {
			t.Helper()
			must(t, l.Claim(ana, monday, "c1"))
			must(t, l.Note(mara("d#1"), monday, nil))
			must(t, l.Release(ana, monday.Add(hour), "", "r1"))
		}, sla.TellRedraw, sla.RankRedraw},
		{"released, then hot again", func(t *testing.T, l *sla.Lead) {
			t.Helper()
			must(t, l.Claim(ana, monday, "c1"))
			must(t, l.Release(ana, monday.Add(hour), "", "r1"))
			must(t, l.Note(mara("d#1"), monday.Add(hour), nil))
		}, sla.TellPost, sla.RankHot},
	} {
		t.Run(c.what, func(t *testing.T) {
			l := standard(t)
			c.happen(t, l)
			if l.NextTelling() != c.owes || l.Rank() != c.rank {
				t.Fatalf("it owes %q at rank %d, want %q at %d", l.NextTelling(), l.Rank(), c.owes, c.rank)
			}
			if c.owes != sla.TellPost {
				return
			}
			must(t, l.Posted(newCard, len(l.History), monday.Add(2*day), monday.Add(2*day), "p2"))
			if l.NextTelling() != sla.TellThread || l.Card != newCard || !l.VisibleAt.Equal(monday) {
				t.Errorf("posted anew as %v, visible since %s, it owes %q", l.Card, l.VisibleAt, l.NextTelling())
			}
		})
	}
}

// TestALeadThatIsBackOwesSinceThen: the channel is not behind by its whole age.
func TestALeadThatIsBackOwesSinceThen(t *testing.T) {
	l := shown(t)
	must(t, l.Close(ana, sla.EndLost, "", monday.Add(hour), "x1"))
	must(t, l.Redrawn(len(l.History)))
	must(t, l.Reopen(mara("d#1"), monday.Add(day)))
	if since := l.OwedSince(); l.NextTelling() != sla.TellPost || !since.Equal(monday.Add(day)) {
		t.Errorf("it owes %q since %s", l.NextTelling(), since)
	}
}

func TestANoteThatFillsTheCardIsDrawn(t *testing.T) {
	l := fresh(&sla.Arrival{Cause: "d#0", ExternalID: "hubspot:123"})
	must(t, l.Posted(card, 1, monday, monday, "p1"))
	must(t, l.Note(ola("n1"), monday, nil))
	if l.NextTelling() != sla.TellRedraw {
		t.Errorf("the card still says hubspot:123, and the lead owes %q", l.NextTelling())
	}
}

func TestRanks(t *testing.T) {
	hot, other := fresh(mara("d#0")), fresh(ola("d#0"))
	if hot.Rank() != sla.RankHot || other.Rank() != sla.RankCard {
		t.Errorf("a hot card has the rank %d, another %d", hot.Rank(), other.Rank())
	}
	must(t, hot.Park("is_archived", monday))
	if hot.Rank() != sla.RankNone {
		t.Errorf("a parked lead has the rank %d", hot.Rank())
	}
	taken := fresh(mara("d#0"))
	must(t, taken.Claim(ana, monday, "c1"))
	if taken.Rank() != sla.RankCard {
		t.Errorf("a hot card of a lead that is taken has the rank %d", taken.Rank())
	}
	if !slices.IsSorted([]sla.Rank{sla.RankNone, sla.RankHot, sla.RankCard, sla.RankRedraw, sla.RankThread}) {
		t.Error("the ranks are out of order")
	}
}

func TestOwedSince(t *testing.T) {
	l := fresh(mara("d#0"))
	now := monday
	wantSince := func(what string, want time.Time) {
		t.Helper()
		if got := l.OwedSince(); !got.Equal(want) {
			t.Errorf("%s: something is owed since %v, want %v", what, got, want)
		}
	}
	later := func() time.Time { now = now.Add(time.Minute); return now }
	wantSince("a card that was never shown", monday)
	must(t, l.Posted(card, 1, later(), now, "p1"))
	wantSince("a card that is shown", time.Time{})
	noted := later()
	must(t, l.Note(ola("n1"), noted, nil))
	wantSince("a thread", noted)
	claimed := later()
	must(t, l.Claim(ana, claimed, "c1"))
	wantSince("a thread and, later, a card", noted)
	must(t, l.Threaded(l.NextThreadEvent()+1))
	wantSince("a card that shows too little", claimed)
	must(t, l.Redrawn(len(l.History)))
	wantSince("all told", time.Time{})
	must(t, l.LoseCard())
	wantSince("a card that was lost", monday)
}
