package view

import "github.com/slack-go/slack"

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

// say is a message of one paragraph.
func say(text string) Message {
	return Message{Text: text, Blocks: []slack.Block{paragraph(text)}}
}

// Say is a message of one plain sentence, such as a refusal's.
func Say(sentence string) Message { return say(escape(sentence)) }

// paragraph is a section of our own markup. Verbatim keeps Slack from making
// links and mentions out of what only looks like them.
func paragraph(markup string) *slack.SectionBlock {
	return slack.NewSectionBlock(slack.NewTextBlockObject(slack.MarkdownType, clip(markup, sectionMost), false, true), nil, nil)
}

// quote is a section of somebody's own words, in which nothing is markup.
func quote(said string) *slack.SectionBlock { return paragraph("“" + words(said) + "”") }

// small is a line of small print.
func small(markup string) *slack.ContextBlock {
	return slack.NewContextBlock("", slack.NewTextBlockObject(slack.MarkdownType, clip(markup, smallMost), false, true))
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
