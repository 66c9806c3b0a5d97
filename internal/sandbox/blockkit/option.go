package blockkit

import "encoding/json"

const (
	maxOptions      = 100
	maxOptionGroups = 100
)

// option is one choice of a menu, a checkbox or a radio button.
func option(label rule) shape {
	return shape{
		need: []string{"text", "value"},
		fields: fields{
			"text":        label,
			"value":       runes(1, 150),
			"description": plain(75),
		},
	}
}

func menuOption() shape { return option(plain(75)) }

func boxOption() shape { return option(anyText(75)) }

func linkOption() shape { return menuOption().with(fields{"url": link}) }

func optionGroup() shape {
	return shape{
		need: []string{"label", "options"},
		fields: fields{
			"label":   plain(75),
			"options": items(1, maxOptions, menuOption().judge),
		},
	}
}

// initialOffered refuses a preset that is not among the choices on offer.
func initialOffered(c *check, at string, o map[string]any) {
	offered := map[string]bool{}
	offer(offered, array(o, "options"))
	for _, group := range array(o, "option_groups") {
		if g, ok := group.(map[string]any); ok {
			offer(offered, array(g, "options"))
		}
	}
	if preset, ok := o["initial_option"]; ok && !offered[choice(preset)] {
		c.fault(at+"/initial_option", "must exactly match one of the options")
	}
	for i, preset := range array(o, "initial_options") {
		if !offered[choice(preset)] {
			c.fault(index(at+"/initial_options", i), "must exactly match one of the options")
		}
	}
}

func offer(offered map[string]bool, options []any) {
	for _, option := range options {
		offered[choice(option)] = true
	}
}

// choice is what makes two options the same: what is read and what is sent.
func choice(v any) string {
	o, _ := v.(map[string]any)
	label, _ := o["text"].(map[string]any)
	key, _ := json.Marshal([]any{o["value"], label["text"]}) // decoded JSON always encodes
	return string(key)
}
