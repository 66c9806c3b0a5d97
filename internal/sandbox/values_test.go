package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// wordModal has one input whose block and action have the same name.
const wordModal = `{"type":"modal","title":{"type":"plain_text","text":"T"},"submit":{"type":"plain_text","text":"Go"},"blocks":[
 {"type":"input","block_id":"word","optional":true,"label":{"type":"plain_text","text":"A word"},"element":{"type":"plain_text_input","action_id":"word","initial_value":"first"}},
 {"type":"input","block_id":"how","optional":true,"label":{"type":"plain_text","text":"How"},"element":{"type":"static_select","action_id":"pick",
  "options":[{"text":{"type":"plain_text","text":"By mail"},"value":"mail"}]}},
 {"type":"input","block_id":"who","optional":true,"label":{"type":"plain_text","text":"Who"},"element":{"type":"multi_users_select","action_id":"people"}}]}`

func TestValuesInEveryShape(t *testing.T) {
	for name, values := range map[string]string{
		"by action":           `{"word": "hi", "pick": "mail", "people": ["ana", "U0BENOKAFOR"]}`,
		"by label":            `{"A word": "hi", "How": "By mail", "Who": ["ana", "ben"]}`,
		"by block and action": `{"word": {"word": "hi"}, "how": {"pick": "mail"}, "who": {"people": ["ana", "ben"]}}`,
		"as Slack's state": `{"word": {"word": {"type": "plain_text_input", "value": "hi"}},
			"how": {"pick": {"type": "static_select", "selected_option": {"text": {"type": "plain_text", "text": "By mail"}, "value": "mail"}}},
			"who": {"people": {"type": "multi_users_select", "selected_users": ["U0ANADUARTE", "U0BENOKAFOR"]}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			w := open(t)
			a := w.dial()
			p, _ := w.submit(a, Submit{User: "ana", ViewID: w.modal(wordModal), Values: fromJSON(t, values)}, "")
			state := at(t, p, "view", "state", "values")
			if at(t, state, "word", "word", "value") != "hi" || at(t, state, "how", "pick", "selected_option", "value") != "mail" ||
				fmt.Sprint(at(t, state, "who", "people", "selected_users")) != "[U0ANADUARTE U0BENOKAFOR]" {
				t.Errorf("%v", state)
			}
		})
	}
}

func fromJSON(t *testing.T, text string) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestNullEmptiesAField(t *testing.T) {
	for _, values := range []string{`{"word": null}`, `{"word": {"word": null}}`, `{"word": {"word": {"type": "plain_text_input", "value": null}}}`, `{"word": ""}`} {
		w := open(t)
		a := w.dial()
		p, _ := w.submit(a, Submit{User: "ana", ViewID: w.modal(wordModal), Values: fromJSON(t, values)}, "")
		if word := at(t, p, "view", "state", "values", "word", "word", "value"); word != nil {
			t.Errorf("%s gave %v", values, word)
		}
	}
}

func TestValuesThatNobodyCouldTypeAreRefused(t *testing.T) {
	w := open(t)
	id := w.modal(wordModal)
	for values, want := range map[string]string{
		`{"word": {"nope": "hi"}}`:           `"word" takes a text or a number, not {"nope":"hi"}`,
		`{"word": {"word": {"nope": "hi"}}}`: `"word" takes a text or a number`,
		`{"word": {}}`:                       `"word" takes a text or a number`,
		`{"word": ["hi"]}`:                   `"word" takes a text or a number`,
		`{"word": true}`:                     `"word" takes a text or a number`,
		`{"people": [{"id": "ana"}]}`:        `"people" takes a text or a number`,
		`{"pick": {"value": "mail"}}`:        `"pick" takes a text or a number`,
		`{"how": "mail"}`:                    `no input "how"; it has word, pick, people`,
		`{"how": {"word": "hi"}}`:            `no input "how"`,
		`{"pick": "pigeon"}`:                 `no option "pigeon"`,
		`{"word": "kept", "pick": "pigeon"}`: `no option "pigeon"`,
	} {
		status, out := w.post("/sandbox/v1/submit", `{"user": "ana", "view_id": "`+id+`", "values": `+values+`}`)
		if said, _ := out["error"].(string); status != http.StatusBadRequest || !strings.Contains(said, want) {
			t.Errorf("%s gave %d %v, want %s", values, status, out, want)
		}
	}
	if word := w.open("ana")[0].State.Values["word"]["word"]["value"]; word != "first" {
		t.Errorf("what was refused has been filled in: %v", word)
	}
	if n := w.State().PendingEnvelopes; n != 0 {
		t.Errorf("%d envelopes reached the bot", n)
	}
}

func TestAButtonMeansNoObject(t *testing.T) {
	w := open(t)
	a := w.dial()
	ts := w.say("sales-leads", "card", "blocks", claimBlocks)
	p, _ := w.clicked(a, Click{User: "ana", Channel: "sales-leads", TS: ts, ActionID: "claim", Value: map[string]any{"x": 1}})
	if strings.Contains(fmt.Sprint(at(t, p, "actions", 0, "value")), "map[") {
		t.Errorf("%v", p["actions"])
	}
}
