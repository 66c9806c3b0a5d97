package invariant_test

import "testing"

func TestSecretsThatGetOutAreFound(t *testing.T) {
	t.Parallel()
	finds(t, 14, map[string]mutation{
		"an email in the metadata": func(w *world) bool {
			return says(w, isCard, `"event_payload":{`, `"event_payload":{"email":"mara@kessel.example",`)
		},
		"an email instead of the id":      func(w *world) bool { return says(w, isCard, `"lead":"`, `"lead":"mara@kessel.example`) },
		"the bot's token in a text":       func(w *world) bool { return speaks(w, map[string]any{"text": "it is xoxb-1234-abcd"}) },
		"the app's token in an answer":    func(w *world) bool { return speaks(w, map[string]any{"blocks": "xapp-1-A012-abcd"}) },
		"an email in a window":            func(w *world) bool { return opens(w, `{"lead":"`+w.leads[0].ID+`","email":"mara@kessel.example"}`, "") },
		"a phone as a window's channel":   func(w *world) bool { return opens(w, `{"channel":"+49 30 555"}`, "") },
		"a name as a window's lead":       func(w *world) bool { return opens(w, `{"lead":"Mara"}`, "") },
		"a name alone in a window":        func(w *world) bool { return opens(w, `Mara Lindt`, "") },
		"a name among lists":              func(w *world) bool { return opens(w, `["Mara"]`, "") },
		"an email as a window's other id": func(w *world) bool { return opens(w, "", "mara@kessel.example") },
		"an email in a window that answers": func(w *world) bool {
			return answersWith(w, `{"email":"mara@kessel.example"}`)
		},
	})
}

// opens opens a window that carries something unseen.
func opens(w *world, carries, id string) bool {
	w.answered("views.open", map[string]any{"view": asJSON(map[string]any{"type": "modal", "private_metadata": carries, "external_id": id})}, `{"ok":true}`)
	return true
}

// answersWith shows such a window in answer to a submission.
func answersWith(w *world, carries string) bool {
	view := map[string]any{"type": "modal", "private_metadata": carries}
	w.answered("socket.ack", map[string]any{"type": "view_submission", "payload": map[string]any{"view": view}}, `{"ok":true}`)
	return true
}

func TestAWindowMayCarryWhereItsLeadIs(t *testing.T) {
	t.Parallel()
	s := aScene(t)
	carries := `{"lead":"` + s.lead.ID + `","channel":"C0SALES","message":"1772442900.000001","home":true}`
	s.call("views.open", map[string]any{"view": map[string]any{"private_metadata": carries, "external_id": s.lead.ID}}, `{"ok":true}`)
	s.call("views.publish", map[string]any{"view": map[string]any{"type": "home"}}, `{"ok":true}`)
	s.breaks()
}
