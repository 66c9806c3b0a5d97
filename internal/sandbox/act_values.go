package sandbox

import (
	"slices"
	"strconv"
	"strings"
)

// fillIn puts what a person filled in into a modal, all of it or nothing. Values
// are named by action_id, by the label's words, or in the shape of Slack's own
// state: by block_id, then by action_id.
func (w *Workspace) fillIn(v *view, values map[string]any) error {
	all := spots(v.Blocks)
	states := map[int]answer{}
	one := func(at int, value any) error {
		state, err := w.fill(all[at], all[at].unwrapped(value))
		states[at] = state
		return err
	}
	for key, value := range values {
		if actions, ok := ofBlock(all, key, value); ok {
			for at, inner := range actions {
				if err := one(at, inner); err != nil {
					return err
				}
			}
			continue
		}
		at := input(all, key)
		if at < 0 {
			return badRequest("This modal has no input %q; it has %s.", key, inputNames(all))
		}
		if err := one(at, value); err != nil {
			return err
		}
	}
	for at, state := range states {
		put(v.State.Values, all[at], state)
	}
	return nil
}

// input is the place of the input that a name means, or -1: an action_id comes
// before a label.
func input(all []spot, name string) int {
	called := func(means func(spot) string) int {
		return slices.IndexFunc(all, func(s spot) bool { return keeps[s.text("type")] != "" && means(s) == name })
	}
	if at := called(func(s spot) string { return s.text("action_id") }); at >= 0 {
		return at
	}
	return called(func(s spot) string { return s.label })
}

// ofBlock reads {block_id: {action_id: value}}. It is that only if each name in
// it is an input of the block.
func ofBlock(all []spot, block string, value any) (map[int]any, bool) {
	actions, _ := value.(map[string]any)
	out := map[int]any{}
	for action, inner := range actions {
		at := slices.IndexFunc(all, func(s spot) bool {
			return s.block == block && s.text("action_id") == action && keeps[s.text("type")] != ""
		})
		if at < 0 {
			return nil, false
		}
		out[at] = inner
	}
	return out, len(out) > 0
}

func inputNames(all []spot) string {
	var names []string
	for _, s := range all {
		if keeps[s.text("type")] != "" {
			names = append(names, s.text("action_id"))
		}
	}
	if names == nil {
		return "none"
	}
	return strings.Join(names, ", ")
}

// unwrapped is the value within an element's state as Slack writes it, such as
// {"type": …, "value": …} or {"selected_option": {"value": …}}. Anything else
// stays as it is.
func (s spot) unwrapped(value any) any {
	state, _ := value.(map[string]any)
	held, ok := state[keeps[s.text("type")]]
	if !ok {
		return value
	}
	if list, ok := held.([]any); ok {
		out := make([]any, len(list))
		for i, one := range list {
			out[i] = optionValue(one)
		}
		return out
	}
	return optionValue(held)
}

func optionValue(held any) any {
	option, _ := held.(map[string]any)
	if value, ok := option["value"]; ok {
		return value
	}
	return held
}

// typed is what a person would have typed for a value; null is an empty field.
func (s spot) typed(value any) (string, error) {
	switch v := value.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	}
	return "", badRequest("%q takes a text or a number, not %s.", s.text("action_id"), encode(value))
}

// several is a value that stands for a list: an array, or one item alone.
func (s spot) several(value any) ([]string, error) {
	items, ok := value.([]any)
	if names, is := value.([]string); is {
		return names, nil
	}
	if !ok {
		items = []any{value}
	}
	var out []string
	for _, item := range items {
		text, err := s.typed(item)
		if err != nil {
			return nil, err
		}
		if text != "" {
			out = append(out, text)
		}
	}
	return out, nil
}
