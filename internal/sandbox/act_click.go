package sandbox

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// Click is one person's click on one element.
type Click struct {
	User     string `json:"user"`
	Channel  string `json:"channel"`
	TS       string `json:"ts"`
	ViewID   string `json:"view_id"` // instead of channel and ts: in a modal or the home tab
	ActionID string `json:"action_id"`
	BlockID  string `json:"block_id"` // only needed where several elements share an action_id
	Value    any    `json:"value"`    // the button meant, or what was picked
	NoSettle bool   `json:"no_settle"`
}

// Clicked is what followed from a click at once.
type Clicked struct {
	AckMS    float64 `json:"ack_ms"`
	OK       bool    `json:"ok"`                  // acked within three seconds
	ActionTS string  `json:"action_ts,omitempty"` // the click's own stamp, as the app gets it
	ViewID   string  `json:"view_id,omitempty"`
}

// Click presses a button or picks from a select, and returns when the bot has
// acked and done what follows. What has been redrawn away is delivered as Slack
// delivers a click that was under way.
func (w *Workspace) Click(ctx context.Context, c Click) (Clicked, error) {
	w.mu.Lock()
	p := w.person(c.User)
	if p == nil || p.bot {
		w.mu.Unlock()
		return Clicked{}, notFound("There is nobody called %q.", c.User)
	}
	payload, t, err := w.clickPayload(p, c)
	w.mu.Unlock()
	if err != nil {
		return Clicked{}, err
	}
	e := newEnvelope(kindInteractive, false, payload)
	w.carrier.send(e)
	slip, ok := w.carrier.await(ctx, e)
	w.settleUnless(ctx, c.NoSettle)
	w.mu.Lock()
	defer w.mu.Unlock()
	return Clicked{AckMS: slip.ms(), OK: ok, ActionTS: t.acted, ViewID: t.opened}, nil
}

func (w *Workspace) clickPayload(p *person, c Click) ([]byte, *trigger, error) {
	if c.ActionID == "" {
		return nil, nil, badRequest("A click needs an action_id.")
	}
	if c.ViewID != "" || c.Channel == "" {
		return w.clickInView(p, c)
	}
	return w.clickInMessage(p, c)
}

func (w *Workspace) clickInMessage(p *person, c Click) ([]byte, *trigger, error) {
	ch := w.channel(c.Channel)
	if ch == nil {
		return nil, nil, notFound("There is no channel %q.", c.Channel)
	}
	m := ch.byTS[c.TS]
	if m == nil || (m.ephemeralTo != "" && m.ephemeralTo != p.id) || !ch.sees(p) {
		return nil, nil, notFound("%s sees no message %q in %s.", p.realName, c.TS, w.label(ch))
	}
	s := lastSeen(m.spots(), m.past, c)
	action, err := w.action(s, c.Value)
	if err != nil {
		return nil, nil, err
	}
	state := State{Values: initialState(m.spots())}
	w.keep(state, s, action)
	id, t := w.newTrigger(p.id, "")
	t.acted = textOf(action["action_ts"])
	url, _ := w.newResponseURL(p, ch, m)
	out := inMessage(interaction("block_actions", p, id), ch, m, url, state)
	out["actions"] = []answer{action}
	return out.bytes(), t, nil
}

func (w *Workspace) clickInView(p *person, c Click) ([]byte, *trigger, error) {
	v := w.viewOf(p, c)
	if v == nil {
		return nil, nil, notFound("%s has no view open with %q in it.", p.realName, c.ActionID)
	}
	s := lastSeen(spots(v.Blocks), v.past, c)
	action, err := w.action(s, c.Value)
	if err != nil {
		return nil, nil, err
	}
	w.keep(v.State, s, action)
	from := ""
	if v.Type == "modal" {
		from = v.ID
	}
	id, t := w.newTrigger(p.id, from)
	t.acted = textOf(action["action_ts"])
	out := inView(interaction("block_actions", p, id), v.View)
	out["actions"] = []answer{action}
	return out.bytes(), t, nil
}

// viewOf is the view that a click means: the one named, else the topmost modal
// that has the element, else the home tab.
func (w *Workspace) viewOf(p *person, c Click) *view {
	if c.ViewID != "" {
		if v := w.views[c.ViewID]; v != nil && v.user == p.id {
			return v
		}
		return nil
	}
	for _, v := range slices.Backward(w.stacks[p.id]) {
		if _, ok := find(spots(v.Blocks), c.BlockID, c.ActionID, ""); ok {
			return v
		}
	}
	return w.homes[p.id]
}

// lastSeen finds the element clicked on: where it is, or where it last was, or
// a button of that name that never was.
func lastSeen(now []spot, past []json.RawMessage, c Click) spot {
	value, _ := c.Value.(string)
	if s, ok := find(now, c.BlockID, c.ActionID, value); ok {
		return s
	}
	for _, blocks := range slices.Backward(past) {
		if s, ok := find(spots(blocks), c.BlockID, c.ActionID, value); ok {
			return s
		}
	}
	block := c.BlockID
	if block == "" {
		block = "gone"
	}
	return spot{block: block, element: map[string]any{"type": "button", "action_id": c.ActionID}}
}

// action is the click itself, as the app gets it.
func (w *Workspace) action(s spot, value any) (answer, error) {
	out := answer{
		"action_id": s.element["action_id"], "block_id": s.block, "type": s.element["type"], "action_ts": w.actionStamp(),
	}
	kind := s.text("type")
	switch {
	case kind == "overflow":
		option, err := s.option(textOf(value))
		out["selected_option"] = option
		return out, err
	case keeps[kind] != "":
		state, err := w.fill(s, value)
		maps.Copy(out, state)
		return out, err
	}
	for _, key := range []string{"text", "value", "style"} {
		if v, ok := s.element[key]; ok {
			out[key] = v
		}
	}
	if text := textOf(value); text != "" {
		out["value"] = text
	}
	return out, nil
}

// keep notes what was picked in the state that goes along.
func (w *Workspace) keep(state State, s spot, action answer) {
	kind := s.text("type")
	if key := keeps[kind]; key != "" {
		put(state.Values, s, answer{"type": kind, key: action[key]})
	}
}

// textOf is what a button means; an object or a list means none.
func textOf(value any) string {
	text, _ := spot{}.typed(value)
	return text
}

func (s ackSlip) ms() float64 { return float64(s.took.Microseconds()) / 1000 }

func (w *Workspace) settleUnless(ctx context.Context, skip bool) {
	if !skip {
		w.Settle(ctx)
	}
}
