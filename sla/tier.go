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

// asks are the words with which a qualifying action asks for somebody.
var asks = map[string]bool{
	"demo": true, "demos": true, "demonstration": true,
	"price": true, "prices": true, "pricing": true, "quote": true, "quotation": true,
	"trial": true, "trials": true,
	"call": true, "callback": true, "callme": true,
}

// watches are words that make an action one of looking, not of asking: a visit
// to the pricing page asks for nothing.
var watches = map[string]bool{
	"page": true, "pages": true, "view": true, "viewed": true, "views": true, "visit": true, "visited": true, "visits": true,
	"download": true, "downloaded": true, "webinar": true, "video": true, "watched": true, "opened": true, "read": true, "blog": true,
}

// TierOf applies the default rules to what a source told; the first that
// matches wins: an action that asks for a demo, a price, a trial or a call is
// hot, a source that is named after such a form is hot, the rest is standard.
func TierOf(d *Details) Tier {
	for _, said := range []string{d.Action, d.Source} {
		if asksForSomebody(said) {
			return TierHot
		}
	}
	return TierStandard
}

func asksForSomebody(said string) bool {
	asked := false
	for _, word := range strings.FieldsFunc(strings.ToLower(said), notLetter) {
		if watches[word] {
			return false
		}
		asked = asked || asks[word]
	}
	return asked
}

func notLetter(r rune) bool { return r < 'a' || r > 'z' }
