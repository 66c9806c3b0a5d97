package view

import "strings"

// HelpLine is one command in the help.
type HelpLine struct {
	Word  string
	Usage string // what follows the word
	Help  string // what one gets
}

// Help lists the commands that follow the slash command.
func Help(command string, lines []HelpLine) Message {
	shown, said := []string{"*What you can ask*"}, []string{"What you can ask:"}
	for _, l := range lines {
		typed := joined(" ", escape(command), l.Word, l.Usage)
		shown = append(shown, "`"+typed+"`  "+l.Help)
		said = append(said, typed+": "+l.Help)
	}
	d := draft{}
	d.add(paragraph(strings.Join(shown, "\n")), strings.Join(said, "\n"))
	d.small("New leads stand in the sales channel: take one with its button. Answers to commands are seen by you alone.")
	return d.message()
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
