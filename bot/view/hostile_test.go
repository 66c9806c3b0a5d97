package view_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"leadpact/bot/view"
	"leadpact/sla"
)

// said is any text at all, with more of what Slack reads as markup than chance
// would bring.
func said() *rapid.Generator[string] {
	parts := []string{
		"<!channel>", "<!here|x>", "<@U0BEN00002>", "<#C0SALES001>", "<https://evil.example|good>", "<!date^1^{time}|x>", "<", ">", "|", "&", "&lt;", "&amp",
		"*", "_", "~", "`", "```", "\n", "\n>", "\u202e", "\u2066", "\u200b", "\x00", "\xff", ":", "@here", "#general", "http://evil.example", "مارا", "🚀", "”", " ",
	}
	return rapid.OneOf(
		rapid.String(),
		rapid.Map(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(parts), rapid.StringN(0, 8, -1)), 0, 60), func(p []string) string { return strings.Join(p, "") }),
		rapid.Map(rapid.SampledFrom(parts), func(p string) string { return strings.Repeat(p, 310) }),
	)
}

func details() *rapid.Generator[sla.Details] {
	return rapid.Custom(func(t *rapid.T) sla.Details {
		s := said()
		return sla.Details{
			Name: s.Draw(t, "name"), Email: s.Draw(t, "email"), Phone: s.Draw(t, "phone"), Company: s.Draw(t, "company"), Title: s.Draw(t, "title"),
			Country: s.Draw(t, "country"), Source: s.Draw(t, "source"), Campaign: s.Draw(t, "campaign"), Action: s.Draw(t, "action"), Message: s.Draw(t, "message"),
			Links: rapid.SliceOfN(rapid.OneOf(s, rapid.Map(s, func(p string) string { return "https://kessel.example/" + p }), rapid.Map(s, func(p string) string { return "https://" + p })), 0, 4).Draw(t, "links"),
			Extra: rapid.MapOfN(s, s, 0, 4).Draw(t, "extra"),
		}
	})
}

func TestNoTextOfALeadBecomesMarkup(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		d, again := details().Draw(r, "details"), details().Draw(r, "again")
		again.Action += " demo"
		s := arrives(t, sla.Arrival{ExternalID: said().Draw(r, "id"), Details: d}).posted(0)
		fresh := *s.lead
		s.claimed(ana, time.Hour).again(again, time.Hour, "0m3k9f2xq7ac")
		l := s.lead
		drawn := messages{
			"new": view.Card(&fresh), "card": view.Card(l), "page": view.Page(l, permalink), "thread": view.Thread(l, len(l.History)-1),
			"hot again": view.HotAgain(l, permalink), "lost race": view.LostRace(l, ana, &fresh, s.at), "yours": view.Yours(l, permalink),
			"pointer": view.Pointer(l, permalink), "refused": view.Refused(&sla.Refusal{Sentence: l.Called() + " was taken."}),
			"status":  (&view.Status{Report: &sla.Report{AsOf: s.at, Open: 2, Unclaimed: 2}, Oldest: l, Zone: time.UTC}).Message(),
			"unknown": view.UnknownCommand("/sla", d.Name, ""), "said": view.Say(d.Message + "."),
		}
		for name, m := range drawn {
			if broken := rulesBroken(m); len(broken) > 0 {
				r.Fatalf("%s: %s\n%s", name, strings.Join(broken, "\n"), pretty(t, m))
			}
		}
	})
}

// relabel gives the last row's button, a release, another text.
func relabel(m *view.Message, label string) {
	row := m.Blocks[len(m.Blocks)-1].(*slack.ActionBlock)
	b := row.Elements.ElementSet[0].(*slack.ButtonBlockElement)
	b.ActionID, b.Text.Text = view.ActionRelease, label
}

// The rules themselves must notice what they forbid.
func TestTheRulesNotice(t *testing.T) {
	t.Parallel()
	sound := func() view.Message {
		return view.Card(arrives(t, mara()).lead)
	}
	for broken, spoil := range map[string]func(*view.Message){
		"not ours":             func(m *view.Message) { m.Text += " <!channel>" },
		"cut entity":           func(m *view.Message) { m.Text += " &am" },
		"0 characters":         func(m *view.Message) { m.Text = "" },
		"3001 characters":      func(m *view.Message) { m.Text += strings.Repeat("x", 3001-len([]rune(m.Text))) },
		"does not say":         func(m *view.Message) { m.Blocks = append(m.Blocks, view.Say("Nobody said this.").Blocks...) },
		"no blocks":            func(m *view.Message) { m.Blocks = nil },
		"already exists":       func(m *view.Message) { m.Blocks = append(m.Blocks, m.Blocks[len(m.Blocks)-1]) },
		"only the button":      func(m *view.Message) { relabel(m, "Reclaim") },
		"https://evil.example": func(m *view.Message) { m.Text += " <https://evil.example|kessel.example>" },
	} {
		m := sound()
		if faults := rulesBroken(m); len(faults) > 0 {
			t.Fatalf("the sound message breaks rules: %q", faults)
		}
		spoil(&m)
		if !slices.ContainsFunc(rulesBroken(m), func(s string) bool { return strings.Contains(s, broken) }) {
			t.Errorf("nothing noticed %q: %q", broken, rulesBroken(m))
		}
	}
}
