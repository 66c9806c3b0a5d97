package invariant_test

import (
	"encoding/json"
	"testing"

	"leadpact/internal/invariant"
	"leadpact/sla"
)

func TestForeignTextAndBadInputAreFound(t *testing.T) {
	t.Parallel()
	ways := map[string]mutation{
		"a refused delivery was kept": func(w *world) bool {
			return changesDelivery(w, func(d *invariant.Delivery) { d.Status, d.Receipts = 400, nil })
		},
		"a guest has done something": func(w *world) bool {
			l, _ := w.event(sla.Claimed)
			if l == nil {
				return false
			}
			w.e.Guests = append(w.e.Guests, "U1ANA", "U2BEN")
			return true
		},
	}
	for name, text := range map[string]string{
		"a ping of all": "<!channel>", "a ping of those here": "Mara <!here|here>", "a group": "<!subteam^S1>",
		"a stranger's name": "<@U7NOBODY>", "a channel": "<#C0GENERAL|general>", "a link to elsewhere": "<http://evil.example|bank.example>",
		"a mail to elsewhere": "<mailto:ceo@evil.example|boss@kessel.example>", "a sign alone": "1 < 2", "another protocol": "<javascript:alert(1)|kessel>",
	} {
		ways[name+" in the text"] = func(w *world) bool { return speaks(w, map[string]any{"text": text}) }
		ways[name+" in a block"] = func(w *world) bool {
			return speaks(w, map[string]any{"blocks": []any{map[string]any{"type": "section", "text": map[string]any{"type": "mrkdwn", "text": text}}}})
		}
	}
	finds(t, 13, ways)
}

// speaks adds a private answer to the calls.
func speaks(w *world, args map[string]any) bool {
	raw, err := json.Marshal(args)
	w.must(err)
	w.e.Calls = append(w.e.Calls, invariant.Call{At: w.now, Domain: w.now, Method: "response_url", Arguments: raw, Answer: json.RawMessage(`{"ok":true}`)})
	return true
}

func TestPlainTextIsNoMarkup(t *testing.T) {
	t.Parallel()
	for _, args := range []string{
		`{"blocks":[{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"<!channel>"},"accessibility_label":"<x"}]}]}`,
		`{"text":"Mara &lt;!channel&gt; <https://kessel.example/a?b=1&amp;c=2|kessel.example> <https://slack.example/p1|Open the card>"}`,
		`{"text":"<!date^1^{date}|today> <mailto:a@b.example|a@b.example>"}`,
	} {
		if broken := invariant.Check(invariant.Evidence{Calls: []invariant.Call{{Method: "response_url", Arguments: []byte(args)}}}); len(broken) > 0 {
			t.Errorf("%s: %v", args, broken)
		}
	}
}
