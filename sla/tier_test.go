package sla_test

import (
	"testing"

	"leadpact/sla"
)

func TestTierOfAnAction(t *testing.T) {
	hot := []string{
		"demo request", "Demo Request", "DEMO", "demo_request", "demo-request", "demoRequest", "DemoRequested", "requestDemo", "Requested a demo",
		"Asked for a quote", "asks for quotes", "quotation", "price enquiry", "Price list requested", "pricing question", "trial signup", "Trial", "free trials",
		"contact-sales call", "call", "call me back", "call-back", "callback requested", "phone call", "Wants a call!", "📞call", "büro:call",
		"asked for a demo on the pricing page", "Requested a demo after the webinar", "demo\u00a0request", "live demonstration",
	}
	standard := []string{
		"", " ", "white paper", "newsletter", "became MQL", "pricing page view", "Pricing page ×3", "viewed pricing", "webinar on pricing", "Webinar: the price of waiting",
		"demo video watched", "Watched a demo", "downloaded price list", "recall notice", "Called it a day", "pricey", "trialist", "democracy", "quoted", "contact us",
		"dеmo request", // with a Cyrillic е
		"デモ", "демо", "\xff\xfe", "read: how to call customers", "Opened mail about a trial", "pageViewPricing", "e-book", "score 84",
	}
	for want, actions := range map[sla.Tier][]string{sla.TierHot: hot, sla.TierStandard: standard} {
		for _, action := range actions {
			if got := sla.TierOf(&sla.Details{Action: action, Source: "website"}); got != want {
				t.Errorf("%q is %s, want %s", action, got, want)
			}
		}
	}
}

func TestTierOfASource(t *testing.T) {
	for source, want := range map[string]sla.Tier{
		"demo form": sla.TierHot, "pricing-form": sla.TierHot, "trial": sla.TierHot, "website": sla.TierStandard, "pricing page": sla.TierStandard, "": sla.TierStandard,
	} {
		if got := sla.TierOf(&sla.Details{Action: "signed up", Source: source}); got != want {
			t.Errorf("from %q it is %s, want %s", source, got, want)
		}
	}
	if got := sla.TierOf(&sla.Details{Name: "Demo Call", Message: "a demo, please", Campaign: "trial"}); got != sla.TierStandard {
		t.Errorf("a name makes it %s", got)
	}
}

func TestAbove(t *testing.T) {
	for _, c := range []struct {
		t, other sla.Tier
		want     bool
	}{
		{sla.TierHot, sla.TierStandard, true},
		{sla.TierHot, sla.TierHot, false},
		{sla.TierStandard, sla.TierHot, false},
		{sla.TierStandard, sla.TierStandard, false},
		{sla.TierHot, "", true},
		{sla.TierStandard, "", false},
	} {
		if got := c.t.Above(c.other); got != c.want {
			t.Errorf("%q above %q: %v", c.t, c.other, got)
		}
	}
}

func FuzzTierOf(f *testing.F) {
	f.Add("demoRequest", "website")
	f.Fuzz(func(t *testing.T, action, source string) {
		d := sla.Details{Action: action, Source: source}
		if got := sla.TierOf(&d); got != sla.TierHot && got != sla.TierStandard {
			t.Errorf("the tier is %q", got)
		}
	})
}
