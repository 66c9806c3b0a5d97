package sla_test

import (
	"errors"
	"fmt"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

// world is one lead, at which people, sources and the courier act at random.
// It keeps its own books of what the channel has been shown.
type world struct {
	lead   *sla.Lead
	now    time.Time
	n      int
	causes []string
	card   int          // events that the copy of the card that is kept up to date shows
	thread map[int]bool // events that the thread tells
	drawn  int          // events of the drawing that is under way
}

func newWorld(t *rapid.T) *world {
	a := rapid.SampledFrom([]*sla.Arrival{mara("d#0"), ola("d#0"), {Cause: "d#0", ExternalID: "hubspot:1"}}).Draw(t, "who")
	return &world{lead: fresh(a), now: monday, causes: []string{"d#0"}, thread: map[int]bool{}}
}

// cause is usually new, at times one that was used before.
func (w *world) cause(t *rapid.T) string {
	if rapid.IntRange(0, 4).Draw(t, "redelivered") == 0 {
		return rapid.SampledFrom(w.causes).Draw(t, "cause")
	}
	w.n++
	w.causes = append(w.causes, fmt.Sprint("cause ", w.n))
	return w.causes[len(w.causes)-1]
}

// act lets something happen; a refusal must change nothing.
func (w *world) act(t *rapid.T) {
	w.now = w.now.Add(time.Duration(rapid.Int64Range(0, int64(5*minute)).Draw(t, "later")))
	cause := w.cause(t)
	actor := rapid.SampledFrom([]sla.Actor{ana, ben, visitor, system}).Draw(t, "actor")
	before := clone(w.lead)
	known := w.lead.Caused(cause)
	err := w.try(t, actor, cause)
	if err == nil {
		if known || len(w.lead.History) != len(before.History)+1 {
			t.Fatalf("%q was done, known before: %v", cause, known)
		}
		return
	}
	if errors.Is(err, sla.ErrNoChange) != known || !known && sla.RefusalOf(err) == nil {
		t.Fatalf("%q gives %v, known before: %v", cause, err, known)
	}
	wantEqual(t, "refused, the lead", w.lead, before)
}

func (w *world) try(t *rapid.T, actor sla.Actor, cause string) error {
	who := rapid.SampledFrom([]func(string) *sla.Arrival{mara, ola}).Draw(t, "arrival")
	switch rapid.SampledFrom([]string{"claim", "claim", "release", "note", "note", "close", "reopen"}).Draw(t, "deed") {
	case "claim":
		return w.lead.Claim(actor, w.now, cause)
	case "release":
		return w.lead.Release(actor, w.now, rapid.SampledFrom([]string{"", "On holiday."}).Draw(t, "word"), cause)
	case "note":
		var also []string
		if rapid.Bool().Draw(t, "in doubt") {
			also = []string{id(9)}
		}
		return w.lead.Note(who(cause), w.now, also)
	case "close":
		end := rapid.SampledFrom([]sla.End{sla.EndWon, sla.EndLost, sla.EndReturned, sla.EndVoid, "", "sold"}).Draw(t, "end")
		return w.lead.Close(actor, end, "", w.now, cause)
	default:
		return w.lead.Reopen(who(cause), w.now)
	}
}

// draw begins to draw the card; finish marks it. Other things may happen between.
func (w *world) draw() { w.drawn = len(w.lead.History) }

// post marks the drawing as posted anew.
func (w *world) post(t *rapid.T) {
	w.n++
	cause := fmt.Sprint("post:", w.n)
	if err := w.lead.Posted(sla.Card{Channel: "C1", Message: fmt.Sprint(w.n)}, w.drawn, w.now, w.now, cause); err != nil {
		t.Fatal(err)
	}
	w.card = w.drawn
}

// tell does what the lead owes next, as the courier would.
func (w *world) tell(t *rapid.T) sla.Telling {
	next := w.lead.NextTelling()
	switch next {
	case sla.TellPost:
		w.draw()
		w.post(t)
	case sla.TellRedraw:
		w.draw()
		w.redrawn(t)
	case sla.TellThread:
		i := w.lead.NextThreadEvent()
		if w.thread[i] {
			t.Fatalf("the thread is told event %d twice", i)
		}
		w.thread[i] = true
		if err := w.lead.Threaded(i + 1); err != nil {
			t.Fatal(err)
		}
	}
	return next
}

func (w *world) redrawn(t *rapid.T) {
	if err := w.lead.Redrawn(w.drawn); err != nil {
		t.Fatal(err)
	}
	w.card = max(w.card, w.drawn)
}
