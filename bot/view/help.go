package view

import (
	"strings"

	"github.com/slack-go/slack"
)

// HelpLine is one command in the help.
type HelpLine struct {
	Word  string
	Usage string // what follows the word
	Help  string // what one gets
}

// Help lists the commands that follow the slash command.
func Help(command string, lines []HelpLine) Message {
	shown, text := make([]string, len(lines)), make([]string, len(lines))
	for i, l := range lines {
		typed := strings.TrimSpace(escape(command) + " " + l.Word + " " + l.Usage)
		shown[i] = "`" + typed + "`  " + l.Help
		text[i] = typed + ": " + l.Help
	}
	return Message{
		Text: "What you can ask: " + strings.Join(text, "; "),
		Blocks: []slack.Block{
			paragraph("*What you can ask*\n" + strings.Join(shown, "\n")),
			small("New leads stand in the sales channel: take one with its button. Answers to commands are seen by you alone."),
		},
	}
}

// UnknownCommand tells that a word means nothing, and which one was probably
// meant.
func UnknownCommand(command, word, meant string) Message {
	s := "I don't know “" + name(word) + "”."
	if meant != "" {
		s += " Did you mean `" + escape(command) + " " + meant + "`?"
	}
	return say(s + " `" + escape(command) + " help` lists what you can ask.")
}

// TooSlow tells that an answer took longer than Slack waits for one.
func TooSlow() Message {
	return say("That took longer than Slack lets me think. Nothing is lost: please ask again in a moment.")
}
