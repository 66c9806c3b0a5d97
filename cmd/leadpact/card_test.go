package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
)

// shown is all that a message shows, markup included.
func shown(m sandbox.Message) string {
	parts := []string{m.Text}
	eachText(gjson.ParseBytes(m.Blocks), func(s string) { parts = append(parts, s) })
	return strings.Join(parts, "\n")
}

func eachText(v gjson.Result, yield func(string)) {
	v.ForEach(func(key, value gjson.Result) bool {
		if value.IsObject() || value.IsArray() {
			eachText(value, yield)
		} else if key.Str == "text" {
			yield(value.Str)
		}
		return true
	})
}

// button is a button on a message.
type button struct{ Action, Label, Value string }

func buttonsOf(m sandbox.Message) []button {
	var out []button
	for _, b := range gjson.GetBytes(m.Blocks, `#(type=="actions")#.elements|@flatten`).Array() {
		out = append(out, button{b.Get("action_id").Str, b.Get("text.text").Str, b.Get("value").Str})
	}
	return out
}

// leadOn is the lead that a message is the card of; empty for other messages.
func leadOn(m sandbox.Message) string { return gjson.GetBytes(m.Metadata, "event_payload.lead").Str }

// copies are the messages that are, or were, the card of a lead.
func (w *workspace) copies(lead string) []sandbox.Message {
	w.t.Helper()
	var out []sandbox.Message
	for _, m := range w.messages(salesLeads, "") {
		if leadOn(m) == lead {
			out = append(out, m)
		}
	}
	return out
}

// expectCard waits until a lead has a card, one alone, that says the parts.
func (w *workspace) expectCard(lead string, parts ...string) sandbox.Message {
	w.t.Helper()
	var card sandbox.Message
	eventually(w.t, func() error {
		copies := w.copies(lead)
		if len(copies) != 1 {
			return fmt.Errorf("lead %s has %d cards", lead, len(copies))
		}
		card = copies[0]
		return says("the card", shown(card), parts...)
	})
	return card
}

// thread is what stands in the thread of a card.
func (w *workspace) thread(card sandbox.Message) []string {
	w.t.Helper()
	var out []string
	for _, m := range w.messages(salesLeads, "") {
		if m.ThreadTS == card.TS {
			out = append(out, shown(m))
		}
	}
	return out
}

// clicks has somebody click a button of a message, which must be acked in time.
func (w *workspace) clicks(who string, on sandbox.Message, action string) sandbox.Clicked {
	w.t.Helper()
	got, err := w.click(who, on, action)
	if err == nil && (!got.OK || got.AckMS > 3000) {
		err = fmt.Errorf("%s's click was acked after %.0f ms (%t)", who, got.AckMS, got.OK)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return got
}

func (w *workspace) click(who string, on sandbox.Message, action string) (sandbox.Clicked, error) {
	lead := leadOn(on)
	for _, b := range buttonsOf(on) {
		if b.Action == action {
			lead = b.Value
		}
	}
	return w.acts(sandbox.Click{User: who, Channel: salesLeads, TS: on.TS, ActionID: action}, lead)
}

// acts has somebody click a button that is about a lead, wherever it is.
func (w *workspace) acts(c sandbox.Click, lead string) (got sandbox.Clicked, err error) {
	sent := time.Now()
	err = w.asks(http.MethodPost, "click", c, &got)
	if err == nil {
		w.seen.clicked(c, lead, sent, got)
	}
	return got, err
}

// privately is what somebody alone sees in the sales channel.
func (w *workspace) privately(who string) []sandbox.Message {
	w.t.Helper()
	var out []sandbox.Message
	for _, m := range w.messages(salesLeads, who) {
		if m.EphemeralTo != "" {
			out = append(out, m)
		}
	}
	return out
}

// seesPrivately waits until somebody alone sees a message that says the parts,
// as the latest of theirs.
func (w *workspace) seesPrivately(who string, parts ...string) sandbox.Message {
	w.t.Helper()
	var last sandbox.Message
	eventually(w.t, func() error {
		mine := w.privately(who)
		if len(mine) == 0 {
			return fmt.Errorf("%s sees nothing privately", who)
		}
		last = mine[len(mine)-1]
		return says("what "+who+" sees privately", shown(last), parts...)
	})
	return last
}

// sends sends a raw envelope of any type.
func (w *workspace) sends(kind string, payload any) (got sandbox.Clicked, err error) {
	raw, err := json.Marshal(payload)
	if err != nil {
		return got, err
	}
	sent := time.Now()
	err = w.asks(http.MethodPost, "envelope", map[string]any{"type": kind, "payload": json.RawMessage(raw)}, &got)
	if err == nil {
		w.seen.sentRaw(raw, sent, got)
	}
	return got, err
}
