package blockkit

// richText is a rich_text block; it also stands in table cells.
func richText() shape {
	inline := among(inlineShapes())
	line := shape{need: []string{"elements"}, fields: fields{
		"type": anything, "elements": items(0, maxText, inline),
	}}
	bordered := line.with(fields{"border": whole(0, 1)})
	code := bordered
	code.fields = fields{
		"type": anything, "border": whole(0, 1),
		"elements": items(0, maxText, among(only(inlineShapes(), "text", "link"))),
	}
	bullets := shape{need: []string{"elements", "style"}, fields: fields{
		"type":     anything,
		"elements": items(0, maxText, among(map[string]shape{"rich_text_section": line})),
		"style":    word("bullet", "ordered"),
		"indent":   whole(0, 8),
		"offset":   whole(0, maxText),
		"border":   whole(0, 1),
	}}
	parts := map[string]shape{
		"rich_text_section":      line,
		"rich_text_quote":        bordered,
		"rich_text_preformatted": code,
		"rich_text_list":         bullets,
	}
	return shape{need: []string{"elements"}, fields: fields{
		"type": anything, "elements": items(0, maxText, among(parts)),
	}}
}

// inlineShapes has the pieces of a line of rich text.
func inlineShapes() map[string]shape {
	id := runes(1, maxActionID)
	all := map[string]shape{
		"text":      piece("text", runes(1, maxText)),
		"user":      piece("user_id", id),
		"channel":   piece("channel_id", id),
		"team":      piece("team_id", id),
		"usergroup": piece("usergroup_id", id),
		"broadcast": piece("range", word("here", "channel", "everyone")),
		"color":     piece("value", id),
		"emoji":     piece("name", id).with(fields{"unicode": id, "url": link}),
		"link":      piece("url", runes(1, maxURL)).with(fields{"text": runes(1, maxText), "unsafe": boolean}),
		"date": piece("timestamp", number).with(fields{
			"format": runes(1, maxText), "url": link, "fallback": runes(0, maxText),
		}),
	}
	date := all["date"]
	date.need = []string{"timestamp", "format"}
	all["date"] = date
	return all
}

func piece(key string, judge rule) shape {
	style := shape{fields: fields{
		"bold": boolean, "italic": boolean, "strike": boolean, "code": boolean, "underline": boolean,
	}}
	return shape{need: []string{key}, fields: fields{
		"type": anything, key: judge, "style": style.judge,
	}}
}

func only(all map[string]shape, kinds ...string) map[string]shape {
	some := map[string]shape{}
	for _, kind := range kinds {
		some[kind] = all[kind]
	}
	return some
}
