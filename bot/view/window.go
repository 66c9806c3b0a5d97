package view

import (
	"github.com/slack-go/slack"

	"leadpact/sla"
)

// Window is a modal that opens in front of somebody.
type Window = slack.ModalViewRequest

// WindowAnswer is what the acknowledgement of a submitted window carries.
type WindowAnswer = slack.ViewSubmissionResponse

// The ids of the window in which a lead is released: by the first its
// submission finds its handler, by the others the word is found in it.
const (
	CallbackRelease = "release"
	BlockWord       = "word"
	ActionWord      = "word"
)

const releaseTitle = "Release"

// Release asks for a word for whoever takes the lead next, which may be left
// out. The origin is kept in the window, where its submission finds it.
func Release(l *sla.Lead, from Origin) Window {
	w := window(paragraph("*" + called(l) + "* goes back to the team, and whoever takes over next sees your words in the card's thread."))
	w.CallbackID, w.PrivateMetadata = CallbackRelease, from.metadata()
	w.Submit, w.Close = plainText(releaseTitle), plainText("Keep it")
	word := slack.NewPlainTextInputBlockElement(nil, ActionWord)
	word.Multiline, word.MaxLength, word.FocusOnLoad = true, sla.WordMost, true
	input := slack.NewInputBlock(BlockWord, plainText("A word for whoever takes it next"), plainText("Such as: she asked for a call in May."), word)
	input.Optional = true
	w.Blocks.BlockSet = append(w.Blocks.BlockSet, input)
	return w
}

// window is a modal that only tells something.
func window(blocks ...slack.Block) Window {
	return Window{
		Type: slack.VTModal, Title: plainText(releaseTitle), Close: plainText("Close"),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

func plainText(s string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, s, true, false)
}

// Undecided shows, in place of the window, that a change may or may not have
// been saved.
func Undecided() Window {
	return window(paragraph("Not confirmed yet: saving takes longer than usual. This window tells you as soon as I know."))
}

// Released shows, in place of the window, that the lead is back.
func Released() Window {
	return window(paragraph("Done: the lead is back with the team."))
}

// Kept shows, in place of the window, that nothing was saved.
func Kept() Window {
	return window(paragraph("It could not be saved, and nothing has changed. Close this window and press Release again."))
}

// Told shows, in place of a window, what a sentence says that is not markup.
func Told(sentence string) Window { return window(paragraph(escape(sentence))) }

// problemMost is how long the text under an input may be, in characters.
const problemMost = 300

// Problem keeps a window open and says under one of its inputs, as plain text,
// why it was not taken.
func Problem(block, sentence string) WindowAnswer {
	return *slack.NewErrorsViewSubmissionResponse(map[string]string{block: clip(oneLine(sentence), problemMost)})
}

// Instead shows another window in place of the one that was submitted.
func Instead(w Window) WindowAnswer { return *slack.NewUpdateViewSubmissionResponse(&w) }

// What stands under the input of a window when its submission met trouble of
// ours.
const (
	WindowNotRecorded = "Not recorded: saving took too long, so nothing has changed. Press Release again."
	WindowBusy        = "Not recorded: too much is going on at this moment, and nothing has changed. Press Release again."
	WindowNotYet      = "Not recorded: I have only just started and don't know this workspace yet. Try again in a moment."
	WindowTrouble     = "Something went wrong on our side, and it is in the log. Press Release again; if it happens twice, tell whoever runs Leadpact."
)

// NotOpened tells that the window for releasing a lead did not open.
func NotOpened() Message {
	return say("The window did not open: Slack did not take it in time. Nothing has changed. Please click again.")
}
