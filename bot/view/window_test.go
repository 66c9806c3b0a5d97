package view_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/bot/view"
	"leadpact/internal/sandbox/blockkit"
	"leadpact/sla"
)

// origin is where the windows of these tests were opened.
var origin = view.Origin{Lead: "0m3k9f2xq7ab", Channel: "C0SALES001", Message: "1771837800.000100"}

// everyView is each window and home tab, and each answer that an ack carries.
func everyView(t *testing.T) map[string]any {
	t.Helper()
	taken := arrives(t, mara()).posted(0).claimed(ana, time.Minute)
	r := sla.RefusalOf(taken.lead.Release(sla.Actor{ID: ben}, taken.at, "", "another"))
	wordy := sla.RefusalOf(taken.lead.Release(sla.Actor{ID: ana}, taken.at, strings.Repeat("x", 512), "another"))
	loud := arrives(t, sla.Arrival{ExternalID: hostile, Details: sla.Details{Name: hostile, Email: "a@b.example"}}).lead
	home := origin
	home.Home = true
	all := homes(t)
	maps.Copy(all, map[string]any{
		"modal_release":           view.Release(taken.lead, origin),
		"modal_release_from_home": view.Release(taken.lead, home),
		"modal_release_markup":    view.Release(loud, view.Origin{Lead: loud.ID}),
		"modal_undecided":         view.Undecided(),
		"modal_released":          view.Released(),
		"modal_kept":              view.Kept(),
		"modal_told":              view.Told(r.Sentence),
		"modal_told_markup":       view.Told(hostile),
		"ack_not_yours":           view.Problem(view.BlockWord, r.Sentence),
		"ack_too_long":            view.Problem(view.BlockWord, wordy.Sentence),
		"ack_not_recorded":        view.Problem(view.BlockWord, view.WindowNotRecorded),
		"ack_busy":                view.Problem(view.BlockWord, view.WindowBusy),
		"ack_not_yet":             view.Problem(view.BlockWord, view.WindowNotYet),
		"ack_trouble":             view.Problem(view.BlockWord, view.WindowTrouble),
		"ack_undecided":           view.Instead(view.Undecided()),
	})
	return all
}

func TestEveryWindowKeepsTheRules(t *testing.T) {
	t.Parallel()
	for name, v := range everyView(t) {
		if w, ok := v.(view.Window); ok {
			for _, broken := range windowFaults(t, w) {
				t.Errorf("%s: %s", name, broken)
			}
		}
	}
}

// windowFaults says what Slack, and we, would find wrong with a window.
func windowFaults(t *testing.T, w view.Window) []string {
	t.Helper()
	raw, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	broken := blockkit.Modal(raw)
	for _, word := range []string{"mara", "lindt", "kessel", "@"} {
		if strings.Contains(strings.ToLower(w.PrivateMetadata), word) {
			broken = append(broken, "the metadata hold personal data: "+w.PrivateMetadata)
		}
	}
	return append(broken, straysIn(t, raw)...)
}

// straysIn returns the tokens within a view's markup that are not ours.
func straysIn(t *testing.T, raw []byte) []string {
	t.Helper()
	var all []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, item := range v {
				walk(item)
			}
		case map[string]any:
			if v["type"] == "mrkdwn" {
				all = append(all, strays(v["text"].(string))...)
				if v["verbatim"] != true {
					all = append(all, "not verbatim")
				}
			}
			for _, item := range v {
				walk(item)
			}
		}
	}
	var v any
	if err := json.Unmarshal(raw, &v); err != nil {
		t.Fatal(err)
	}
	walk(v)
	return all
}

func TestAWindowKnowsWhereItCameFrom(t *testing.T) {
	t.Parallel()
	l := arrives(t, mara()).posted(0).claimed(ana, time.Minute).lead
	for _, from := range []view.Origin{origin, {Lead: "0m3k9f2xq7ab", Home: true}, {}} {
		if got := view.OriginOf(view.Release(l, from).PrivateMetadata); got != from {
			t.Errorf("%+v came back as %+v", from, got)
		}
	}
	for _, none := range []string{"", "{", "[]", `{"lead": 7}`, "null"} {
		if got := view.OriginOf(none); got != (view.Origin{}) {
			t.Errorf("%q is taken for %+v", none, got)
		}
	}
}

func TestAnyLeadCanBeReleasedAndAnyWordShown(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		s := arrives(t, sla.Arrival{ExternalID: said().Draw(r, "id"), Details: details().Draw(r, "details")}).posted(0).claimed(ana, time.Hour)
		if broken := windowFaults(t, view.Release(s.lead, view.Origin{Lead: s.lead.ID})); len(broken) > 0 {
			r.Fatal(broken)
		}
		word := said().Draw(r, "word")
		if s.lead.Release(sla.Actor{ID: ana}, s.at.Add(time.Hour), word, "back") != nil {
			return // too long: nobody will see it
		}
		drawn := messages{"thread": view.Thread(s.lead, len(s.lead.History)-1), "page": view.Page(s.lead, permalink)}
		for name, m := range drawn {
			if broken := rulesBroken(m); len(broken) > 0 {
				r.Fatalf("%s: %s\n%s", name, strings.Join(broken, "\n"), pretty(t, m))
			}
		}
		if broken := windowFaults(t, view.Told(word+".")); len(broken) > 0 {
			r.Fatal(broken)
		}
	})
}
