package invariant_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tidwall/gjson"
	"pgregory.net/rapid"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

// mutation breaks a world in one way; it returns false where the world has
// nothing of the kind to break.
type mutation func(w *world) bool

// finds checks that whenever a right world is broken in one of the ways, the
// promise is named; each way must have been tried in a good number of worlds.
func finds(t *testing.T, promise int, ways map[string]mutation) {
	t.Helper()
	tried := map[string]int{}
	rare := func(name string) bool { return tried[name] < enough }
	names := slices.Sorted(maps.Keys(ways))
	for round := 0; round < rounds && slices.ContainsFunc(names, rare); round++ {
		rapid.Check(t, func(t *rapid.T) {
			right := aRightWorld(t)
			for _, name := range names {
				if w := right.copied(); ways[name](w) {
					tried[name]++
					wantNamed(t, w, promise, name)
				}
			}
		})
	}
	total := 0
	for _, name := range names {
		total += tried[name]
		if rare(name) {
			t.Errorf("%s: it could be tried in %d worlds alone", name, tried[name])
		}
	}
	t.Logf("promise %d: %d ways to break it, found in all of %d worlds", promise, len(ways), total)
}

// In how many worlds each way is tried at least, and how often worlds are made
// until it is.
const (
	enough = 3
	rounds = 10
)

func wantNamed(t *rapid.T, w *world, promise int, way string) {
	t.Helper()
	if broken := invariant.Check(w.e); !named(broken, promise) {
		t.Fatalf("promise %d was broken (%s), and what was found is %v", promise, way, broken)
	}
}

// copied is the world once more, to be broken.
func (w *world) copied() *world {
	c := *w
	c.e.Leads = nil
	for _, l := range w.e.Leads {
		c.e.Leads = append(c.e.Leads, copied(l))
	}
	c.e.Facts, c.e.Notices, c.e.Calls = slices.Clone(w.e.Facts), slices.Clone(w.e.Notices), slices.Clone(w.e.Calls)
	c.e.Shown, c.e.Clicks, c.e.Deliveries = slices.Clone(w.e.Shown), slices.Clone(w.e.Clicks), slices.Clone(w.e.Deliveries)
	c.e.Hits, c.e.Handovers, c.e.Guests = slices.Clone(w.e.Hits), slices.Clone(w.e.Handovers), slices.Clone(w.e.Guests)
	return &c
}

func named(broken []invariant.Broken, promise int) bool {
	return slices.ContainsFunc(broken, func(b invariant.Broken) bool { return b.Promise == promise && b.Says != "" })
}

// lead is some lead of what is kept that is as wanted, or nil.
func (w *world) lead(is func(*sla.Lead) bool) *sla.Lead {
	fit := slices.DeleteFunc(slices.Clone(w.e.Leads), func(l *sla.Lead) bool { return !is(l) })
	if len(fit) == 0 {
		return nil
	}
	return rapid.SampledFrom(fit).Draw(w.T, "the lead to break")
}

// event is the place of some event of the kinds in some lead.
func (w *world) event(kinds ...sla.Kind) (*sla.Lead, int) {
	has := func(e sla.Event) bool { return slices.Contains(kinds, e.Kind) }
	l := w.lead(func(l *sla.Lead) bool { return slices.ContainsFunc(l.History, has) })
	if l == nil {
		return nil, 0
	}
	var at []int
	for i := range l.History {
		if has(l.History[i]) {
			at = append(at, i)
		}
	}
	return l, rapid.SampledFrom(at).Draw(w.T, "the event to break")
}

// call is the place of some call that is as wanted, or -1.
func (w *world) call(is func(*invariant.Call) bool) int {
	var at []int
	for i := range w.e.Calls {
		if is(&w.e.Calls[i]) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return -1
	}
	return rapid.SampledFrom(at).Draw(w.T, "the call to break")
}

func said(c *invariant.Call, path string) string { return gjson.GetBytes(c.Arguments, path).Str }

func worked(c *invariant.Call) bool {
	return gjson.GetBytes(c.Answer, "ok").Bool() && !c.Cut && !c.Lost
}

// Which calls are cards, lines in a thread, redraws and private messages.
func isCard(c *invariant.Call) bool {
	return c.Method == post && worked(c) && said(c, "channel") == channel && said(c, "thread_ts") == ""
}

func isLine(c *invariant.Call) bool {
	return c.Method == post && worked(c) && said(c, "thread_ts") != ""
}

func isRedraw(c *invariant.Call) bool { return c.Method == update && worked(c) }

func isPrivate(c *invariant.Call) bool { return c.Method == post && said(c, "channel")[0] == 'U' }

// again makes a call once more, some time later, as a message of its own.
func (w *world) again(i int, later time.Duration) {
	c := w.e.Calls[i]
	c.At, c.Domain = c.At.Add(later), c.Domain.Add(later)
	c.Answer = json.RawMessage(fmt.Sprintf(`{"ok":true,"ts":"9.%06d"}`, w.no()))
	w.e.Calls = slices.Insert(w.e.Calls, i+1, c)
}

// argue changes what a call says.
func (w *world) argue(i int, old, with string) {
	w.e.Calls[i].Arguments = json.RawMessage(strings.ReplaceAll(string(w.e.Calls[i].Arguments), old, with))
}

// drop takes the i-th out of a list.
func drop[T any](list *[]T, i int) { *list = slices.Delete(slices.Clone(*list), i, i+1) }

// refolded makes a lead the fold of a history that was changed, so that only
// what the history itself tells can give the change away.
func (w *world) refolded(l *sla.Lead) {
	*l = *l.Refold()
	l.Told.Card, l.Told.Thread = min(l.Told.Card, len(l.History)), min(l.Told.Thread, len(l.History))
	w.e.Facts = nil
}

func contains(s, part string) bool { return strings.Contains(s, part) }

func replaced(s, old, with string) string { return strings.ReplaceAll(s, old, with) }

// escaped is a text as it stands in JSON.
func escaped(s string) string {
	return strings.NewReplacer("<", `\u003c`, ">", `\u003e`).Replace(s)
}
