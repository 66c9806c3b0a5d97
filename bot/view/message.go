package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// Message is what Slack is sent: blocks for the eye, and a text that says the
// same for notifications and screen readers.
type Message struct {
	Text   string        `json:"text"`
	Blocks []slack.Block `json:"blocks"`
}

// The ids of the buttons, by which a click finds its handler. A button's value
// is the lead's id.
const (
	ActionClaim   = "claim"
	ActionRelease = "release"
)

// draft is a message being written: whatever the blocks show, the text says.
type draft struct {
	blocks []slack.Block
	said   []string
}

// add appends a block that shows something, and what it says.
func (d *draft) add(b slack.Block, said string) {
	d.blocks, d.said = append(d.blocks, b), append(d.said, said)
}

// paragraph adds a section.
func (d *draft) paragraph(markup string) { d.add(paragraph(markup), markup) }

// quoteLines is how many lines of somebody's own words are taken in at a glance:
// a column of short lines is as tall as a long text.
const quoteLines = 8

// quote adds at most so many characters of somebody's own words, if they said
// anything, on few lines.
func (d *draft) quote(said string, most int) { d.quoteOn(quoteLines, said, most) }

// quoteOn adds a quote of at most so many lines.
func (d *draft) quoteOn(lines int, said string, most int) {
	if s := words(top(plain(said), lines), most); s != "" {
		d.paragraph("“" + fit(s, sectionMost-2) + "”")
	}
}

// top is the first lines of a text, with a sign that there were more. Of empty
// lines in a row one is kept.
func top(s string, most int) string {
	var kept []string
	for line := range strings.SplitSeq(s, "\n") {
		blank := strings.TrimSpace(line) == ""
		switch {
		case blank && len(kept) > 0 && kept[len(kept)-1] == "":
		case len(kept) == most:
			return ellipsis(strings.Join(kept, "\n"))
		case blank:
			kept = append(kept, "")
		default:
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// small adds a line of small print, if there is anything to print.
func (d *draft) small(markup string) {
	if markup != "" {
		d.add(small(markup), markup)
	}
}

// act adds a row of buttons.
func (d *draft) act(row *slack.ActionBlock) {
	if row != nil {
		d.blocks = append(d.blocks, row)
	}
}

func (d *draft) message() Message {
	return Message{Text: fit(strings.Join(d.said, "\n"), textMost), Blocks: d.blocks}
}

// say is a message of one paragraph.
func say(text string) Message {
	d := draft{}
	d.paragraph(text)
	return d.message()
}

// Say is a message of one plain sentence, such as a refusal's.
func Say(sentence string) Message { return say(escape(sentence)) }

// paragraph is a section of our own markup. Verbatim keeps Slack from making
// links and mentions out of what only looks like them.
func paragraph(markup string) *slack.SectionBlock {
	return slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, fit(markup, sectionMost), false, true), nil, nil)
}

// small is a line of small print.
func small(markup string) *slack.ContextBlock {
	return slack.NewContextBlock("", slack.NewTextBlockObject(slack.MarkdownType, fit(markup, smallMost), false, true))
}

// buttons is a row of buttons for a lead.
func buttons(leadID string, row ...*slack.ButtonBlockElement) *slack.ActionBlock {
	elements := make([]slack.BlockElement, len(row))
	for i, b := range row {
		b.Value = leadID
		elements[i] = b
	}
	return slack.NewActionBlock("lead", elements...)
}

// button is one button; says tells a screen reader what it does to whom.
func button(action, label, says string) *slack.ButtonBlockElement {
	b := slack.NewButtonBlockElement(action, "", slack.NewTextBlockObject(slack.PlainTextType, label, true, false))
	b.AccessibilityLabel = clip(says, labelMost)
	return b
}
