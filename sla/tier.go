package sla

import "strings"

// Tier is how much the lead wants to talk.
type Tier string

// The tiers that exist without an agreement.
const (
	TierHot      Tier = "hot"      // asked for a demo, a price, a trial or a call
	TierStandard Tier = "standard" // every other MQL
)

// Above reports whether t is the more urgent tier of the two.
func (t Tier) Above(other Tier) bool { return t == TierHot && other != TierHot }

// askWords are the words with which a qualifying action asks for somebody.
var askWords = map[string]bool{
	"demo": true, "demos": true, "demonstration": true,
	"price": true, "prices": true, "pricing": true, "quote": true, "quotes": true, "quotation": true,
	"trial": true, "trials": true,
	"call": true, "callback": true, "callme": true,
}

// watchWords are words that make an action one of looking, not of asking: a
// visit to the pricing page asks for nothing.
var watchWords = map[string]bool{
	"page": true, "pages": true, "view": true, "viewed": true, "views": true, "visit": true, "visited": true, "visits": true,
	"download": true, "downloaded": true, "webinar": true, "video": true, "watched": true, "opened": true, "read": true, "blog": true,
}

// requestWords are words that make an action one of asking after all: "asked
// for a demo on the pricing page" wants somebody.
var requestWords = map[string]bool{
	"request": true, "requests": true, "requested": true, "asks": true, "asked": true, "wants": true, "wanted": true,
}

// TierOf applies the default rules to what a source told; the first that
// matches wins: an action that asks for a demo, a price, a trial or a call is
// hot, a source that is named after such a form is hot, the rest is standard.
func TierOf(d *Details) Tier {
	if asksForSomebody(d.Action) || asksForSomebody(d.Source) {
		return TierHot
	}
	return TierStandard
}

func asksForSomebody(said string) bool {
	asks, watches, requests := false, false, false
	for _, word := range strings.FieldsFunc(strings.ToLower(parted(said)), notLetter) {
		asks = asks || askWords[word]
		watches = watches || watchWords[word]
		requests = requests || requestWords[word]
	}
	return asks && (requests || !watches)
}

// parted sets a key such as demoRequest apart into its words.
func parted(said string) string {
	var b strings.Builder
	lower := false
	for _, r := range said {
		if lower && 'A' <= r && r <= 'Z' {
			b.WriteByte(' ')
		}
		lower = 'a' <= r && r <= 'z'
		b.WriteRune(r)
	}
	return b.String()
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }
