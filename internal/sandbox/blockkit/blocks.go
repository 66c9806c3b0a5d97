package blockkit

import "maps"

const maxBlockID = 255

// blockShapes has every block that may be sent.
func blockShapes() map[string]shape {
	all := map[string]shape{
		"divider":  {},
		"header":   {need: []string{"text"}, fields: fields{"text": plain(150)}},
		"section":  section(),
		"context":  context(),
		"actions":  actions(),
		"input":    input(),
		"image":    picture().with(fields{"title": plain(2000)}),
		"video":    video(),
		"markdown": markdown(),
		"alert": {need: []string{"text"}, fields: fields{
			"text":  anyText(200),
			"level": word("default", "info", "warning", "error", "success"),
		}},
		"rich_text": richText(),
	}
	maps.Copy(all, cardShapes())
	maps.Copy(all, agentShapes())
	maps.Copy(all, tableShapes())
	all["data_visualization"] = chartBlock()
	for kind, s := range all {
		all[kind] = block(s)
	}
	return all
}

// block adds the fields that every block has.
func block(s shape) shape {
	return s.with(fields{"type": anything, "block_id": both(runes(0, maxBlockID), uniqueBlock)})
}

func uniqueBlock(c *check, at string, v any) {
	id, _ := v.(string)
	if id == "" {
		return
	}
	if c.blockIDs[id] {
		c.fault(at, "block_id %q already exists", id)
	}
	c.blockIDs[id] = true
}

func section() shape {
	return shape{
		fields: fields{
			"text":      anyText(maxText),
			"fields":    items(1, 10, anyText(2000)),
			"accessory": accessory(),
			"expand":    boolean,
		},
		also: []also{atLeastOne("text", "fields")},
	}
}

func context() shape {
	piece := among(map[string]shape{
		"image":      picture(),
		"plain_text": textShape(maxText, "emoji"),
		"mrkdwn":     textShape(maxText, "verbatim"),
	})
	return shape{need: []string{"elements"}, fields: fields{"elements": items(1, 10, piece)}}
}

func actions() shape {
	return shape{
		need:   []string{"elements"},
		fields: fields{"elements": both(items(1, 25, actionsElement()), uniqueActions)},
	}
}

func uniqueActions(c *check, at string, v any) {
	all, _ := v.([]any)
	seen := map[string]bool{}
	for i, v := range all {
		o, _ := v.(map[string]any)
		id := str(o, "action_id")
		if id != "" && seen[id] {
			c.fault(index(at, i)+"/action_id", "action_id %q already exists", id)
		}
		seen[id] = true
	}
}

func input() shape {
	return shape{
		need: []string{"label", "element"},
		fields: fields{
			"label":           plain(2000),
			"hint":            plain(2000),
			"element":         inputElement(),
			"optional":        boolean,
			"dispatch_action": boolean,
		},
		also: []also{func(c *check, _ string, _ map[string]any) { c.inputs++ }},
	}
}

func video() shape {
	return shape{
		need: []string{"alt_text", "title", "thumbnail_url", "video_url"},
		fields: fields{
			"alt_text":          runes(1, 200),
			"title":             plain(200),
			"title_url":         secureLink,
			"thumbnail_url":     link,
			"video_url":         secureLink,
			"description":       plain(200),
			"author_name":       runes(0, 50),
			"provider_name":     runes(0, 50),
			"provider_icon_url": link,
		},
	}
}
