package browser

import (
	"errors"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestASecondTabSeesAClaimWithoutReloading(t *testing.T) {
	s := aStory(t)
	ana, greta := s.opens(desktop), s.opens(desktop)
	greta.actsAs("Greta")
	greta.follows("general", places)
	greta.isAt("general")
	greta.does(chromedp.Evaluate("window.remembered = true", nil))
	ana.aLeadArrives("Mara Lindt")
	greta.sees("sales-leads 1 new", places)
	greta.goesTo("sales-leads")
	greta.sees("demo request", card("Mara Lindt"))
	ana.presses("Claim Mara", card("Mara Lindt"))
	greta.sees("@Ana Duarte took it", card("Mara Lindt"))
	greta.isTheSamePage()
}

func TestTheClockJumpsAnHourAndToMonday(t *testing.T) {
	p := aPage(t)
	p.aLeadArrives("Mara Lindt")
	p.presses("+1 h")
	p.sees("It is now")
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("took it after 1 h", card("Mara Lindt"))
	p.presses("Mon 9:00", bar)
	p.sees("Mon", place{selector: "#now"})
	p.sees("9:00", place{selector: "#now"})
}

func (p *page) isTheSamePage() {
	p.t.Helper()
	var same bool
	if err := p.evaluates(&same, "window.remembered === true"); err != nil || !same {
		p.fails(errors.Join(err, errors.New("the page was loaded anew")))
	}
}
