package invariant

import (
	"fmt"
	"slices"
	"time"

	"leadpact/sla"
)

// Broken is one promise that was broken.
type Broken struct {
	Promise int    // the design's number
	Lead    string // empty if it is not about one lead
	Says    string // what is wrong
}

// String says which promise was broken, and how.
func (b Broken) String() string {
	if b.Lead == "" {
		return fmt.Sprintf("promise %d (%s): %s", b.Promise, names[b.Promise], b.Says)
	}
	return fmt.Sprintf("promise %d (%s): lead %s %s", b.Promise, names[b.Promise], b.Lead, b.Says)
}

// names are the promises in a few words.
var names = map[int]string{
	1:  "one winner per claim",
	2:  "saved first, acknowledged second",
	3:  "events happen once",
	4:  "messages arrive, and only a kill or cut repeats one",
	5:  "the claim clock runs while nobody owns the lead",
	6:  "state is read again before sending",
	9:  "Slack's ceilings and the order are kept",
	11: "nothing is stranded",
	12: "every number follows from history",
	13: "bad input changes nothing, foreign text is harmless",
	14: "tokens and personal data stay inside",
}

// rules judge one promise each.
var rules = []struct {
	promise int
	judge   func(*court)
}{
	{1, judgeWinners},
	{2, judgeAcks},
	{3, judgeOnce},
	{4, judgeMessages},
	{5, judgeClaimClock},
	{6, judgeNotices},
	{9, judgeCeilings},
	{11, judgeStranded},
	{12, judgeNumbers},
	{13, judgeInput},
	{14, judgeSecrets},
}

// Check names every promise that the evidence shows to be broken, in the order
// of the promises; nothing if all were kept.
func Check(e Evidence) []Broken {
	c := newCourt(e)
	for _, r := range rules {
		c.promise = r.promise
		r.judge(c)
	}
	return c.broken
}

// court is the evidence, ordered so that rules can read it.
type court struct {
	Evidence
	byID    map[string]*sla.Lead
	lives   map[string][]standing  // by lead: how it stood after each event
	posts   []post                 // every message that was posted or tried
	about   map[subject][]*post    // the same, by what they are about
	drawn   map[string][]byte      // by message: what it was last made to show
	missed  map[string][]time.Time // by message: when Slack said that it is gone
	causes  map[cause][]*Click     // by what they cause
	moments map[string][]moment    // by lead: when its events were recorded, as far as clicks tell
	words   []Word                 // honest answers that no click has claimed yet
	lost    []*Click               // acked, and nothing came of them
	promise int                    // the one that is being judged
	broken  []Broken
}

func newCourt(e Evidence) *court {
	if e.Rate <= 0 {
		e.Rate = 1
	}
	c := &court{Evidence: e, byID: map[string]*sla.Lead{}, lives: map[string][]standing{}}
	for _, l := range e.Leads {
		c.byID[l.ID], c.lives[l.ID] = l, live(l)
	}
	c.posts = postsOf(e.Calls)
	c.about = map[subject][]*post{}
	for i := range c.posts {
		about := subject{c.posts[i].lead, c.posts[i].sort}
		c.about[about] = append(c.about[about], &c.posts[i])
	}
	c.drawn, c.missed = drawingsOf(e.Calls)
	c.hearClicks()
	return c
}

// finds notes that the promise was broken with a lead.
func (c *court) finds(lead, format string, args ...any) {
	c.broken = append(c.broken, Broken{c.promise, lead, fmt.Sprintf(format, args...)})
}

// last is how a lead stands after its whole history.
func (c *court) last(l *sla.Lead) standing { return c.lives[l.ID][len(l.History)] }

// count is how many events of the kinds a lead has.
func count(l *sla.Lead, kinds ...sla.Kind) int {
	n := 0
	for i := range l.History {
		if slices.Contains(kinds, l.History[i].Kind) {
			n++
		}
	}
	return n
}
