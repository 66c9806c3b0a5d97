package view

import (
	"slices"
	"strconv"
	"strings"

	"leadpact/sla"
)

// Called is how a lead is called in a sentence: by the first name where there
// is one.
func Called(l *sla.Lead) string {
	if s := name(first(l.Name)); s != "" {
		return s
	}
	return called(l)
}

// called is how a lead is called where there is room: the name, or the best
// that is known.
func called(l *sla.Lead) string { return name(l.Called()) }

// heard is how a screen reader calls a lead, where nothing is markup.
func heard(l *sla.Lead) string { return clip(oneLine(l.Called()), nameMost/2) }

// blank reports whether a text shows nothing.
func blank(s string) bool { return oneLine(s) == "" }

// headline says who it is, and what they asked for.
func headline(l *sla.Lead) string {
	return joined(" · ", joined(", ", "*"+called(l)+"*", place(l)), name(humanise(l.Action)))
}

// spoken is the headline without markup.
func spoken(l *sla.Lead) string {
	return joined(" · ", joined(", ", called(l), place(l)), name(humanise(l.Action)))
}

// place is what the lead does, and where.
func place(l *sla.Lead) string {
	company := name(l.Company)
	if company == called(l) {
		company = ""
	}
	return joined(", ", name(l.Title), company)
}

// humanise turns an action's key into words: demo_request is demo request.
func humanise(action string) string {
	if strings.Contains(action, " ") {
		return action
	}
	return strings.NewReplacer("_", " ", "-", " ").Replace(action)
}

// why says what else qualified the lead and where it came from.
func why(d *sla.Details) string {
	score, source := "", name(d.Source)
	if d.Score != nil {
		score = "score " + number(*d.Score)
	}
	if source != "" {
		source = "via " + source
	}
	return joined(" · ", name(d.Campaign), score, source, name(d.Country))
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// flags say what is special about the lead.
func flags(l *sla.Lead) string {
	parts := []string{}
	switch l.Standing {
	case sla.StandingCustomer:
		parts = append(parts, "⭐ existing customer")
	case sla.StandingReturns:
		parts = append(parts, "↩︎ was here before")
	}
	if brought := hotter(l); brought != nil {
		parts = append(parts, joined(": ", "hot again", name(humanise(brought.Action))))
	}
	if l.Side == sla.SideSales {
		parts = append(parts, "found by sales")
	}
	return strings.Join(parts, " · ")
}

// hotter is what the person came with when they last came back hotter, or nil.
func hotter(l *sla.Lead) *sla.Details {
	for i := range slices.Backward(l.History) {
		if e := &l.History[i]; e.Kind == sla.HotAgain {
			return e.Brought
		}
	}
	return nil
}

// badge marks the tier for the eye.
func badge(t sla.Tier) string {
	if t == sla.TierHot {
		return "🔥"
	}
	return "📥"
}

// tierWords say the tier to a screen reader.
func tierWords(t sla.Tier) string {
	if t == sla.TierHot {
		return "Hot lead"
	}
	return "New lead"
}
