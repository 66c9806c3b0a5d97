package sandbox

import (
	"context"
	"strings"
	"sync"
	"testing"
)

// clicked clicks while an app acks, and returns what the app got.
func (w *world) clicked(a *app, c Click) (map[string]any, Clicked) {
	w.t.Helper()
	type result struct {
		out Clicked
		err error
	}
	done := make(chan result, 1)
	go func() {
		out, err := w.Click(context.Background(), c)
		done <- result{out, err}
	}()
	f := a.next()
	a.ack(f, "")
	r := <-done
	if r.err != nil || !r.out.OK {
		w.t.Fatalf("%+v %v", r.out, r.err)
	}
	if f.Type != kindInteractive || f.Accepts {
		w.t.Errorf("envelope %+v", f)
	}
	return parse(w.t, f.Payload), r.out
}

func TestClickPayload(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks, "metadata", `{"event_type":"lead","event_payload":{}}`)
	p, out := w.clicked(a, Click{User: "ana", Channel: "#sales-leads", TS: ts, ActionID: "claim"})
	if out.AckMS <= 0 {
		t.Errorf("ack_ms %v", out.AckMS)
	}
	for path, want := range map[string]any{
		"type": "block_actions", "api_app_id": appID, "is_enterprise_install": false,
	} {
		if p[path] != want {
			t.Errorf("%s = %v", path, p[path])
		}
	}
	user, container, action := at(t, p, "user"), at(t, p, "container"), at(t, p, "actions", 0)
	if at(t, user, "id") != "U0ANADUARTE" || at(t, user, "username") != "ana" || at(t, user, "team_id") != teamID {
		t.Errorf("user %v", user)
	}
	if at(t, container, "type") != "message" || at(t, container, "message_ts") != ts || at(t, container, "is_ephemeral") != false {
		t.Errorf("container %v", container)
	}
	if at(t, action, "block_id") != "acts" || at(t, action, "value") != "lead-1" || at(t, action, "type") != "button" ||
		at(t, action, "style") != "primary" || at(t, action, "text", "text") != "Claim" || out.ActionTS == "" || at(t, action, "action_ts") != out.ActionTS {
		t.Errorf("action %v", action)
	}
	if at(t, p, "message", "ts") != ts || at(t, p, "message", "metadata", "event_type") != "lead" || at(t, p, "channel", "name") != "sales-leads" {
		t.Errorf("message %v", p["message"])
	}
	if !strings.HasPrefix(p["response_url"].(string), w.server.URL+"/response/") || p["trigger_id"] == "" {
		t.Errorf("response_url %v", p["response_url"])
	}
	if at(t, p, "state", "values", "acts", "stage", "type") != "static_select" {
		t.Errorf("state %v", p["state"])
	}
}

func TestClickOfAStranger(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	p, _ := w.clicked(a, Click{User: "gus", Channel: "sales-leads", TS: ts, ActionID: "claim"})
	if at(t, p, "user", "team_id") != strangerID || at(t, p, "team", "id") != teamID {
		t.Errorf("user %v team %v", p["user"], p["team"])
	}
}

func TestSelectAndOverflowClicks(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	p, _ := w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "more", Value: "hide"})
	if at(t, p, "actions", 0, "selected_option", "value") != "hide" || at(t, p, "actions", 0, "type") != "overflow" {
		t.Errorf("%v", p["actions"])
	}
	p, _ = w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "stage", Value: "Won"})
	if at(t, p, "actions", 0, "selected_option", "value") != "won" || at(t, p, "state", "values", "acts", "stage", "selected_option", "value") != "won" {
		t.Errorf("%v %v", p["actions"], p["state"])
	}
	if _, err := w.Click(context.Background(), Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "stage", Value: "nope"}); err == nil {
		t.Error("picked an option that is not there")
	}
}

// A click that was under way when its button was redrawn away arrives like any other.
func TestClickOnWhatIsGone(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	w.wantOK(w.api("chat.update", "channel", "C0SALESLEADS", "ts", ts, "text", "taken", "blocks", claimedBlocks))
	p, _ := w.clicked(a, Click{User: "ben", Channel: "sales-leads", TS: ts, ActionID: "claim"})
	if at(t, p, "actions", 0, "block_id") != "acts" || at(t, p, "actions", 0, "value") != "lead-1" {
		t.Errorf("%v", p["actions"])
	}
	if at(t, p, "message", "text") != "taken" {
		t.Errorf("the message is not the present one: %v", p["message"])
	}
	p, _ = w.clicked(a, Click{User: "ben", Channel: "sales-leads", TS: ts, ActionID: "never", Value: "v"})
	if at(t, p, "actions", 0, "block_id") != "gone" || at(t, p, "actions", 0, "value") != "v" {
		t.Errorf("%v", p["actions"])
	}
}

func TestSameActionSeveralTimes(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "list", "blocks", `[
	 {"type":"section","block_id":"one","text":{"type":"mrkdwn","text":"a"},"accessory":{"type":"button","action_id":"claim","value":"1","text":{"type":"plain_text","text":"Claim"}}},
	 {"type":"section","block_id":"two","text":{"type":"mrkdwn","text":"b"},"accessory":{"type":"button","action_id":"claim","value":"2","text":{"type":"plain_text","text":"Claim"}}}]`)
	for _, c := range []struct{ click, want Click }{
		{Click{Value: "2"}, Click{BlockID: "two", Value: "2"}},
		{Click{BlockID: "two"}, Click{BlockID: "two", Value: "2"}},
		{Click{}, Click{BlockID: "one", Value: "1"}},
	} {
		c.click.User, c.click.Channel, c.click.TS, c.click.ActionID = "ana", "sales-leads", ts, "claim"
		p, _ := w.clicked(a, c.click)
		if at(t, p, "actions", 0, "block_id") != c.want.BlockID || at(t, p, "actions", 0, "value") != c.want.Value {
			t.Errorf("%+v gave %v", c.click, p["actions"])
		}
	}
}

func TestClickInEphemeral(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.wantOK(w.api("chat.postEphemeral", "channel", "C0SALESLEADS", "user", "U0ANADUARTE", "text", "next", "blocks", claimBlocks))["message_ts"].(string)
	p, _ := w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
	if _, ok := p["message"]; ok || at(t, p, "container", "is_ephemeral") != true {
		t.Errorf("%v", p)
	}
	if _, err := w.Click(context.Background(), Click{User: "ben", Channel: "sales-leads", TS: ts, ActionID: "claim"}); err == nil {
		t.Error("Ben clicked what only Ana sees")
	}
}

func TestClickRefusals(t *testing.T) {
	w := open(t)
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	secret := w.say("sales-managers", "card", "blocks", claimBlocks)
	for _, c := range []Click{
		{User: "nobody", Channel: "sales-leads", TS: ts, ActionID: "claim"},
		{User: "leadpact", Channel: "sales-leads", TS: ts, ActionID: "claim"},
		{User: "ana", Channel: "nowhere", TS: ts, ActionID: "claim"},
		{User: "ana", Channel: "sales-leads", TS: "1.1", ActionID: "claim"},
		{User: "ana", Channel: "sales-leads", TS: ts},
		{User: "ana", Channel: "sales-managers", TS: secret, ActionID: "claim"},
		{User: "ana", ActionID: "claim"},
		{User: "ana", ViewID: "V0", ActionID: "claim"},
	} {
		if _, err := w.Click(context.Background(), c); err == nil {
			t.Errorf("%+v was clicked", c)
		}
	}
}

func TestNoAckIsSaid(t *testing.T) {
	w := open(t)
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	out, err := w.Click(ctx, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim"})
	if err != nil || out.OK {
		t.Errorf("%+v %v", out, err)
	}
}

func TestRaceOfTwoHundredClicks(t *testing.T) {
	w := open(t)
	w.dial().serve(nil)
	w.dial().serve(nil)
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			out, err := w.Click(context.Background(), Click{
				User: []string{"ana", "ben", "chloe", "dev"}[i%4], Channel: "sales-leads", TS: ts, ActionID: "claim", NoSettle: true,
			})
			if err != nil || !out.OK {
				t.Errorf("%+v %v", out, err)
			}
		})
	}
	wg.Wait()
	if n := w.State().PendingEnvelopes; n != 0 {
		t.Errorf("%d left", n)
	}
}
