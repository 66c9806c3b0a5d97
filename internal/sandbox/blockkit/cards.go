package blockkit

// cardShapes has the blocks that group others.
func cardShapes() map[string]shape {
	return map[string]shape{
		"card": card(),
		"carousel": {need: []string{"elements"}, fields: fields{
			"elements": items(1, 10, among(map[string]shape{"card": block(card())})),
		}},
		"container": container(),
	}
}

func imageElement() rule { return among(map[string]shape{"image": picture()}) }

func card() shape {
	return shape{
		fields: fields{
			"hero_image": imageElement(),
			"icon":       imageElement(),
			"title":      mrkdwn(150),
			"subtitle":   mrkdwn(150),
			"body":       mrkdwn(200),
			"subtext":    mrkdwn(200),
			"actions":    both(items(1, 3, among(map[string]shape{"button": button()})), uniqueActions),
		},
		also: []also{atLeastOne("hero_image", "title", "body", "actions")},
	}
}

func container() shape {
	return shape{
		need: []string{"child_blocks"},
		fields: fields{
			"title":              plain(150),
			"rich_text_title":    among(map[string]shape{"rich_text": block(richText())}),
			"subtitle":           anyText(150),
			"child_blocks":       items(1, 10, childBlock),
			"width":              word("narrow", "standard", "wide", "full"),
			"icon":               imageElement(),
			"is_collapsible":     boolean,
			"default_collapsed":  boolean,
			"has_header_divider": boolean,
		},
	}
}

// agentShapes has the blocks in which an assistant shows its work.
func agentShapes() map[string]shape {
	source := shape{need: []string{"url", "text"}, fields: fields{
		"type": word("url"), "url": link, "text": runes(1, maxText),
	}}
	detail := among(map[string]shape{"rich_text": block(richText())})
	task := shape{
		need: []string{"task_id", "title", "status"},
		fields: fields{
			"task_id": runes(1, maxActionID),
			"title":   runes(1, maxText),
			"details": detail,
			"output":  detail,
			"sources": items(0, maxOptions, source.judge),
			"status":  word("pending", "in_progress", "complete", "error"),
		},
	}
	return map[string]shape{
		"task_card": task,
		"plan": {need: []string{"title"}, fields: fields{
			"title": runes(1, maxText),
			"tasks": items(0, maxViewBlocks, among(map[string]shape{"task_card": block(task)})),
		}},
		"context_actions": {need: []string{"elements"}, fields: fields{
			"elements": both(items(1, 5, oneOf([]string{"feedback_buttons", "icon_button"})), uniqueActions),
		}},
	}
}
