package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestPeopleTalkInTheChannelAndInAThread(t *testing.T) {
	s := aStory(t)
	ana, ben := s.opens(desktop), s.opens(desktop)
	ben.actsAs("Ben")
	ana.writes("Who knows <b>Kessel</b>?")
	ben.sees("Who knows <b>Kessel</b>?", card("Ana Duarte"))
	s.aLeadIsDelivered(mara("Replace our planner by March."))
	s.aLeadIsDelivered(mara("We are forty people, by the way."))
	ben.presses("1 reply", card("Mara Lindt"))
	ben.clicks("combobox", "Reply in the thread", thread)
	ben.types("I do, @an")
	ben.sees("Ana Duarte", place{selector: "#thread [role=listbox]"})
	ben.types(kb.Enter + "!" + kb.Enter)
	ben.sees("I do, @Ana Duarte !", thread)
	ben.isWellMade()
	ana.sees("2 replies", card("Mara Lindt"))
	ana.doesNotSee("I do", stream)
}
