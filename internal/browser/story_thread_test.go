package browser

import "testing"

// mara is a lead as a source sends her; told again, she came again.
func mara(message string) map[string]any {
	return map[string]any{
		"name": "Mara Lindt", "email": "mara@kessel.example", "company": "Kessel AG",
		"action": "demo request", "message": message,
	}
}

func TestTheThreadOfACardTellsItsStory(t *testing.T) {
	p := aPage(t)
	p.sandbox.aLeadIsDelivered(mara("Replace our planner by March."))
	p.sees("Replace our planner", card("Mara Lindt"))
	p.sandbox.aLeadIsDelivered(mara("We are forty people, by the way."))
	p.presses("1 reply", card("Mara Lindt"))
	p.sees("Mara Lindt, Kessel AG · demo request", thread)
	p.sees("Came again", thread)
	p.sees("We are forty people, by the way.", thread)
	p.isWellMade()
	p.presses("Close thread", thread)
	p.doesNotSee("We are forty people", thread)
}

func TestALeadCanBeClaimedFromItsThread(t *testing.T) {
	p := aPage(t)
	p.sandbox.aLeadIsDelivered(mara("Replace our planner by March."))
	p.sandbox.aLeadIsDelivered(mara("We are forty people, by the way."))
	p.presses("1 reply", card("Mara Lindt"))
	p.presses("Claim Mara Lindt", thread)
	p.sees("@Ana Duarte took it", thread)
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
}
