package view_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"leadpact/bot/view"
	"leadpact/internal/sandbox/blockkit"
	"leadpact/sla"
)

// atOnePlace finds every card at the same place.
func atOnePlace(_, message string) string {
	if message == "" {
		return ""
	}
	return permalink
}

// someLeads are n leads of the person, each with an id of its own.
func someLeads(t *testing.T, n int, a sla.Arrival, owner string) []*sla.Lead {
	t.Helper()
	var all []*sla.Lead
	for i := range n {
		s := arrives(t, a).posted(time.Duration(i) * time.Minute)
		if owner != "" {
			s.claimed(owner, time.Minute)
		}
		s.lead.ID = fmt.Sprintf("0m3k9f2xq7%02d", i)
		all = append(all, s.lead)
	}
	return all
}

func homes(t *testing.T) map[string]any {
	t.Helper()
	now := morning.Add(3 * time.Hour)
	draw := func(owned, waiting []*sla.Lead, r *sla.Report, note *view.Message) view.Tab {
		h := view.HomeTab{Note: note, Owned: owned, Waiting: waiting, Report: r, Command: "/sla", Now: now, Permalink: atOnePlace}
		return h.View()
	}
	report := func(open, unclaimed, claimed int) *sla.Report {
		return &sla.Report{AsOf: now, Open: open, Unclaimed: unclaimed, Claimed: claimed, MedianTake: 4 * time.Minute}
	}
	lost := view.LostRace(arrives(t, mara()).claimed(ana, time.Minute).lead, ana, arrives(t, jonas()).lead, morning.Add(time.Minute))
	guest := view.Refused(sla.RefusalOf(arrives(t, mara()).lead.Claim(sla.Actor{ID: ben, Guest: true}, morning, "c")))
	unposted := []*sla.Lead{arrives(t, sla.Arrival{Details: sla.Details{Email: "info@kessel.example"}}).lead}
	notYet := view.NotYet()
	strange := map[string]sla.Details{
		"emoji":  {Name: "🏴󠁧󠁢󠁥󠁮󠁧󠁿 Max 👨‍👩‍👧‍👦" + strings.Repeat("🚀", 5000), Company: strings.Repeat("🚀", 5000), Title: strings.Repeat("🚀", 5000), Action: strings.Repeat("🚀", 5000)},
		"rtl":    {Name: "مارا ليندت", Company: "شركة كيسل", Title: "COO", Action: "demo_request"},
		"markup": {Name: hostile, Company: hostile, Title: hostile, Action: hostile, Email: "<!here>@evil.example"},
		"long":   {Name: strings.Repeat("&", 5000), Company: strings.Repeat("<", 5000), Title: longName, Action: strings.Repeat("&", 5000)},
		"thin":   {Phone: "+49 30 5550100"},
	}
	all := map[string]any{
		"home_nothing":         draw(nil, nil, report(0, 0, 0), nil),
		"home_nothing_unknown": draw(nil, nil, nil, nil),
		"home_usual":           draw(someLeads(t, 1, mara(), ana), someLeads(t, 2, jonas(), ""), report(3, 2, 5), nil),
		"home_only_yours":      draw(someLeads(t, 2, mara(), ana), nil, report(2, 0, 5), nil),
		"home_only_waiting":    draw(nil, unposted, report(1, 1, 0), nil),
		"home_full":            draw(someLeads(t, 11, mara(), ana), someLeads(t, 11, jonas(), ""), report(40, 31, 5), nil),
		"home_one_more":        draw(nil, someLeads(t, 11, jonas(), ""), report(11, 11, 5), nil),
		"home_more_unknown":    draw(nil, someLeads(t, 11, jonas(), ""), nil, nil),
		"home_lost_race":       draw(nil, someLeads(t, 1, jonas(), ""), report(2, 1, 1), &lost),
		"home_guest":           view.GuestHome(nil),
		"home_guest_refused":   view.GuestHome(&guest),
		"home_not_yet":         view.BareHome(notYet),
	}
	for name, d := range strange {
		all["home_extreme_"+name] = draw(someLeads(t, 11, sla.Arrival{Details: d}, ana), someLeads(t, 11, sla.Arrival{Details: d}, ""), report(22, 11, 1), nil)
	}
	return all
}

func TestEveryHomeKeepsTheRules(t *testing.T) {
	t.Parallel()
	for name, v := range homes(t) {
		for _, broken := range homeFaults(t, v.(view.Tab)) {
			t.Errorf("%s: %s", name, broken)
		}
	}
}

// homeFaults says what Slack, and we, would find wrong with a home tab.
func homeFaults(t *testing.T, tab view.Tab) []string {
	t.Helper()
	raw, err := json.Marshal(tab)
	if err != nil {
		t.Fatal(err)
	}
	broken := append(blockkit.Home(raw), straysIn(t, raw)...)
	if len(tab.Blocks.BlockSet) > 100 || len(raw) > 250_000 {
		broken = append(broken, fmt.Sprintf("%d blocks, %d bytes", len(tab.Blocks.BlockSet), len(raw)))
	}
	var ids []string
	for _, b := range tab.Blocks.BlockSet {
		s, ok := b.(*slack.SectionBlock)
		if !ok || s.Accessory == nil {
			continue
		}
		if slices.Contains(ids, s.BlockID) {
			broken = append(broken, "two blocks are called "+s.BlockID)
		}
		ids = append(ids, s.BlockID)
		do := s.Accessory.ButtonElement
		if isClaim := do.ActionID == view.ActionClaim; isClaim != strings.Contains(strings.ToLower(do.Text.Text), "claim") {
			broken = append(broken, "only the button Claim says claim")
		}
		if do.Value == "" || do.AccessibilityLabel == "" || utf8.RuneCountInString(do.AccessibilityLabel) > 75 {
			broken = append(broken, fmt.Sprintf("a button has the value %q and says %q", do.Value, do.AccessibilityLabel))
		}
	}
	return broken
}

func TestAnyLeadCanStandOnAHome(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		a := sla.Arrival{ExternalID: said().Draw(r, "id"), Details: details().Draw(r, "details")}
		h := view.HomeTab{
			Owned: someLeads(t, rapid.IntRange(0, 2).Draw(r, "owned"), a, ana), Waiting: someLeads(t, rapid.IntRange(0, 2).Draw(r, "waiting"), a, ""),
			Command: "/sla", Now: morning, Permalink: atOnePlace,
		}
		note := view.Refused(&sla.Refusal{Sentence: h.Command + said().Draw(r, "note")})
		h.Note = &note
		for _, tab := range []view.Tab{h.View(), view.GuestHome(&note)} {
			if broken := homeFaults(t, tab); len(broken) > 0 {
				r.Fatalf("%s\n%s", strings.Join(broken, "\n"), pretty(t, tab))
			}
		}
	})
}

func TestAHomeShowsTenOfEachAndSaysThatThereAreMore(t *testing.T) {
	t.Parallel()
	full := pretty(t, homes(t)["home_full"])
	if n, m := strings.Count(full, `"block_id": "yours:`), strings.Count(full, `"block_id": "waiting:`); n != 10 || m != 10 {
		t.Errorf("it shows %d and %d leads", n, m)
	}
	for _, want := range []string{"…and more that you took later.", "…and 21 more that wait less long.", "Claimed today: 5, median 4 min."} {
		if !strings.Contains(full, want) {
			t.Errorf("it does not say %q", want)
		}
	}
}
