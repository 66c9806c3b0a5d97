package sandbox

import (
	"context"
	"encoding/json"
	"slices"
)

// Submit is a person's click on the submit button of a modal.
type Submit struct {
	User     string         `json:"user"`
	ViewID   string         `json:"view_id"`
	Values   map[string]any `json:"values"` // by action_id, by the label's text, or by block_id and then action_id
	NoSettle bool           `json:"no_settle"`
}

// Submitted is what followed from a submit.
type Submitted struct {
	AckMS  float64           `json:"ack_ms"`
	OK     bool              `json:"ok"`     // acked within three seconds, or stopped by Slack itself
	Errors map[string]string `json:"errors"` // by block_id
	ViewID string            `json:"view_id,omitempty"`
}

// broken is the key of an error that belongs to no block.
const broken = "_"

// Submit fills in a modal and submits it. What Slack itself checks never
// reaches the bot.
func (w *Workspace) Submit(ctx context.Context, s Submit) (Submitted, error) {
	w.mu.Lock()
	p, v, err := w.submitting(s)
	if err != nil {
		w.mu.Unlock()
		return Submitted{}, err
	}
	if faults := missing(v); len(faults) > 0 {
		w.mu.Unlock()
		return Submitted{OK: true, Errors: faults}, nil
	}
	id, t := w.newTrigger(p.id, v.ID)
	out := inView(interaction("view_submission", p, id), v.View)
	delete(out, "container")
	out["response_urls"] = []answer{}
	e := newEnvelope(kindInteractive, true, out.bytes())
	w.mu.Unlock()
	w.carrier.send(e)
	slip, ok := w.carrier.await(ctx, e)
	res := Submitted{AckMS: slip.ms(), OK: ok, Errors: map[string]string{}}
	if ok {
		res.Errors, res.ViewID = w.submitAnswer(v, slip.payload)
	} else {
		res.Errors[broken] = "We had some trouble connecting. Try again?"
	}
	w.settleUnless(ctx, s.NoSettle)
	w.mu.Lock()
	defer w.mu.Unlock()
	if t.opened != "" {
		res.ViewID = t.opened
	}
	return res, nil
}

// submitting checks who submits what and fills the values in. The lock is held.
func (w *Workspace) submitting(s Submit) (*person, *view, error) {
	p := w.person(s.User)
	if p == nil || p.bot {
		return nil, nil, notFound("There is nobody called %q.", s.User)
	}
	v := w.views[s.ViewID]
	if v == nil || v.user != p.id || v.Type != "modal" {
		return nil, nil, notFound("%s has no modal %q open.", p.realName, s.ViewID)
	}
	if len(v.Submit) == 0 || string(v.Submit) == "null" {
		return nil, nil, conflict("This modal has no submit button.")
	}
	return p, v, w.fillIn(v, s.Values)
}

// submitAnswer does what the ack of a submission asks for. The modal closes
// unless the ack says otherwise.
func (w *Workspace) submitAnswer(v *view, payload json.RawMessage) (errors map[string]string, opened string) {
	errors = map[string]string{}
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	bad := len(payload) > 0 && string(payload) != "null" && json.Unmarshal(payload, &a) != nil
	w.mu.Lock()
	defer w.mu.Unlock()
	err := (*fail)(nil)
	switch {
	case bad:
		err = failed("invalid_response")
	case a.Action == "errors":
		err = w.fieldErrors(v, a.Errors)
		errors = a.Errors
	case a.Action == "clear":
		w.closeTop(v.user, 0)
	case a.Action == "update" || a.Action == "push":
		opened, err = w.submitView(v, a.Action, a.View)
	case a.Action == "":
		w.closeTop(v.user, max(0, slices.Index(w.stacks[v.user], v)))
	default:
		err = failed("invalid_response_action")
	}
	result := answer{"ok": true}
	if err != nil {
		result = err.answer()
		errors = map[string]string{broken: "We had some trouble connecting. Try again? (" + err.code + ")"}
	}
	if bad || a.Action != "" {
		w.noteAck("view_submission", payload, result)
	}
	return errors, opened
}

// fieldErrors must name blocks of the view, else Slack shows none of them.
func (w *Workspace) fieldErrors(v *view, errors map[string]string) *fail {
	if len(errors) == 0 {
		return failed("invalid_errors")
	}
	for block := range errors {
		if !slices.ContainsFunc(spots(v.Blocks), func(s spot) bool { return s.input && s.block == block }) {
			return failed("invalid_errors")
		}
	}
	return nil
}

func (w *Workspace) submitView(v *view, action string, raw json.RawMessage) (string, *fail) {
	next, err := w.readView(raw, "modal")
	switch {
	case err != nil:
		return "", err
	case action == "update":
		w.replace(v, next)
		return v.ID, nil
	case len(w.stacks[v.user]) >= maxStack:
		return "", failed("push_limit_reached")
	}
	return w.show(v.user, next).ID, nil
}
