package main

import "leadpact/bot/manifest"

// scopeNames are the bot scopes of the manifest: what an app has that was made
// from it.
func scopeNames() []string {
	var names []string
	for _, s := range manifest.Scopes() {
		names = append(names, s.Name)
	}
	return names
}
