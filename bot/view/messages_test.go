package view_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

// messages are messages by the names of their golden files.
type messages map[string]view.Message

// everyMessage is each message in each of its shapes.
func everyMessage(t *testing.T) messages {
	t.Helper()
	all := messages{}
	for _, some := range []messages{cards(t), extremeCards(t), threads(t), private(t), statuses(t), pages(t), extremePages(t), helps()} {
		maps.Copy(all, some)
	}
	return all
}

func cards(t *testing.T) messages {
	t.Helper()
	again := arrives(t, jonas()).posted(time.Second).again(demo(), time.Hour).lead
	customer := sla.NewLead("0m3k9f2xq7ac", &sla.Arrival{Cause: "d", Details: jonas().Details}, morning, arrives(t, jonas()).claimed(ana, time.Hour).closed(ana, sla.EndWon, time.Hour).lead)
	returning := sla.NewLead("0m3k9f2xq7ac", &sla.Arrival{Cause: "d", Details: jonas().Details}, morning, arrives(t, jonas()).claimed(ana, time.Hour).closed(ana, sla.EndLost, time.Hour).lead)
	own := jonas()
	own.Side = sla.SideSales
	return messages{
		"card_hot_new":          view.Card(arrives(t, mara()).posted(2 * time.Second).lead),
		"card_standard_new":     view.Card(arrives(t, jonas()).posted(2 * time.Second).lead),
		"card_hot_again":        view.Card(again),
		"card_customer":         view.Card(customer),
		"card_returning":        view.Card(returning),
		"card_found_by_sales":   view.Card(arrives(t, own).lead),
		"card_claimed":          view.Card(arrives(t, mara()).posted(2*time.Second).claimed(ana, 12*time.Minute).lead),
		"card_claimed_at_once":  view.Card(arrives(t, mara()).posted(time.Second).claimed(ana, 300*time.Millisecond).lead),
		"card_claimed_2nd_turn": view.Card(arrives(t, mara()).posted(time.Second).claimed(ana, time.Minute).released(ana, 5*time.Hour).claimed(ben, 40*time.Second).lead),
		"card_released":         view.Card(arrives(t, mara()).posted(time.Second).claimed(ana, time.Minute).released(ana, time.Hour).lead),
		"card_closed":           view.Card(arrives(t, mara()).posted(time.Second).claimed(ana, time.Minute).closed(ana, sla.EndWon, time.Hour).lead),
		"card_closed_void":      view.Card(arrives(t, mara()).posted(time.Second).closed(ana, sla.EndVoid, time.Hour).lead),
		"card_closed_returned":  view.Card(arrives(t, mara()).posted(time.Second).closed(ana, sla.EndReturned, time.Hour).lead),
		"card_test":             view.TestCard(arrives(t, mara()).posted(2 * time.Second).lead),
		"pointer":               view.Pointer(arrives(t, mara()).posted(time.Second).lead, permalink),
		"pointer_without_link":  view.Pointer(arrives(t, mara()).posted(time.Second).lead, ""),
	}
}

func threads(t *testing.T) messages {
	t.Helper()
	last := func(s *story) view.Message { return view.Thread(s.lead, len(s.lead.History)-1) }
	loud := sla.Details{Action: hostile, Campaign: hostile, Source: hostile, Country: hostile, Message: hostile, Links: []string{hostile, "https://kessel.example"}}
	return messages{
		"thread_noted":         last(arrives(t, mara()).posted(0).again(sla.Details{Action: "pricing_page", Message: "Is there a discount for schools?"}, time.Hour)),
		"thread_noted_nothing": last(arrives(t, mara()).posted(0).again(sla.Details{}, time.Hour)),
		"thread_noted_also":    last(arrives(t, mara()).posted(0).again(sla.Details{Action: "newsletter"}, time.Hour, "0m3k9f2xq7ac")),
		"thread_noted_also_2":  last(arrives(t, mara()).posted(0).again(sla.Details{Action: "newsletter"}, time.Hour, "0m3k9f2xq7ac", "0m3k9f2xq7ad")),
		"thread_hot_again":     last(arrives(t, jonas()).posted(0).again(demo(), time.Hour)),
		"thread_reopened":      last(arrives(t, mara()).posted(0).closed(ana, sla.EndLost, time.Hour).reopened(mara().Details, 48*time.Hour)),
		"thread_released":      last(arrives(t, mara()).posted(0).claimed(ana, time.Minute).released(ana, time.Hour)),
		"thread_released_word": last(arrives(t, mara()).posted(0).claimed(ana, time.Minute).releasedWith(ana, "She wants a call in May.\nAsk for Ms Weber.", time.Hour)),
		"thread_released_rtl":  last(arrives(t, mara()).posted(0).claimed(ana, time.Minute).releasedWith(ana, "نريد تجربة المنتج 2026.\nthanks!", time.Hour)),
		"thread_released_loud": last(arrives(t, mara()).posted(0).claimed(ana, time.Minute).releasedWith(ana, hostile+"\n>quoted\n```\nhttps://evil.example @here", time.Hour)),
		"thread_released_long": last(arrives(t, mara()).posted(0).claimed(ana, time.Minute).releasedWith(ana, strings.Repeat("&<>🚀 ", 100), time.Hour)),
		"thread_extreme":       last(arrives(t, mara()).posted(0).again(loud, time.Hour)),
	}
}

func pages(t *testing.T) messages {
	t.Helper()
	long := arrives(t, mara()).posted(2*time.Second).claimed(ana, 12*time.Minute).released(ana, time.Hour).again(sla.Details{Action: "pricing_page"}, time.Hour).
		closed("", sla.EndLost, time.Hour).reopened(mara().Details, 24*time.Hour).claimed(ben, time.Minute).closed(ben, sla.EndWon, 72*time.Hour)
	words := arrives(t, mara()).posted(0).claimed(ana, time.Minute).releasedWith(ana, "She wants a call in May.\nAsk for Ms Weber.", time.Hour).
		claimed(ben, time.Minute).releasedWith(ben, hostile, time.Hour).claimed(ana, time.Minute).releasedWith(ana, strings.Repeat("& ", 250), time.Hour)
	second := sla.NewLead("0m3k9f2xq7ac", &sla.Arrival{Cause: "d", Details: jonas().Details}, morning, arrives(t, jonas()).closed(ana, sla.EndWon, time.Hour).lead)
	return messages{
		"page_new":       view.Page(arrives(t, mara()).lead, ""),
		"page_claimed":   view.Page(arrives(t, mara()).posted(2*time.Second).claimed(ana, 12*time.Minute).lead, permalink),
		"page_long":      view.Page(long.lead, permalink),
		"page_hot_again": view.Page(arrives(t, jonas()).posted(0).again(demo(), time.Hour).lead, permalink),
		"page_words":     view.Page(words.lead, permalink),
		"page_2nd_cycle": view.Page(second, permalink),
	}
}

func helps() messages {
	lines := []view.HelpLine{
		{Word: "status", Help: "what waits for somebody, how today goes, and whether Slack keeps up"},
		{Word: "lead", Usage: "ID or email", Help: "everything that is known of one lead"},
		{Word: "help", Help: "this list"},
	}
	return messages{
		"help":                 view.Help("/sla", lines),
		"help_unknown":         view.UnknownCommand("/sla", "statsu", "status"),
		"help_unknown_strange": view.UnknownCommand("/sla", hostile, ""),
	}
}
