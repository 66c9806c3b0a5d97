package blockkit

import "encoding/json"

const (
	maxCharts     = 2
	maxChartLabel = 20
)

// chartBlock is data_visualization: a pie, or series over shared categories.
func chartBlock() shape {
	label := runes(1, maxChartLabel)
	series := shape{need: []string{"name", "data"}, fields: fields{
		"name": label, "data": items(1, 20, chartPoint(label, number).judge),
	}}
	axes := shape{need: []string{"categories"}, fields: fields{
		"categories": items(1, 20, label), "x_label": runes(0, 50), "y_label": runes(0, 50),
	}}
	graph := shape{need: []string{"series", "axis_config"}, fields: fields{
		"type": anything, "series": items(1, 12, series.judge), "axis_config": axes.judge,
	}}
	pie := shape{need: []string{"segments"}, fields: fields{
		"type": anything, "segments": items(1, 12, chartPoint(label, positive).judge),
	}}
	return shape{
		need: []string{"title", "chart"},
		fields: fields{
			"title": runes(1, 50),
			"chart": among(map[string]shape{"pie": pie, "bar": graph, "area": graph, "line": graph}),
		},
		also: []also{fewCharts},
	}
}

func chartPoint(label, value rule) shape {
	return shape{need: []string{"label", "value"}, fields: fields{"label": label, "value": value}}
}

func positive(c *check, at string, v any) {
	n, ok := v.(json.Number)
	if f, err := n.Float64(); !ok || err != nil || f <= 0 {
		c.fault(at, "must be more than 0")
	}
}

func fewCharts(c *check, at string, _ map[string]any) {
	if c.charts++; c.charts > maxCharts {
		c.fault(at, "no more than %d charts allowed", maxCharts)
	}
}
