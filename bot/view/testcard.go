package view

import (
	"github.com/slack-go/slack"

	"leadpact/sla"
)

// ActionTest is what a test card's button does: nothing. It stands in no table
// of handlers, so that a click is answered like one on any unknown button.
const ActionTest = "doctor_test"

// testWords stand on top of a test card.
const testWords = "This is a test by leadpact doctor: there is no such lead, and the button does nothing."

// TestCard is the lead's card as it would be posted, with words on top that say
// that it is a test, and with a button that claims nobody.
func TestCard(l *sla.Lead) Message {
	top, card := say(testWords), Card(l)
	for _, b := range card.Blocks {
		if row, ok := b.(*slack.ActionBlock); ok {
			disarm(row)
		}
	}
	return Message{
		Text:   fit(top.Text+"\n"+card.Text, textMost),
		Blocks: append(top.Blocks, card.Blocks...),
	}
}

// disarm takes from a row of buttons what they do, and the words for it: only a
// button that claims may say so.
func disarm(row *slack.ActionBlock) {
	for _, e := range row.Elements.ElementSet {
		if b, ok := e.(*slack.ButtonBlockElement); ok {
			b.ActionID, b.Text.Text = ActionTest, "Only a test"
			b.AccessibilityLabel = "Only a test: this button does nothing"
		}
	}
}
