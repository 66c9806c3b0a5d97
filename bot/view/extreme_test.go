package view_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

func card(t *testing.T, d sla.Details) view.Message {
	t.Helper()
	return view.Card(arrives(t, sla.Arrival{Details: d}).posted(0).lead)
}

func extremeCards(t *testing.T) messages {
	t.Helper()
	thin := sla.Arrival{ExternalID: "hubspot:5501", Details: sla.Details{
		Source: "hubspot", Action: "became MQL", Links: []string{"https://app.hubspot.com/contacts/77/record/0-1/5501"},
	}}
	word := arrives(t, mara()).posted(0).claimed(ana, time.Minute).releasedWith(ana, "x"+strings.Repeat("\n", 498)+"y", time.Hour).lead
	many := []string{"https://short.example/a?b=1&c=<2>|x"}
	for i := range 8 {
		many = append(many, fmt.Sprintf("https://number%d.example/%s", i, strings.Repeat("path/", 130)))
	}
	return messages{
		"card_extreme_emoji":      card(t, sla.Details{Name: "🏴󠁧󠁢󠁥󠁮󠁧󠁿 Max 👨‍👩‍👧‍👦", Email: "max@kessel.example", Action: "demo_request", Message: strings.Repeat("🚀", 5000)}),
		"card_extreme_no_name":    card(t, sla.Details{Email: "info@kessel.example", Action: "whitepaper"}),
		"card_extreme_phone_only": card(t, sla.Details{Phone: "+49 30 5550100"}),
		"card_extreme_thin":       view.Card(arrives(t, thin).posted(0).lead),
		"card_extreme_rtl":        card(t, sla.Details{Name: "مارا ليندت", Company: "شركة كيسل", Title: "COO", Email: "mara@kessel.example", Action: "demo_request", Message: "نريد تجربة المنتج 2026.\nthanks!\nתודה"}),
		"card_extreme_markup": card(t, sla.Details{
			Name: hostile, Email: "<!here>@evil.example", Phone: hostile, Company: hostile, Title: hostile, Country: hostile, Source: hostile, Campaign: hostile,
			Action: hostile, Message: hostile + "\n>quoted\n```\nblock\n```\nhttps://evil.example @here #general",
			Links: []string{"https://user:secret@evil.example/<!channel>|good.example", "javascript:alert(1)", "https://evil.example/\u202egnp.exe"},
		}),
		"card_extreme_links":      card(t, sla.Details{Name: "Lee Links", Email: "lee@kessel.example", Links: append(many, "https://long.example/"+strings.Repeat("x", 1900))}),
		"card_extreme_long_names": card(t, sla.Details{Name: longName, Company: longName, Title: longName, Campaign: longName, Source: longName, Country: longName, Action: longName, Email: strings.Repeat("long", 48) + "@kessel.example", Phone: strings.Repeat("5550100 ", 6)}),
		"card_extreme_ampersands": card(t, sla.Details{Name: strings.Repeat("&", 200), Company: strings.Repeat("<", 200), Email: strings.Repeat("&", 240) + "@kessel.example", Message: strings.Repeat("&<>", 3000)}),
		"card_extreme_lines":      card(t, sla.Details{Name: "Lena Lines", Phone: "5550100", Message: strings.Repeat("x\n", 5000)}),
		"card_eight_lines":        card(t, sla.Details{Name: "Lena Lines", Phone: "5550100", Message: strings.Repeat("x\n", 7) + "the last\n"}),
		"thread_extreme_lines":    view.Thread(word, len(word.History)-1),
		"card_extreme_blank":      card(t, sla.Details{Name: "\u200b\u2060", Phone: "\u00ad 5550100", Message: "\u200b"}),
	}
}

func extremePages(t *testing.T) messages {
	t.Helper()
	extra := map[string]string{}
	for i := range 50 {
		extra[fmt.Sprintf("field number %02d & so on", i)] = strings.Repeat("Was? & <b> ", 190)
	}
	full := arrives(t, sla.Arrival{Details: sla.Details{
		Name: longName, Email: "w@kessel.example", Message: strings.Repeat("Zeile & Wort <ende>\n", 500), Extra: extra, Links: []string{"https://kessel.example/" + strings.Repeat("x", 1900)},
	}}).posted(0)
	for range 149 {
		full.claimed(ana, time.Minute).released(ana, 5*time.Minute)
	}
	noted := arrives(t, jonas()).posted(0)
	for range 30 {
		noted.again(sla.Details{Action: longName, Campaign: longName, Source: longName, Country: longName}, time.Hour)
	}
	return messages{
		"page_extreme":        view.Page(full.lead, permalink),
		"page_extreme_markup": view.Page(arrives(t, sla.Arrival{ExternalID: hostile, Details: sla.Details{Name: hostile, Email: hostile + "@x.example", Message: hostile, Extra: map[string]string{hostile: hostile}}}).lead, ""),
		"page_extreme_lines":  view.Page(arrives(t, sla.Arrival{Details: sla.Details{Name: "Lena Lines", Phone: "5550100", Message: strings.Repeat("x\n", 5000)}}).lead, permalink),
		"page_extreme_notes":  view.Page(noted.lead, permalink),
	}
}
