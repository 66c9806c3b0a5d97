package blockkit

import (
	"strings"
	"testing"
)

func modalWith(key string, v any) j {
	return merge(j{"type": "modal", "title": plainOf(1), "blocks": dividers(1)}, j{key: v})
}

func homeWith(key string, v any) j {
	return merge(j{"type": "home", "blocks": dividers(1)}, j{key: v})
}

func dividers(n int) []any { return copies(n, same(j{"type": "divider"})) }

func inputWith(key string, v any) []any {
	element := merge(j{"type": "plain_text_input"}, j{})
	return []any{merge(j{"type": "input", "label": plainOf(1), "element": element}, j{key: v})}
}

// TestViewLimits holds the limits of modals and home tabs at the limit and one above.
func TestViewLimits(t *testing.T) {
	cases := []struct {
		name string
		most int
		view func(n int) j
		at   string
	}{
		{"modal blocks", 100, func(n int) j { return modalWith("blocks", dividers(n)) }, "/blocks"},
		{"title", 24, func(n int) j { return modalWith("title", plainOf(n)) }, "/title/text"},
		{"submit", 24, func(n int) j { return modalWith("submit", plainOf(n)) }, "/submit/text"},
		{"close", 24, func(n int) j { return modalWith("close", plainOf(n)) }, "/close/text"},
		{"private_metadata", 3000, func(n int) j { return modalWith("private_metadata", foxes(n)) }, "/private_metadata"},
		{"callback_id", 255, func(n int) j { return modalWith("callback_id", foxes(n)) }, "/callback_id"},
		{"external_id", 255, func(n int) j { return modalWith("external_id", foxes(n)) }, "/external_id"},
		{"input label", 2000, func(n int) j { return form("label", plainOf(n)) }, "/blocks/0/label/text"},
		{"input hint", 2000, func(n int) j { return form("hint", plainOf(n)) }, "/blocks/0/hint/text"},
		{"input length", 3000, func(n int) j {
			return form("element", j{"type": "plain_text_input", "max_length": n})
		}, "/blocks/0/element/max_length"},
		{"alert", 200, func(n int) j {
			return modalWith("blocks", []any{j{"type": "alert", "text": mrkdwnOf(n)}})
		}, "/blocks/0/text/text"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if faults := Modal(encode(t, tc.view(tc.most))); len(faults) > 0 {
				t.Errorf("at the limit: %.300q", faults)
			}
			assertOneFault(t, Modal(encode(t, tc.view(tc.most+1))), "/view"+tc.at)
		})
	}
}

func form(key string, v any) j {
	return merge(modalWith("submit", plainOf(4)), j{"blocks": inputWith(key, v)})
}

func TestHomeLimits(t *testing.T) {
	if faults := Home(encode(t, homeWith("blocks", dividers(100)))); len(faults) > 0 {
		t.Errorf("100 blocks: %q", faults)
	}
	assertOneFault(t, Home(encode(t, homeWith("blocks", dividers(101)))), "/view/blocks")
	assertOneFault(t, Home(encode(t, homeWith("private_metadata", foxes(3001)))), "/view/private_metadata")
}

func TestViewTooLarge(t *testing.T) {
	sections := copies(99, same(j{"type": "section", "text": mrkdwnOf(600)}))
	if faults := Home(encode(t, homeWith("blocks", sections))); len(faults) > 0 {
		t.Errorf("a view of 240 kB was refused: %.200q", faults)
	}
	sections = copies(99, same(j{"type": "section", "text": mrkdwnOf(700)}))
	faults := Home(encode(t, homeWith("blocks", sections)))
	assertOneFault(t, faults, "/view")
	if !strings.Contains(faults[0], "view_too_large") {
		t.Errorf("got %q", faults)
	}
}

func TestModalInputNeedsSubmitAlsoInContainer(t *testing.T) {
	inside := j{"type": "container", "child_blocks": inputWith("optional", true)}
	assertOneFault(t, Modal(encode(t, modalWith("blocks", []any{inside}))), "/view")
	if faults := Home(encode(t, homeWith("blocks", inputWith("optional", true)))); len(faults) > 0 {
		t.Errorf("a home tab has no submit: %q", faults)
	}
}
