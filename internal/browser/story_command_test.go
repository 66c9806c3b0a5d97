package browser

import "testing"

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
