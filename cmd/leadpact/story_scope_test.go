package main

import (
	"net/http"
	"slices"
	"testing"
)

// TestWithoutTheScopeToPostTheBotIsNotReady takes the scope away and gives it
// back, as installing the app again does.
func TestWithoutTheScopeToPostTheBotIsNotReady(t *testing.T) {
	t.Parallel()
	w := aWorkspace(t)
	bot := w.isServed(aStore(t))
	grants := func(scopes []string) {
		w.must(http.MethodPost, "scopes", map[string]any{"scopes": scopes}, nil)
	}
	granted := w.state().Scopes
	bot.isReady()
	grants(slices.DeleteFunc(slices.Clone(granted), func(s string) bool { return s == "chat:write" }))
	mara := bot.aLeadArrives()
	eventually(t, func() error {
		return bot.readySays(http.StatusServiceUnavailable, "lets the app say nothing", "missing_scope", "needs the scope chat:write")
	})
	grants(granted)
	w.expectCard(bot.aLeadArrives())
	bot.isReady()
	w.expectCard(mara) // tried again by itself
}
