package invariant_test

import "testing"

func TestSecretsThatGetOutAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 14, map[string]mutation{
		"an email in the metadata": func(w *world) bool {
			return says(w, isCard, `"event_payload":{`, `"event_payload":{"email":"mara@kessel.example",`)
		},
		"an email instead of the id":   func(w *world) bool { return says(w, isCard, `"lead":"`, `"lead":"mara@kessel.example`) },
		"the bot's token in a text":    func(w *world) bool { return speaks(w, map[string]any{"text": "it is xoxb-1234-abcd"}) },
		"the app's token in an answer": func(w *world) bool { return speaks(w, map[string]any{"blocks": "xapp-1-A012-abcd"}) },
	})
}
