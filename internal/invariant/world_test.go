package invariant_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

// world is a run in which everything is right: people, sources and a courier
// act at random, and all that they leave behind is written down.
type world struct {
	*rapid.T
	now   time.Time // of both clocks
	n     int
	leads []*sla.Lead
	e     invariant.Evidence
	shown map[string]*invariant.Message
	due   []sla.Notice
}

var monday = time.Date(2026, 3, 2, 9, 15, 0, 0, time.UTC)

const channel = "C0SALES"

// aRightWorld lives for a while, then comes to rest.
func aRightWorld(t *rapid.T) *world {
	w := &world{T: t, now: monday, shown: map[string]*invariant.Message{}}
	w.e.Notices, w.e.Guests = []sla.Notice{}, []string{"U9GUEST"}
	w.joins()
	w.joins()
	deeds := []func(){
		w.arrives, w.comesAgain, w.comesAgain, w.clicks, w.clicks, w.clicks, w.clicks, w.closes,
		w.tells, w.tells, w.tells, w.tells, w.sendsNotice,
	}
	for range rapid.IntRange(30, 70).Draw(t, "deeds") {
		w.passes(time.Duration(rapid.Int64Range(0, int64(90*time.Second)).Draw(t, "pause")))
		rapid.SampledFrom(deeds).Draw(t, "deed")()
	}
	w.comesToRest()
	return w
}

func (w *world) passes(d time.Duration) { w.now = w.now.Add(d) }

func (w *world) no() int { w.n++; return w.n }

// arrives brings somebody new, or refuses them.
func (w *world) arrives() {
	if rapid.IntRange(0, 9).Draw(w.T, "refused") == 0 {
		w.e.Deliveries = append(w.e.Deliveries, invariant.Delivery{Key: fmt.Sprintf("key-%d", w.no()), Status: 400})
		return
	}
	w.joins()
}

func (w *world) joins() {
	key := fmt.Sprintf("key-%d", w.no())
	a := &sla.Arrival{Cause: "api:" + key + "#0", Named: true, ExternalID: fmt.Sprintf("crm:%d", w.n), Details: sla.Details{
		Name: fmt.Sprintf("Mara %d", w.n), Email: fmt.Sprintf("mara.%d@kessel.example", w.n), Phone: "+49 30 555",
		Action: rapid.SampledFrom([]string{"demo request", "white paper", "white paper"}).Draw(w.T, "action"),
	}}
	l := sla.NewLead(sla.FormatID(sla.IDAt(w.now, uint32(w.n))), a, w.now, nil)
	w.leads = append(w.leads, l)
	w.acknowledged(key, l, sla.OutcomeCreated)
}

func (w *world) acknowledged(key string, l *sla.Lead, o sla.Outcome) {
	w.e.Deliveries = append(w.e.Deliveries, invariant.Delivery{
		Key: key, Status: 200, Receipts: []invariant.Receipt{{Lead: l.ID, Outcome: o}},
	})
}

func (w *world) someLead() *sla.Lead { return rapid.SampledFrom(w.leads).Draw(w.T, "lead") }

// comesAgain has somebody delivered once more, at times with a hotter wish.
func (w *world) comesAgain() {
	l, key := w.someLead(), fmt.Sprintf("key-%d", w.no())
	a := &sla.Arrival{Cause: "api:" + key + "#0", Named: true, ExternalID: l.ExternalIDs[0], Details: sla.Details{
		Email: l.Email, Campaign: fmt.Sprintf("campaign %d", w.n),
		Action: rapid.SampledFrom([]string{"demo request", "webinar"}).Draw(w.T, "action"),
	}}
	before, o := len(l.History), sla.OutcomeNoted
	var err error
	if l.Open() {
		err = l.Note(a, w.now, nil)
	} else {
		err, o = l.Reopen(a, w.now), sla.OutcomeReopened
	}
	w.must(err)
	w.due = append(w.due, l.Notices(before)...)
	w.acknowledged(key, l, o)
}

func (w *world) must(err error) {
	if err != nil {
		w.Fatal(err)
	}
}

// clicks has somebody claim or hand back a lead; what is refused is answered,
// too.
func (w *world) clicks() {
	l := w.someLead()
	who := rapid.SampledFrom([]string{"U1ANA", "U2BEN", "U9GUEST"}).Draw(w.T, "who")
	k := invariant.Click{Lead: l.ID, Who: who, Does: invariant.Claim, Sent: w.now, Took: 20 * time.Millisecond}
	actor, cause := sla.Actor{ID: who, Guest: who == "U9GUEST"}, fmt.Sprintf("click:%d", w.no())
	w.passes(10 * time.Millisecond)
	var err error
	if l.Owner != "" && rapid.Bool().Draw(w.T, "release") {
		k.Does = invariant.Release
		err = l.Release(actor, w.now, w.word(), cause)
	} else {
		err = l.Claim(actor, w.now, cause)
	}
	if err != nil && sla.RefusalOf(err) == nil {
		w.Fatal(err)
	}
	w.passes(15 * time.Millisecond)
	k.Acked, k.Cause = w.now, cause
	w.e.Clicks = append(w.e.Clicks, k)
}

// word is what somebody leaves for whoever takes a lead next, if anything.
func (w *world) word() string {
	return rapid.SampledFrom([]string{"", "She asked for <b> & a call.", "> *Later* \u202ethan May"}).Draw(w.T, "word")
}

func (w *world) closes() {
	l := w.someLead()
	end := rapid.SampledFrom([]sla.End{sla.EndLost, sla.EndReturned}).Draw(w.T, "end")
	if err := l.Close(sla.Actor{ID: "U1ANA"}, end, "", w.now, fmt.Sprintf("close:%d", w.no())); err != nil && sla.RefusalOf(err) == nil {
		w.Fatal(err)
	}
}

// comesToRest lets the courier do all that is owed, and writes down what is
// kept.
func (w *world) comesToRest() {
	for w.tell(false) {
	}
	for len(w.due) > 0 {
		w.sendsNotice()
	}
	for _, l := range w.leads {
		stored := copied(l)
		w.e.Leads = append(w.e.Leads, stored)
		w.e.Facts = append(w.e.Facts, stored.Facts())
	}
	for _, m := range w.shown {
		w.e.Shown = append(w.e.Shown, *m)
	}
	slices.SortFunc(w.e.Shown, func(a, b invariant.Message) int { return strings.Compare(a.ID, b.ID) })
	w.e.Quiet, w.e.Rate = true, 1
}

// copied is a lead as a store would give it back.
func copied(l *sla.Lead) *sla.Lead {
	doc, err := json.Marshal(l)
	out := new(sla.Lead)
	if err = errors.Join(err, json.Unmarshal(doc, out)); err != nil {
		panic(err)
	}
	return out
}
