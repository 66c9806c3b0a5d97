package sandbox

import (
	"slices"
	"strings"
)

// keeps says under which key an element's state stands, for the elements that
// have a state.
var keeps = map[string]string{
	"plain_text_input": "value", "email_text_input": "value", "url_text_input": "value", "number_input": "value",
	"rich_text_input": "rich_text_value", "file_input": "files",
	"static_select": "selected_option", "external_select": "selected_option", "radio_buttons": "selected_option",
	"multi_static_select": "selected_options", "multi_external_select": "selected_options", "checkboxes": "selected_options",
	"users_select": "selected_user", "multi_users_select": "selected_users",
	"conversations_select": "selected_conversation", "multi_conversations_select": "selected_conversations",
	"channels_select": "selected_channel", "multi_channels_select": "selected_channels",
	"datepicker": "selected_date", "timepicker": "selected_time", "datetimepicker": "selected_date_time",
}

// initialState is the state of blocks that nobody has touched yet.
func initialState(all []spot) map[string]map[string]answer {
	values := map[string]map[string]answer{}
	for _, s := range all {
		if keeps[s.text("type")] != "" {
			put(values, s, s.initial())
		}
	}
	return values
}

func put(values map[string]map[string]answer, s spot, state answer) {
	if values[s.block] == nil {
		values[s.block] = map[string]answer{}
	}
	values[s.block][s.text("action_id")] = state
}

// initial is an element's state before anybody touched it.
func (s spot) initial() answer {
	kind := s.text("type")
	key := keeps[kind]
	from := "initial_" + strings.TrimPrefix(key, "selected_")
	out := answer{"type": kind, key: s.element[from]}
	if out[key] == nil && strings.HasSuffix(key, "s") {
		out[key] = []any{}
	}
	return out
}

// fill is an element's state after a person put value into it.
func (w *Workspace) fill(s spot, value any) (answer, error) {
	kind := s.text("type")
	key := keeps[kind]
	out := answer{"type": kind}
	var err error
	switch {
	case key == "selected_date_time" || key == "rich_text_value" || key == "files":
		out[key] = value
	case strings.HasSuffix(key, "s"):
		out[key], err = w.fillSeveral(s, key, value)
	default:
		out[key], err = w.fillOne(s, key, value)
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (w *Workspace) fillOne(s spot, key string, value any) (any, error) {
	text, err := s.typed(value)
	switch {
	case err != nil || text == "":
		return nil, err
	case key == "selected_option":
		return s.option(text)
	case key == "selected_user" || key == "selected_channel" || key == "selected_conversation":
		return w.resolve(key, text), nil
	}
	return text, nil
}

func (w *Workspace) fillSeveral(s spot, key string, value any) (any, error) {
	texts, err := s.several(value)
	if err != nil {
		return nil, err
	}
	picked := []any{}
	for _, text := range texts {
		one := w.resolve(key, text)
		if key == "selected_options" {
			if one, err = s.option(text); err != nil {
				return nil, err
			}
		}
		picked = append(picked, one)
	}
	return picked, nil
}

// resolve turns the name of a person or a channel into its id.
func (w *Workspace) resolve(key, ref string) any {
	if strings.HasPrefix(key, "selected_user") {
		if p := w.person(ref); p != nil {
			return p.id
		}
	} else if ch := w.channel(ref); ch != nil {
		return ch.id
	}
	return ref
}

// options are all the options of an element, those of its groups included.
func (s spot) options() []map[string]any {
	var out []map[string]any
	add := func(list any) {
		items, _ := list.([]any)
		for _, item := range items {
			if option, ok := item.(map[string]any); ok {
				out = append(out, option)
			}
		}
	}
	add(s.element["options"])
	groups, _ := s.element["option_groups"].([]any)
	for _, g := range groups {
		if group, ok := g.(map[string]any); ok {
			add(group["options"])
		}
	}
	return out
}

// option finds an option by its value or by the words on it.
func (s spot) option(want string) (any, error) {
	if want == "" {
		return nil, nil
	}
	options := s.options()
	at := slices.IndexFunc(options, func(o map[string]any) bool { return o["value"] == want })
	if at < 0 {
		at = slices.IndexFunc(options, func(o map[string]any) bool { return words(o["text"]) == want })
	}
	if at >= 0 {
		return options[at], nil
	}
	if s.text("type") == "external_select" || s.text("type") == "multi_external_select" {
		return answer{"text": answer{"type": "plain_text", "text": want}, "value": want}, nil
	}
	return nil, badRequest("%q has no option %q.", s.text("action_id"), want)
}

func words(text any) string {
	t, _ := text.(map[string]any)
	out, _ := t["text"].(string)
	return out
}
