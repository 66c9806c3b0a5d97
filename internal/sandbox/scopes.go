package sandbox

import (
	"context"
	"slices"
	"strings"
)

// Granted are the bot scopes that the app has at the moment.
func (w *Workspace) Granted() []string { return slices.Clone(*w.granted.Load()) }

// Grant changes what the app was granted, as an admin does who adds or takes
// away scopes and installs the app again. The token stays the same, as Slack's
// does.
func (w *Workspace) Grant(scopes []string) error {
	for _, s := range scopes {
		if s == "" || strings.ContainsAny(s, ", \t") {
			return badRequest("%q is no scope; write one such as chat:write.", s)
		}
	}
	w.grant(scopes)
	w.changed(change{Changed: "state"})
	return nil
}

func (w *Workspace) grant(scopes []string) {
	kept := append([]string{}, scopes...)
	w.granted.Store(&kept)
}

func (w *Workspace) has(scope string) bool { return slices.Contains(*w.granted.Load(), scope) }

// grantedList is what the app was granted, as Slack writes it.
func (w *Workspace) grantedList() string { return strings.Join(*w.granted.Load(), ",") }

type scopesOrder struct {
	Scopes []string `json:"scopes"`
}

func (w *Workspace) changeScopes(_ context.Context, o scopesOrder) (answer, error) {
	if o.Scopes == nil {
		return nil, badRequest(`Say which scopes the app has, such as {"scopes": ["chat:write", "commands"]}; [] for none.`)
	}
	if err := w.Grant(o.Scopes); err != nil {
		return nil, err
	}
	return answer{"scopes": w.Granted()}, nil
}
