package blockkit

// selectShapes has the menus: single and multiple, of own options, of options
// that the app delivers, of people, conversations and channels.
func selectShapes() map[string]shape {
	all := map[string]shape{}
	for kind, s := range menus() {
		all[kind+"_select"] = menu(s.fields, s.single, s.also)
		all["multi_"+kind+"_select"] = menu(s.fields, s.multi, s.also).with(fields{"max_selected_items": whole(1, maxOptions)})
	}
	all["conversations_select"] = all["conversations_select"].with(responds())
	all["channels_select"] = all["channels_select"].with(responds())
	return all
}

// menuKind is what a menu and its multiple form have in common, and their presets.
type menuKind struct {
	fields        fields
	single, multi fields
	also          []also
}

func menus() map[string]menuKind {
	preset, presets := menuOption().judge, items(1, maxOptions, menuOption().judge)
	id, ids := runes(1, maxActionID), items(0, maxOptions, runes(1, maxActionID))
	return map[string]menuKind{
		"static": {
			fields: fields{
				"options":       items(1, maxOptions, menuOption().judge),
				"option_groups": items(1, maxOptionGroups, optionGroup().judge),
			},
			single: fields{"initial_option": preset},
			multi:  fields{"initial_options": presets},
			also:   []also{exactlyOne("options", "option_groups"), initialOffered},
		},
		"external": {
			fields: fields{"min_query_length": whole(0, maxText)},
			single: fields{"initial_option": preset},
			multi:  fields{"initial_options": presets},
		},
		"users": {single: fields{"initial_user": id}, multi: fields{"initial_users": ids}},
		"conversations": {
			fields: fields{"default_to_current_conversation": boolean, "filter": conversationFilter().judge},
			single: fields{"initial_conversation": id},
			multi:  fields{"initial_conversations": ids},
		},
		"channels": {single: fields{"initial_channel": id}, multi: fields{"initial_channels": ids}},
	}
}

func menu(common, preset fields, also []also) shape {
	s := shape{also: also}.with(common).with(preset)
	return hinted(focusable(sure(element(s))))
}

func responds() fields { return fields{"response_url_enabled": boolean} }

func conversationFilter() shape {
	return shape{
		fields: fields{
			"include":                          items(1, 4, word("im", "mpim", "private", "public")),
			"exclude_external_shared_channels": boolean,
			"exclude_bot_users":                boolean,
		},
		also: []also{atLeastOne("include", "exclude_external_shared_channels", "exclude_bot_users")},
	}
}

// boxShapes has the choices that show all their options at once.
func boxShapes() map[string]shape {
	box := boxOption().judge
	options := fields{"options": items(1, 10, box)}
	base := shape{need: []string{"options"}, fields: options, also: []also{initialOffered}}
	base = focusable(sure(element(base)))
	return map[string]shape{
		"checkboxes":    base.with(fields{"initial_options": items(1, 10, box)}),
		"radio_buttons": base.with(fields{"initial_option": box}),
	}
}
