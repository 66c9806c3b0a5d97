package sandbox

import (
	"bytes"
	"encoding/json"
)

// interactive are the elements that Slack gives an action_id to if they have none.
var interactive = map[string]bool{
	"button": true, "overflow": true, "workflow_button": true, "feedback_buttons": true, "icon_button": true,
}

// spot is one element of blocks that a person can act on.
type spot struct {
	block    string
	element  map[string]any
	input    bool
	label    string
	optional bool
}

func (s spot) text(key string) string { text, _ := s.element[key].(string); return text }

func isElement(node map[string]any) bool {
	kind, _ := node["type"].(string)
	return interactive[kind] || keeps[kind] != ""
}

func decodeBlocks(raw json.RawMessage) []map[string]any {
	var blocks []map[string]any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if dec.Decode(&blocks) != nil {
		return nil
	}
	return blocks
}

// withIDs gives a block_id and an action_id to whatever has none, as Slack does.
func withIDs(raw json.RawMessage) json.RawMessage {
	blocks := decodeBlocks(raw)
	if len(blocks) == 0 {
		return nil
	}
	changed := false
	name := func(node map[string]any, key string) {
		if id, _ := node[key].(string); id == "" {
			node[key] = randomID("", mixed, 5)
			changed = true
		}
	}
	for _, block := range blocks {
		name(block, "block_id")
		visit(map[string]any(block), "", func(_ string, node map[string]any) {
			if isElement(node) {
				name(node, "action_id")
			}
		})
	}
	if !changed {
		var compact bytes.Buffer
		if json.Compact(&compact, raw) == nil {
			return compact.Bytes()
		}
	}
	return encode(blocks)
}

// spots lists everything in blocks that a person can act on, top to bottom.
func spots(raw json.RawMessage) []spot {
	var out []spot
	for _, block := range decodeBlocks(raw) {
		out = collect(block, spot{}, out)
	}
	return out
}

func collect(node any, at spot, out []spot) []spot {
	switch n := node.(type) {
	case []any:
		for _, child := range n {
			out = collect(child, at, out)
		}
	case map[string]any:
		if id, _ := n["block_id"].(string); id != "" {
			at.block = id
		}
		if n["type"] == "input" {
			label, _ := n["label"].(map[string]any)
			at.input = true
			at.label, _ = label["text"].(string)
			at.optional, _ = n["optional"].(bool)
		}
		if isElement(n) {
			at.element = n
			return append(out, at)
		}
		for _, key := range []string{"elements", "accessory", "element", "actions", "blocks", "children"} {
			out = collect(n[key], at, out)
		}
	}
	return out
}

// find looks for an action among elements; of several with the same id the one whose
// value fits, else the first.
func find(all []spot, block, action, value string) (spot, bool) {
	var first *spot
	for _, s := range all {
		if s.text("action_id") != action || (block != "" && s.block != block) {
			continue
		}
		if value != "" && s.text("value") == value {
			return s, true
		}
		if first == nil {
			first = &s
		}
	}
	if first == nil {
		return spot{}, false
	}
	return *first, true
}
