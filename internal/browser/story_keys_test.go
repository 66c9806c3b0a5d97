package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestADayCanBeWorkedByKeyboardAlone(t *testing.T) {
	p := aPage(t)
	p.tabsTo("button", "A lead arrives")
	p.types(kb.Enter)
	p.movesTo("Mara Lindt")
	p.types(kb.Enter)
	p.sees("demo request", card("Mara Lindt"))
	p.keepsTheFocus()

	p.tabsTo("button", "Claim Mara Lindt")
	p.types(kb.Enter)
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
	p.keepsTheFocus()

	p.tabsTo("combobox", "You are")
	p.types("Ben")
	p.sees("Messages", places)
	p.keepsTheFocus()

	p.tabsTo("combobox", commandLine)
	p.types("/sla status" + kb.Enter)
	p.sees("1 lead open", privateWord(""))
	p.keepsTheFocus()

	p.tabsTo("link", "Home")
	p.types(kb.Enter)
	p.isAt("Home")
	p.keepsTheFocus()
}

func TestAThreadOpensAndClosesByKeyboard(t *testing.T) {
	p := aPage(t)
	p.sandbox.aLeadIsDelivered(mara("Replace our planner by March."))
	p.sandbox.aLeadIsDelivered(mara("We are forty people, by the way."))
	p.sees("1 reply", card("Mara Lindt"))
	p.tabsTo("button", "1 reply")
	p.types(kb.Enter)
	p.sees("We are forty people", thread)
	p.keepsTheFocus()
	p.types(kb.Escape)
	p.doesNotSee("We are forty people", thread)
	p.keepsTheFocus()
	p.hasTheKeyboard("button", "1 reply")
}

func TestAMenuClosesByEscapeAndGivesTheKeyboardBack(t *testing.T) {
	p := aPage(t)
	p.tabsTo("button", "Hiccups")
	p.types(kb.Enter)
	p.sees("Slow answers", menu)
	p.hasTheKeyboard("menuitem", "Too many requests")
	p.types(kb.ArrowUp)
	p.hasTheKeyboard("menuitem", "Everything arrives twice")
	p.types(kb.Escape)
	p.doesNotSee("Slow answers")
	p.hasTheKeyboard("button", "Hiccups")
}

func TestTheSlashGoesToTheCommandLine(t *testing.T) {
	p := aPage(t)
	p.types("/")
	p.hasTheKeyboard("combobox", commandLine)
	p.types("/sla help" + kb.Enter)
	p.sees("What you can ask", privateWord(""))
	p.types(kb.ArrowUp)
	p.keepsTheFocus()
}
