package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

var tour = place{selector: "#tour"}

func TestTheTourIsWalkedByDoingWhatItAsks(t *testing.T) {
	p := aPage(t)
	p.presses("Take the tour", bar)
	p.sees("Let a lead arrive", tour)
	p.isReadable()
	p.isWellMade()
	p.aLeadArrives("Mara Lindt")
	p.sees("Claim it", tour)
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("Become a colleague", tour)
	p.actsAs("Ben")
	p.sees("Lose a race", tour)
	p.presses("Press “Claim” as Ben", tour)
	p.sees("Nothing counts against you", privateWord("@Ana Duarte took Mara"))
	p.sees("Only Ben sees this", tour)
	p.presses("Next", tour)
	p.sees("Open the thread", tour)
	p.presses("Let them write again", tour)
	p.presses("1 reply", card("Mara Lindt"))
	p.sees("Ask how it goes", tour)
	p.presses("Close thread", thread)
	p.writes("/sla status")
	p.sees("Make Slack hiccup", tour)
	p.presses("Hiccups", bar)
	p.chooses("A socket is lost")
	p.sees("Open the home tab", tour)
	p.follows("Home", places)
	p.sees("That is the tour", tour)
	p.presses("Done", tour)
	p.doesNotSee("That is the tour")
}

func TestTheTourIsSkippedThroughAndLeftByKeyboard(t *testing.T) {
	p := aPage(t)
	p.tabsTo("button", "Take the tour")
	p.types(kb.Enter)
	p.sees("Let a lead arrive", tour)
	p.keepsTheFocus()
	p.tabsTo("button", "Skip")
	p.types(kb.Enter)
	p.sees("Ask how it goes", tour)
	p.keepsTheFocus()
	p.tabsTo("button", "Take me there")
	p.types(kb.Enter)
	p.hasTheKeyboard("combobox", commandLine)
	p.types(kb.Escape)
	p.doesNotSee("Ask how it goes", tour)
	p.keepsTheFocus()
}
