package blockkit

import "maps"

const maxActionID = 255

// elementShapes has every interactive element, and the image beside them.
func elementShapes() map[string]shape {
	all := map[string]shape{
		"image":            picture(),
		"button":           button(),
		"workflow_button":  workflowButton(),
		"overflow":         overflow(),
		"feedback_buttons": feedbackButtons(),
		"icon_button":      iconButton(),
	}
	maps.Copy(all, selectShapes())
	maps.Copy(all, boxShapes())
	maps.Copy(all, pickerShapes())
	maps.Copy(all, inputShapes())
	return all
}

// element adds the fields that every interactive element has.
func element(s shape) shape {
	return s.with(fields{"type": anything, "action_id": runes(0, maxActionID)})
}

// sure adds the dialog that asks before the action is sent.
func sure(s shape) shape { return s.with(fields{"confirm": confirm().judge}) }

// focusable adds the wish to have the cursor when the view opens; a view has one.
func focusable(s shape) shape {
	return s.with(fields{"focus_on_load": both(boolean, func(c *check, at string, v any) {
		if v != true {
			return
		}
		if c.focused++; c.focused > 1 {
			c.fault(at, "only one element can be focused on load")
		}
	})})
}

// hinted adds the words shown while nothing is chosen or typed.
func hinted(s shape) shape { return s.with(fields{"placeholder": plain(150)}) }

func button() shape {
	return sure(element(shape{
		need: []string{"text"},
		fields: fields{
			"text":                plain(75),
			"value":               runes(0, 2000),
			"url":                 link,
			"style":               word("primary", "danger"),
			"accessibility_label": runes(0, 75),
		},
	}))
}

func overflow() shape {
	return sure(element(shape{
		need:   []string{"options"},
		fields: fields{"options": items(1, 5, linkOption().judge)},
	}))
}

func workflowButton() shape {
	trigger := shape{need: []string{"url"}, fields: fields{
		"url": link, "customizable_input_parameters": items(0, maxOptions, anything),
	}}
	workflow := shape{need: []string{"trigger"}, fields: fields{"trigger": trigger.judge}}
	return sure(element(shape{
		need: []string{"text", "workflow"},
		fields: fields{
			"text":                plain(75),
			"workflow":            workflow.judge,
			"style":               word("primary", "danger"),
			"accessibility_label": runes(0, 75),
		},
	}))
}

func feedbackButtons() shape {
	half := shape{need: []string{"text", "value"}, fields: fields{
		"text": plain(75), "value": runes(0, 2000), "accessibility_label": runes(0, 75),
	}}
	return element(shape{
		need:   []string{"positive_button", "negative_button"},
		fields: fields{"positive_button": half.judge, "negative_button": half.judge},
	})
}

func iconButton() shape {
	return sure(element(shape{
		need: []string{"icon", "text"},
		fields: fields{
			"icon":                runes(1, maxActionID),
			"text":                plain(75),
			"value":               runes(0, 2000),
			"accessibility_label": runes(0, 75),
			"visible_to_user_ids": items(0, 10, runes(1, maxActionID)),
		},
	}))
}
