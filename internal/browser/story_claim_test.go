package browser

import "testing"

func TestALeadArrivesAndIsClaimedByAClick(t *testing.T) {
	p := aPage(t)
	p.sees("Leads come in here")
	p.aLeadArrives("Mara Lindt")
	p.sees("demo request", card("Mara Lindt"))
	p.presses("Claim", card("Mara Lindt"))
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
	p.doesNotSee("Claim", card("Mara Lindt"))
}

func TestWhoIsTooLateIsToldInPrivateAndOfferedTheNextOne(t *testing.T) {
	s := aStory(t)
	ana, ben := s.opens(desktop), s.opens(desktop)
	ben.actsAs("Ben")
	ana.aLeadArrives("Jonas Roth")
	ana.aLeadArrives("Mara Lindt")
	ben.sees("Mara Lindt", card("Mara Lindt"))
	s.redrawsNothing(3)
	ana.presses("Claim", card("Mara Lindt"))
	ben.presses("Claim", card("Mara Lindt"))

	told := privateWord("@Ana Duarte took Mara just before you")
	ben.sees("Nothing counts against you. Next: Jonas Roth", told)
	ben.sees("@Ana Duarte took it", card("demo request"))
	ana.sees("@Ana Duarte took it", card("demo request"))
	ana.doesNotSee("just before you")
	ben.presses("Claim Jonas Roth", told)
	ana.sees("@Ben Okafor took it", card("Jonas Roth"))
	ben.actsAs("Chloe")
	ben.sees("@Ben Okafor took it", card("Jonas Roth"))
	ben.doesNotSee("just before you")
}
