package blockkit

import "encoding/json"

const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxViewBytes     = 250 * 1024
)

// Message returns what Slack would find wrong with the blocks of a message, in
// the words of its response_metadata.messages, or nil. Absent, null and empty
// blocks are fine: the message then shows its text.
func Message(blocks json.RawMessage) []string {
	if len(blocks) == 0 {
		return nil
	}
	c := newCheck(onMessage)
	v, ok := c.decode("/blocks", blocks)
	if ok && v != nil {
		items(0, maxMessageBlocks, surfaceBlock)(c, "/blocks", v)
	}
	return c.faults
}

// Modal returns what Slack would find wrong with a modal's view, or nil.
func Modal(view json.RawMessage) []string {
	return judgeView(onModal, modalView(), view)
}

// Home returns what Slack would find wrong with a home tab's view, or nil.
func Home(view json.RawMessage) []string {
	return judgeView(onHome, homeView(), view)
}

func judgeView(on surface, s shape, view json.RawMessage) []string {
	c := newCheck(on)
	v, ok := c.decode("/view", view)
	if !ok {
		return c.faults
	}
	if len(view) > maxViewBytes {
		c.fault("/view", "view_too_large: must be less than %d bytes", maxViewBytes+1)
	}
	s.judge(c, "/view", v)
	return c.faults
}
