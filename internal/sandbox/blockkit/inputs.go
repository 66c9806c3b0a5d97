package blockkit

import (
	"encoding/json"
	"math"
)

// pickerShapes has the choosers of dates and times.
func pickerShapes() map[string]shape {
	date := shape{fields: fields{"initial_date": like(isDate, "a date as YYYY-MM-DD")}}
	clock := shape{fields: fields{
		"initial_time": like(isClock, "a time as HH:mm"),
		"timezone":     runes(1, maxActionID),
	}}
	moment := shape{fields: fields{"initial_date_time": whole(1_000_000_000, 9_999_999_999)}}
	return map[string]shape{
		"datepicker":     hinted(focusable(sure(element(date)))),
		"timepicker":     hinted(focusable(sure(element(clock)))),
		"datetimepicker": focusable(sure(element(moment))),
	}
}

// inputShapes has what is typed or uploaded; they stand in input blocks alone.
func inputShapes() map[string]shape {
	return map[string]shape{
		"plain_text_input": plainTextInput(),
		"email_text_input": typed(shape{fields: fields{"initial_value": runes(0, maxText)}}),
		"url_text_input":   typed(shape{fields: fields{"initial_value": runes(0, maxText)}}),
		"number_input":     numberInput(),
		"file_input": element(shape{fields: fields{
			"filetypes": items(0, maxOptions, runes(1, maxActionID)),
			"max_files": whole(1, 10),
		}}),
		"rich_text_input": typed(shape{fields: fields{
			"initial_value": among(map[string]shape{"rich_text": richText()}),
			"min_lines":     whole(1, maxText),
			"max_lines":     whole(1, maxText),
		}}),
	}
}

func typed(s shape) shape {
	dispatch := shape{fields: fields{
		"trigger_actions_on": items(1, 2, word("on_enter_pressed", "on_character_entered")),
	}}
	return hinted(focusable(element(s))).with(fields{"dispatch_action_config": dispatch.judge})
}

func plainTextInput() shape {
	return typed(shape{
		fields: fields{
			"initial_value": runes(0, maxText),
			"multiline":     boolean,
			"min_length":    whole(0, maxText),
			"max_length":    whole(1, maxText),
		},
		also: []also{ordered("min_length", "max_length")},
	})
}

func numberInput() shape {
	numeral := like(isNumeral, "a number in a string")
	return typed(shape{
		need: []string{"is_decimal_allowed"},
		fields: fields{
			"is_decimal_allowed": boolean,
			"initial_value":      numeral,
			"min_value":          numeral,
			"max_value":          numeral,
		},
		also: []also{ordered("min_value", "max_value")},
	})
}

// ordered refuses a least that is above the most.
func ordered(least, most string) also {
	return func(c *check, at string, o map[string]any) {
		if size(o[least], math.Inf(-1)) > size(o[most], math.Inf(1)) {
			c.fault(at+"/"+least, "must not be above %s", most)
		}
	}
}

func size(v any, absent float64) float64 {
	if s, ok := v.(string); ok {
		v = json.Number(s)
	}
	n, ok := v.(json.Number)
	if !ok {
		return absent
	}
	f, err := n.Float64()
	if err != nil {
		return absent
	}
	return f
}
