package blockkit

import "unicode/utf8"

const maxColumns = 20

// tableShapes has the two tables; a message may hold one of them once.
func tableShapes() map[string]shape {
	column := shape{fields: fields{
		"align": word("left", "center", "right"), "is_wrapped": boolean,
	}}
	return map[string]shape{
		"table": {
			need: []string{"rows"},
			fields: fields{
				"rows":            items(1, 100, items(1, maxColumns, cell())),
				"column_settings": items(0, maxColumns, columnSetting(column)),
			},
			also: []also{oneTable, even, cellText(10_000)},
		},
		"data_table": {
			need: []string{"rows", "caption"},
			fields: fields{
				"rows":                    items(2, 201, items(1, maxColumns, cell())),
				"caption":                 runes(1, maxText),
				"page_size":               whole(1, 100),
				"row_header_column_index": whole(0, maxColumns-1),
			},
			also: []also{oneTable, even, cellText(20_000)},
		},
	}
}

// columnSetting: null stands for a column that keeps the default.
func columnSetting(s shape) rule {
	return func(c *check, at string, v any) {
		if v != nil {
			s.judge(c, at, v)
		}
	}
}

func cell() rule {
	return among(map[string]shape{
		"raw_text":  {need: []string{"text"}, fields: fields{"type": anything, "text": runes(1, maxText)}},
		"rich_text": block(richText()),
		"raw_number": {need: []string{"value", "text"}, fields: fields{
			"type": anything, "value": number, "text": runes(1, maxText),
		}},
	})
}

func oneTable(c *check, at string, _ map[string]any) {
	if c.tables++; c.tables > 1 {
		c.fault(at, "only_one_table_allowed")
	}
}

// even refuses rows of different length.
func even(c *check, at string, o map[string]any) {
	rows := array(o, "rows")
	for i, row := range rows {
		cells, ok := row.([]any)
		first, _ := rows[0].([]any)
		if ok && len(cells) != len(first) {
			c.fault(index(at+"/rows", i), "must have as many cells as the first row")
		}
	}
}

// cellText limits the text of all cells together.
func cellText(most int) also {
	return func(c *check, at string, o map[string]any) {
		total := 0
		for _, row := range array(o, "rows") {
			cells, _ := row.([]any)
			for _, cell := range cells {
				object, _ := cell.(map[string]any)
				total += utf8.RuneCountInString(str(object, "text"))
			}
		}
		if total > most {
			c.fault(at+"/rows", "must be less than %d characters in all cells together", most+1)
		}
	}
}
