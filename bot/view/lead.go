package view

import (
	"net/url"
	"strconv"
	"strings"

	"leadpact/sla"
)

// Called is how a lead is called in a sentence: by the first name where there
// is one.
func Called(l *sla.Lead) string {
	if l.Name != "" {
		return name(first(l.Name))
	}
	return name(l.Called())
}

// headline says who it is, and what they asked for.
func headline(l *sla.Lead) string {
	who := "*" + name(l.Called()) + "*"
	rest := joined(", ", name(l.Title), nameUnless(l.Company, l.Called()))
	return joined(" · ", joined(", ", who, rest), name(humanise(l.Action)))
}

// spoken is the headline without markup, for notifications and screen readers.
func spoken(l *sla.Lead) string {
	return joined(" · ", joined(", ", name(l.Called()), name(l.Title), nameUnless(l.Company, l.Called())), name(humanise(l.Action)))
}

func nameUnless(s, shown string) string {
	if s == shown {
		return ""
	}
	return name(s)
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
	parts := []string{name(d.Campaign)}
	if d.Score != nil {
		parts = append(parts, "score "+strconv.FormatFloat(*d.Score, 'f', -1, 64))
	}
	if d.Source != "" {
		parts = append(parts, "via "+name(d.Source))
	}
	parts = append(parts, name(d.Country))
	for _, link := range d.Links {
		parts = append(parts, anchor(link))
	}
	return joined(" · ", parts...)
}

// anchor is a link that shows where it goes: the host, never a text of the
// lead's choosing.
func anchor(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return ""
	}
	u.User = nil
	target := strings.NewReplacer("|", "%7C", "<", "%3C", ">", "%3E", " ", "%20", "&", "&amp;").Replace(u.String())
	return "<" + target + "|" + name(u.Host) + ">"
}

// flags say what is special about the lead.
func flags(l *sla.Lead) string {
	parts := []string{}
	switch l.Standing {
	case sla.StandingCustomer:
		parts = append(parts, "⭐ existing customer")
	case sla.StandingReturns:
		parts = append(parts, "↩︎ was here before")
	}
	if l.CameHotter() {
		parts = append(parts, "hot again")
	}
	if l.Side == sla.SideSales {
		parts = append(parts, "found by sales")
	}
	return strings.Join(parts, " · ")
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
