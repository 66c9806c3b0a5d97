package browser

import (
	"fmt"
	"slices"
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
	p.sees("Waiting since", card("Jonas Roth")) // somebody to take next
	p.actsAs("Gus")
	p.sees("Gus is a guest of another company", tour)
	p.actsAs("Ben")
	p.sees("Lose a race", tour)
	p.presses("Press “Claim” as Ben", tour)
	p.sees("Nothing counts against you", privateWord("@Ana Duarte took Mara"))
	p.sees("Next: Jonas Roth", privateWord("@Ana Duarte took Mara"))
	p.sees("Only Ben sees this", tour)
	p.sees("the next lead is offered at once", tour)
	p.hasA("button", "Claim Jonas", privateWord("@Ana Duarte took Mara"))
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

// covered is how much of each thing the tour's note lies on, in square pixels.
const covered = `[...document.querySelectorAll(".chip, #composer .line, #offers:not([hidden])")].map((el) => {
	const [a, b] = [el.getBoundingClientRect(), document.getElementById("tour").getBoundingClientRect()];
	const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
	return Math.max(0, wide) * Math.max(0, high);
})`

func TestTheTourLeavesWhatItAsksForInSight(t *testing.T) {
	for _, l := range []look{{wide: 1280, high: 800, scale: 1}, {wide: 1440, high: 900, scale: 1}, phone} {
		t.Run(fmt.Sprintf("%dx%d", l.wide, l.high), func(t *testing.T) {
			p := aStory(t).opens(l)
			p.presses("Take the tour", bar)
			p.presses("Skip", tour)
			p.sees("Ask how it goes", tour)
			p.coversNothing(4) // three commands to press, and the line
			p.presses("Take me there", tour)
			p.types("/")
			p.coversNothing(5) // the completions, too
			p.types(kb.Escape)
			p.presses("/sla status")
			p.sees("No lead is open", privateWord(""))
		})
	}
}

func (p *page) coversNothing(things int) {
	p.t.Helper()
	p.soon(func() error {
		var over []float64
		if err := p.evaluates(&over, covered); err != nil {
			return err
		}
		if len(over) != things || slices.Max(over) > 0 {
			return fmt.Errorf("the note covers %v, should cover nothing of %d", over, things)
		}
		return nil
	})
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
