package sandbox

import (
	"encoding/json"
	"slices"

	"leadpact/internal/sandbox/blockkit"
)

const (
	maxView  = 250_000 // bytes of JSON
	maxStack = 3
)

// View is a modal or a home tab, as Slack shows it.
type View struct {
	ID                 string          `json:"id"`
	TeamID             string          `json:"team_id"`
	Type               string          `json:"type"`
	Title              json.RawMessage `json:"title"`
	Close              json.RawMessage `json:"close"`
	Submit             json.RawMessage `json:"submit"`
	Blocks             json.RawMessage `json:"blocks"`
	PrivateMetadata    string          `json:"private_metadata"`
	CallbackID         string          `json:"callback_id"`
	ExternalID         string          `json:"external_id"`
	State              State           `json:"state"`
	Hash               string          `json:"hash"`
	ClearOnClose       bool            `json:"clear_on_close"`
	NotifyOnClose      bool            `json:"notify_on_close"`
	SubmitDisabled     bool            `json:"submit_disabled"`
	PreviousViewID     *string         `json:"previous_view_id"`
	RootViewID         string          `json:"root_view_id"`
	AppID              string          `json:"app_id"`
	AppInstalledTeamID string          `json:"app_installed_team_id"`
	BotID              string          `json:"bot_id"`
}

// State is what a person filled in, by block and action.
type State struct {
	Values map[string]map[string]answer `json:"values"`
}

// view is a View on somebody's screen.
type view struct {
	View
	user string
	past []json.RawMessage
}

// readView checks a view of the wanted type ("modal" or "home").
func (w *Workspace) readView(raw json.RawMessage, want string) (v View, err *fail) {
	if !object(raw) {
		return v, failed("invalid_arguments")
	}
	if len(raw) > maxView {
		return v, failed("view_too_large")
	}
	check := blockkit.Modal
	if want == "home" {
		check = blockkit.Home
	}
	if faults := check(raw); len(faults) > 0 {
		return v, failedWith("invalid_arguments", faults)
	}
	if json.Unmarshal(raw, &v) != nil || v.Type != want {
		return v, failedWith("invalid_arguments", []string{"[ERROR] wrong type of view [json-pointer:/view/type]"})
	}
	if faults := w.unreadyFiles(v.Blocks); len(faults) > 0 {
		return v, failedWith("invalid_arguments", faults)
	}
	if !list(v.Blocks) {
		v.Blocks = json.RawMessage("[]")
	}
	v.Blocks = withIDs(v.Blocks)
	v.TeamID, v.AppID, v.AppInstalledTeamID, v.BotID = teamID, appID, teamID, botID
	v.State = State{Values: initialState(spots(v.Blocks))}
	v.Hash = w.actionStamp() + "." + randomID("", mixed, 8)
	return v, nil
}

// show puts a new view on top of a person's stack. The lock is held.
func (w *Workspace) show(user string, v View) *view {
	stack := w.stacks[user]
	v.ID = randomID("V0", upper, 9)
	v.RootViewID, v.PreviousViewID = v.ID, nil
	if len(stack) > 0 {
		below := stack[len(stack)-1].ID
		v.RootViewID, v.PreviousViewID = stack[0].ID, &below
	}
	shown := &view{View: v, user: user}
	w.views[v.ID] = shown
	w.stacks[user] = append(stack, shown)
	w.changed(change{Changed: "views", User: user})
	return shown
}

// replace changes what a view shows; what the person had filled in stays where
// block and action are still the same. The lock is held.
func (w *Workspace) replace(old *view, v View) {
	for block, actions := range v.State.Values {
		for action := range actions {
			if kept, ok := old.State.Values[block][action]; ok {
				actions[action] = kept
			}
		}
	}
	v.ID, v.RootViewID, v.PreviousViewID = old.ID, old.RootViewID, old.PreviousViewID
	old.past = append(old.past, old.Blocks)
	if len(old.past) > maxPast {
		old.past = slices.Delete(old.past, 0, 1)
	}
	old.View = v
	kind := "views"
	if v.Type == "home" {
		kind = "home"
	}
	w.changed(change{Changed: kind, User: old.user})
}

// closeTop takes views off a person's stack until n are left. The lock is held.
func (w *Workspace) closeTop(user string, n int) {
	stack := w.stacks[user]
	for _, v := range stack[min(n, len(stack)):] {
		delete(w.views, v.ID)
	}
	w.stacks[user] = slices.Clone(stack[:min(n, len(stack))])
	w.changed(change{Changed: "views", User: user})
}

// Views are the modals on a person's screen, the topmost last.
func (w *Workspace) Views(user string) ([]View, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	p := w.person(user)
	if p == nil {
		return nil, notFound("There is nobody called %q.", user)
	}
	out := []View{}
	for _, v := range w.stacks[p.id] {
		out = append(out, v.View)
	}
	return out, nil
}
