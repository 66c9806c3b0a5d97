package sandbox

import (
	"errors"
	"testing"
)

func TestPeopleWriteToEachOther(t *testing.T) {
	w := open(t)
	card := w.say("sales-leads", "card")
	status, first := w.post("/sandbox/v1/say", map[string]any{"user": "ana", "channel": "sales-leads", "text": " I know them. "})
	if status != 200 || first["user"] != "U0ANADUARTE" || first["text"] != "I know them." || first["thread_ts"] != "" {
		t.Fatalf("%d %v", status, first)
	}
	_, reply := w.post("/sandbox/v1/say", map[string]any{"user": "ben", "channel": "sales-leads", "text": "Call first", "thread_ts": card})
	if reply["thread_ts"] != card {
		t.Errorf("a reply in the card's thread: %v", reply)
	}
	all, err := w.Messages("sales-leads", "greta")
	if err != nil || len(all) != 3 || all[1].User != "U0ANADUARTE" || all[2].User != "U0BENOKAFOR" {
		t.Errorf("%v %+v", err, all)
	}
}

// What a person wrote is theirs: the bot may neither change nor remove it.
func TestTheBotCannotChangeWhatPeopleWrite(t *testing.T) {
	w := open(t)
	m, err := w.Say(t.Context(), Said{User: "ana", Channel: "sales-leads", Text: "mine"})
	if err != nil {
		t.Fatal(err)
	}
	for method, want := range map[string]string{"chat.update": "cant_update_message", "chat.delete": "cant_delete_message"} {
		if out := w.api(method, "channel", "C0SALESLEADS", "ts", m.TS, "text", "no"); out["error"] != want {
			t.Errorf("%s: %v", method, out)
		}
	}
}

func TestNotEverybodyCanWriteEverywhere(t *testing.T) {
	w := open(t)
	for name, c := range map[string]struct {
		said   Said
		status int
	}{
		"nobody":           {Said{User: "zoe", Channel: "sales-leads", Text: "x"}, 404},
		"the bot":          {Said{User: botName, Channel: "sales-leads", Text: "x"}, 404},
		"no such channel":  {Said{User: "ana", Channel: "nowhere", Text: "x"}, 404},
		"not a member":     {Said{User: "ana", Channel: "sales-managers", Text: "x"}, 404},
		"archived":         {Said{User: "ana", Channel: "old-deals", Text: "x"}, 409},
		"to the bot":       {Said{User: "ana", Channel: "@ana", Text: "x"}, 409},
		"nothing":          {Said{User: "ana", Channel: "sales-leads", Text: " "}, 400},
		"under no message": {Said{User: "ana", Channel: "sales-leads", Text: "x", ThreadTS: "1.000001"}, 404},
	} {
		_, err := w.Say(t.Context(), c.said)
		var no *Refusal
		if !errors.As(err, &no) || no.Status != c.status || no.Sentence == "" {
			t.Errorf("%s: %v, want a refusal with %d", name, err, c.status)
		}
	}
}
