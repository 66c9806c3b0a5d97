package sandbox

import (
	"encoding/json"
	"unicode/utf8"

	"leadpact/internal/sandbox/blockkit"
)

const (
	maxText        = 40_000 // longer text is cut
	maxUpdateText  = 4_000  // chat.update refuses longer text
	maxAttachments = 100
	maxMetadata    = 16 << 10
)

// content is what a message is to show, checked.
type content struct {
	text                          string
	blocks, attachments, metadata json.RawMessage
	hasBlocks, hasMetadata        bool
}

func (c content) empty() bool { return c.text == "" && c.blocks == nil && c.attachments == nil }

// readContent checks the parts of a message that chat methods share.
func (w *Workspace) readContent(a args) (c content, err *fail) {
	c.text = cut(a["text"])
	c.hasBlocks = a.has("blocks")
	if c.blocks, err = w.readBlocks(a.raw("blocks")); err != nil {
		return c, err
	}
	if c.attachments = a.raw("attachments"); c.attachments != nil {
		var items []json.RawMessage
		if json.Unmarshal(c.attachments, &items) != nil {
			return c, failed("invalid_attachments")
		}
		if len(items) > maxAttachments {
			return c, failed("too_many_attachments")
		}
		if len(items) == 0 {
			c.attachments = nil
		}
	}
	c.hasMetadata = a.has("metadata")
	c.metadata, err = readMetadata(a.raw("metadata"))
	return c, err
}

// readBlocks checks blocks and gives the missing ids to them.
func (w *Workspace) readBlocks(raw json.RawMessage) (json.RawMessage, *fail) {
	if raw == nil {
		return nil, nil
	}
	if !list(raw) {
		return nil, failedWith("invalid_blocks_format", []string{"[ERROR] must be an array [json-pointer:/blocks]"})
	}
	if faults := blockkit.Message(raw); len(faults) > 0 {
		return nil, failedWith("invalid_blocks", faults)
	}
	if faults := w.unreadyFiles(raw); len(faults) > 0 {
		return nil, failedWith("invalid_blocks", faults)
	}
	return withIDs(raw), nil
}

func readMetadata(raw json.RawMessage) (json.RawMessage, *fail) {
	if raw == nil || string(raw) == "{}" {
		return nil, nil
	}
	if !object(raw) {
		return nil, failed("invalid_metadata_format")
	}
	if len(raw) > maxMetadata {
		return nil, failed("metadata_too_large")
	}
	var m struct {
		Type    string          `json:"event_type"`
		Payload json.RawMessage `json:"event_payload"`
	}
	if json.Unmarshal(raw, &m) != nil || m.Type == "" || !object(m.Payload) {
		return nil, failed("invalid_metadata_schema")
	}
	return raw, nil
}

func cut(text string) string {
	if len(text) <= maxText || utf8.RuneCountInString(text) <= maxText {
		return text
	}
	return string([]rune(text)[:maxText])
}
