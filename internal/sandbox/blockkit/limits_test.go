package blockkit

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

// j is short for a JSON object in a test.
type j = map[string]any

func encode(t *testing.T, v any) json.RawMessage {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// foxes is text of n characters, each of which is four bytes and two UTF-16 units.
func foxes(n int) string { return strings.Repeat("🦊", n) }

func plainOf(n int) j  { return j{"type": "plain_text", "text": foxes(n)} }
func mrkdwnOf(n int) j { return j{"type": "mrkdwn", "text": foxes(n)} }

func copies(n int, one func(i int) any) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = one(i)
	}
	return all
}

func same(v any) func(int) any { return func(int) any { return v } }

func buttonWith(key string, v any) j {
	return j{"type": "button", "text": plainOf(1), key: v}
}

func inActions(elements ...any) j { return j{"type": "actions", "elements": elements} }

func optionWith(key string, v any) j {
	return merge(j{"text": plainOf(1), "value": "v"}, j{key: v})
}

func selectWith(key string, v any) j {
	return merge(j{"type": "static_select", "options": []any{optionWith("value", "v")}}, j{key: v})
}

func merge(into, from j) j {
	maps.Copy(into, from)
	return into
}

// TestMessageLimits holds every limit of a message at the limit and one above.
func TestMessageLimits(t *testing.T) {
	cases := []struct {
		name  string
		most  int
		block func(n int) j
		at    string
	}{
		{"section text", 3000, func(n int) j { return j{"type": "section", "text": mrkdwnOf(n)} }, "/text/text"},
		{"section fields", 10, func(n int) j { return j{"type": "section", "fields": copies(n, same(mrkdwnOf(1)))} }, "/fields"},
		{"section field", 2000, func(n int) j { return j{"type": "section", "fields": []any{plainOf(n)}} }, "/fields/0/text"},
		{"header", 150, func(n int) j { return j{"type": "header", "text": plainOf(n)} }, "/text/text"},
		{"block_id", 255, func(n int) j { return j{"type": "divider", "block_id": foxes(n)} }, "/block_id"},
		{"actions", 25, func(n int) j { return inActions(copies(n, same(buttonWith("value", "v")))...) }, "/elements"},
		{"context", 10, func(n int) j { return j{"type": "context", "elements": copies(n, same(mrkdwnOf(1)))} }, "/elements"},
		{"action_id", 255, func(n int) j { return inActions(buttonWith("action_id", foxes(n))) }, "/elements/0/action_id"},
		{"button text", 75, func(n int) j { return inActions(buttonWith("text", plainOf(n))) }, "/elements/0/text/text"},
		{"button value", 2000, func(n int) j { return inActions(buttonWith("value", foxes(n))) }, "/elements/0/value"},
		{"button url", 3000, func(n int) j { return inActions(buttonWith("url", linkOf(n))) }, "/elements/0/url"},
		{"confirm title", 100, func(n int) j { return confirmed("title", plainOf(n)) }, "/elements/0/confirm/title/text"},
		{"confirm text", 300, func(n int) j { return confirmed("text", mrkdwnOf(n)) }, "/elements/0/confirm/text/text"},
		{"confirm yes", 30, func(n int) j { return confirmed("confirm", plainOf(n)) }, "/elements/0/confirm/confirm/text"},
		{"confirm no", 30, func(n int) j { return confirmed("deny", plainOf(n)) }, "/elements/0/confirm/deny/text"},
		{"placeholder", 150, func(n int) j { return inActions(selectWith("placeholder", plainOf(n))) }, "/elements/0/placeholder/text"},
		{"select options", 100, func(n int) j { return inActions(selectWith("options", copies(n, same(optionWith("value", "v"))))) }, "/elements/0/options"},
		{"option text", 75, func(n int) j { return chosen(optionWith("text", plainOf(n))) }, "/elements/0/options/0/text/text"},
		{"option value", 150, func(n int) j { return chosen(optionWith("value", foxes(n))) }, "/elements/0/options/0/value"},
		{"option description", 75, func(n int) j { return chosen(optionWith("description", plainOf(n))) }, "/elements/0/options/0/description/text"},
		{"overflow", 5, func(n int) j { return boxed("overflow", n) }, "/elements/0/options"},
		{"radio buttons", 10, func(n int) j { return boxed("radio_buttons", n) }, "/elements/0/options"},
		{"checkboxes", 10, func(n int) j { return boxed("checkboxes", n) }, "/elements/0/options"},
		{"image alt", 2000, func(n int) j { return j{"type": "image", "image_url": linkOf(50), "alt_text": foxes(n)} }, "/alt_text"},
		{"image url", 3000, func(n int) j { return j{"type": "image", "image_url": linkOf(n), "alt_text": "x"} }, "/image_url"},
		{"markdown", 12_000, func(n int) j { return j{"type": "markdown", "text": foxes(n)} }, "/text"},
		{"table rows", 100, func(n int) j { return j{"type": "table", "rows": copies(n, same([]any{rawCell(1)}))} }, "/rows"},
		{"table columns", 20, func(n int) j { return j{"type": "table", "rows": []any{copies(n, same(rawCell(1)))}} }, "/rows/0"},
		{"table characters", 10_000, func(n int) j {
			return j{"type": "table", "rows": []any{[]any{rawCell(3000), rawCell(3000), rawCell(3000), rawCell(n - 9000)}}}
		}, "/rows"},
		{"data table rows", 201, func(n int) j { return dataTable(copies(n, same([]any{rawCell(1)}))) }, "/rows"},
		{"carousel", 10, func(n int) j {
			return j{"type": "carousel", "elements": copies(n, same(j{"type": "card", "title": mrkdwnOf(1)}))}
		}, "/elements"},
		{"container", 10, func(n int) j {
			return j{"type": "container", "child_blocks": copies(n, same(j{"type": "divider"}))}
		}, "/child_blocks"},
		{"card title", 150, func(n int) j { return j{"type": "card", "title": mrkdwnOf(n)} }, "/title/text"},
		{"card body", 200, func(n int) j { return j{"type": "card", "body": mrkdwnOf(n)} }, "/body/text"},
		{"card actions", 3, func(n int) j { return j{"type": "card", "actions": copies(n, same(buttonWith("value", "v")))} }, "/actions"},
		{"chart title", 50, func(n int) j { return chart(foxes(n), 1, 1) }, "/title"},
		{"chart label", 20, func(n int) j { return chart("t", n, 1) }, "/chart/segments/0/label"},
		{"chart segments", 12, func(n int) j { return chart("t", 1, n) }, "/chart/segments"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if faults := Message(encode(t, []any{tc.block(tc.most)})); len(faults) > 0 {
				t.Errorf("at the limit: %.300q", faults)
			}
			assertOneFault(t, Message(encode(t, []any{tc.block(tc.most + 1)})), "/blocks/0"+tc.at)
		})
	}
}

func assertOneFault(t *testing.T, faults []string, at string) {
	t.Helper()
	if len(faults) != 1 || !strings.HasSuffix(faults[0], "[json-pointer:"+at+"]") {
		t.Errorf("want one fault at %s, got %.300q", at, faults)
	}
}

func linkOf(n int) string {
	const start = "https://a.example/"
	return start + strings.Repeat("x", n-len(start))
}

func confirmed(key string, v any) j {
	return inActions(buttonWith("confirm", merge(j{"text": plainOf(1)}, j{key: v})))
}

func chosen(option j) j { return inActions(selectWith("options", []any{option})) }

func boxed(kind string, n int) j {
	return inActions(j{"type": kind, "options": copies(n, same(optionWith("value", "v")))})
}

func rawCell(n int) j { return j{"type": "raw_text", "text": foxes(n)} }

func dataTable(rows []any) j { return j{"type": "data_table", "caption": "x", "rows": rows} }

func chart(title string, label, segments int) j {
	one := j{"label": foxes(label), "value": 1.5}
	return j{"type": "data_visualization", "title": title, "chart": j{"type": "pie", "segments": copies(segments, same(one))}}
}
