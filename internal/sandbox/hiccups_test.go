package sandbox

import (
	"slices"
	"testing"
)

// What the page tells of a storm: what is to come, what has come, and that the
// bot is through.
func TestHiccupsAreToldUntilTheyAreOver(t *testing.T) {
	w := open(t)
	if _, err := w.Faults(t.Context(), Fault{Method: "chat.postMessage", Mode: FaultRateLimit, Times: 2, RetryAfter: 1}); err != nil {
		t.Fatal(err)
	}
	if got := w.State().Hiccups; len(got.Laid) != 1 || got.Laid[0].Times != 2 || got.Hits != 0 || len(got.Failing) != 0 {
		t.Fatalf("before the first call: %+v", got)
	}
	w.api("chat.postMessage", "channel", "sales-leads", "text", "one")
	if got := w.State().Hiccups; got.Laid[0].Times != 1 || got.Hits != 1 || !slices.Equal(got.Failing, []string{"chat.postMessage"}) {
		t.Fatalf("after the first: %+v", got)
	}
	w.api("chat.postMessage", "channel", "sales-leads", "text", "one")
	w.api("auth.test")
	if got := w.State().Hiccups; len(got.Laid) != 0 || got.Hits != 2 || len(got.Failing) != 1 {
		t.Fatalf("after the second: %+v", got)
	}
	w.say("sales-leads", "one")
	if got := w.State().Hiccups; got.Hits != 2 || len(got.Failing) != 0 {
		t.Fatalf("after one that went through: %+v", got)
	}
}

// A late answer is a hit, but nothing that the bot has to repeat.
func TestLateAnswersAreNotFailing(t *testing.T) {
	w := open(t)
	if _, err := w.Faults(t.Context(), Fault{Method: "auth.test", Mode: FaultDelay, DelayMS: 1}); err != nil {
		t.Fatal(err)
	}
	w.wantOK(w.api("auth.test"))
	if got := w.State().Hiccups; got.Hits != 1 || len(got.Failing) != 0 || len(got.Laid) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestClearedHiccupsAreOver(t *testing.T) {
	w := open(t)
	for _, f := range []Fault{{Method: "*", Mode: FaultError, Times: -1}, {Clear: true}} {
		if _, err := w.Faults(t.Context(), f); err != nil {
			t.Fatal(err)
		}
		w.api("auth.test")
	}
	if got := w.State().Hiccups; len(got.Laid) != 0 || len(got.Failing) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestTheCommandIsDescribedAsInTheManifest(t *testing.T) {
	w := open(t, func(o *Options) { o.Description, o.UsageHint = "Leads", "help | lead ID" })
	_, out := w.get("/sandbox/v1/state")
	if out["command_description"] != "Leads" || out["usage_hint"] != "help | lead ID" {
		t.Errorf("%v, %v", out["command_description"], out["usage_hint"])
	}
}
