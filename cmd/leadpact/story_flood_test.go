package main

import (
	"fmt"
	"testing"
	"time"

	"leadpact/internal/sandbox"
)

func TestFiveHundredLeadsAtOnceAreAllPostedOnceTheHotOnesFirst(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	// The first card is held up, so that all the others wait together.
	w.suffers(sandbox.Fault{Method: post, Mode: sandbox.FaultDelay, DelayMS: 5000})
	first := w.aLeadArrives()
	eventually(t, func() error {
		if len(w.messages(salesLeads, "")) == 0 {
			return fmt.Errorf("the first card is not under way")
		}
		return nil
	})
	isHot := map[string]bool{}
	leads := make([][]string, 110)
	atOnce(len(leads), func(i int) {
		batch := []lead{somebody()}
		if i < 10 { // ten arrays of forty, a hundred alone
			for len(batch) < 40 {
				batch = append(batch, somebody())
			}
		}
		if i%5 == 0 {
			batch[0]["action"] = "demo_request"
		}
		got, err := w.tries(batch)
		if err != nil || len(got.Results) != len(batch) {
			t.Errorf("the leads were not taken in: %v %v", got, err)
			return
		}
		for _, r := range got.Results {
			leads[i] = append(leads[i], r.Lead)
		}
	})
	want := []string{first}
	for i, ids := range leads {
		isHot[ids[0]] = i%5 == 0
		want = append(want, ids...)
	}
	equal(t, "leads", len(want), 501)
	w.settles(want, 1)

	cold := ""
	for _, m := range w.messages(salesLeads, "") {
		switch id := leadOn(m); {
		case id == first:
		case isHot[id] && cold != "":
			t.Fatalf("the hot lead %s was shown after %s", id, cold)
		case !isHot[id] && id < cold:
			t.Fatalf("lead %s came before %s and was shown after it", id, cold)
		case !isHot[id]:
			cold = id
		}
	}
	expect(t, says("/sla status", w.isTold("greta", "status"), "501 leads open, 501 unclaimed"))
}

func TestAChannelGetsNoMoreMessagesASecondThanItsRate(t *testing.T) {
	t.Parallel()
	w := aSandbox(t, "LEADPACT_CHANNEL_RATE=20")
	var batch []lead
	for range 60 {
		batch = append(batch, somebody())
	}
	var leads []string
	for _, r := range w.arrives(batch).Results {
		leads = append(leads, r.Lead)
	}
	w.settles(leads, 1)
	calls := w.calls(post)
	for i := range calls {
		within := 0
		for _, c := range calls[i:] {
			if c.Time.Sub(calls[i].Time) < time.Second {
				within++
			}
		}
		// The journal tells when a call came in. One that was late on its way
		// makes the next seem early, hence the one more.
		if within > 22 {
			t.Fatalf("%d messages within a second", within)
		}
	}
	if took := calls[59].Time.Sub(calls[0].Time); took < 59*time.Second/20-100*time.Millisecond {
		t.Errorf("60 messages took %s", took)
	}
}
