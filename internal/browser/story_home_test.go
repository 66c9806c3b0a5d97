package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestTheHomeTabIsEachPersonsOwn(t *testing.T) {
	p := aPage(t)
	p.aLeadArrives("Jonas Roth")
	p.aLeadArrives("Mara Lindt")
	p.presses("Claim Mara", card("demo request"))
	p.sees("took it", card("demo request"))
	p.goesTo("Home")
	p.sees("Yours since", stream)
	p.sees("Waiting since", stream)
	p.isReadable()
	p.isWellMade()

	p.tabsTo("button", "Claim Jonas")
	p.types(kb.Enter)
	p.sees("Nobody waits at the moment.", stream)
	p.keepsTheFocus()
	p.actsAs("Ben")
	p.sees("you hold no lead, and none waits", stream)
	p.doesNotSee("Mara Lindt", stream)
	p.actsAs("Gus")
	p.sees("there is nothing for you to do here", stream)
	p.doesNotSee("Claim", stream)
}

func TestALeadIsReleasedFromTheHomeTab(t *testing.T) {
	p := anHourLater(t, phone)
	p.goesTo("Home")
	p.presses("Release", stream)
	p.hasTheKeyboard("textbox", "A word for whoever takes it next")
	p.types("Better in German.")
	p.presses("Release", window)
	p.sees("Waiting since", stream)
	p.doesNotSee("Yours since", stream)
	p.goesTo("sales-leads")
	p.sees("1 reply", card("demo request"))
	p.sees("Waiting since", card("demo request"))
}

func TestTheHomeTabOfOneFollowsTheClaimOfAnother(t *testing.T) {
	s := aStory(t)
	ana, ben := s.opens(desktop), s.opens(desktop)
	ben.actsAs("Ben")
	ana.aLeadArrives("Mara Lindt")
	ana.goesTo("Home")
	ana.sees("Waiting since", stream)
	ben.presses("Claim Mara", card("demo request"))
	ben.sees("took it", card("demo request"))
	ana.presses("Claim Mara", stream)
	ana.sees("@Ben Okafor", stream)
	ana.doesNotSee("Waiting since", stream)
}
