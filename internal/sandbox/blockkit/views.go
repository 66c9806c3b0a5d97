package blockkit

const maxViewWord = 24

func viewFields(kind string) fields {
	return fields{
		"type":             word(kind),
		"blocks":           items(1, maxViewBlocks, surfaceBlock),
		"private_metadata": runes(0, maxText),
		"callback_id":      runes(0, 255),
		"external_id":      runes(0, 255),
	}
}

func homeView() shape {
	return shape{need: []string{"type", "blocks"}, fields: viewFields("home")}
}

func modalView() shape {
	return shape{
		need: []string{"type", "title", "blocks"},
		fields: fields{
			"title":           plain(maxViewWord),
			"submit":          plain(maxViewWord),
			"close":           plain(maxViewWord),
			"clear_on_close":  boolean,
			"notify_on_close": boolean,
		},
		also: []also{submittable},
	}.with(viewFields("modal"))
}

// submittable: what is typed into a modal needs a way out of it.
func submittable(c *check, at string, o map[string]any) {
	if _, ok := o["submit"]; c.inputs > 0 && !ok {
		c.fault(at, "missing required field: submit")
	}
}
