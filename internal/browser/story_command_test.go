package browser

import "testing"

func TestACommandThatDidNotGetThroughSaysSo(t *testing.T) {
	p := aPage(t)
	p.log.forgive("answered 400", "status of 400")
	p.writes("/rm everything")
	p.sees("Not sent. /rm is not a valid command. In this workspace /sla is.", card("/rm everything"))
	p.isReadable()
	p.isWellMade()
	p.presses("Change it", card("/rm everything"))
	p.hasTheKeyboard("combobox", commandLine)
	p.doesNotSee("Not sent")
}

func TestACommandIsTriedAgainWhenTheWorkspaceIsGone(t *testing.T) {
	p := aPage(t)
	p.log.forgive("ERR_")
	p.sandbox.stops()
	p.presses("/sla status")
	p.sees("Not sent. The workspace does not answer.", card("/sla status"))
	p.presses("Try again", card("/sla status"))
	p.sees("Not sent. The workspace does not answer.", card("/sla status"))
	p.hasA("button", "Try again", stream) // one, not two
}

func TestGuestsHaveNoCommands(t *testing.T) {
	p := aPage(t)
	p.log.forgive("answered 403", "status of 403")
	p.sees("/sla status", place{selector: "#composer"})
	p.actsAs("Gus")
	p.sees("Leads come in here", stream)
	p.doesNotSee("/sla status", place{selector: "#composer"})
	p.writes("/sla status")
	p.sees("Not sent. /sla is not a valid command. For Gus Weber, that is", card("/sla status"))
}

func TestACommandIsAnsweredInPrivate(t *testing.T) {
	s := aStory(t)
	ana, ben := s.opens(desktop), s.opens(desktop)
	ben.actsAs("Ben")
	ana.aLeadArrives("Mara Lindt")
	ana.writes("/sla status")
	ana.sees("1 lead open", privateWord(""))
	ana.writes("/sla lead mara.lindt@kessel.example")
	ana.sees("Kessel AG", privateWord(""))
	ben.sees("Mara Lindt", stream)
	ben.doesNotSee("1 lead open")
	ben.doesNotSee("Only visible to you")
}

func TestAWordThatTheBotDoesNotKnowIsAnsweredWithTheList(t *testing.T) {
	p := aPage(t)
	p.writes("/sla statsu")
	p.sees("/sla status", privateWord(""))
}
