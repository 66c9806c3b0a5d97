package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// anHourLater is Ana's page an hour after she took Mara: a Release now is no
// misclick any more.
func anHourLater(t *testing.T, l look) *page {
	t.Helper()
	p := aStory(t).opens(l)
	p.aLeadArrives("Mara Lindt")
	p.presses("Claim Mara", card("demo request"))
	p.sees("@Ana Duarte took it", card("demo request"))
	p.presses("+1 h", bar)
	p.sees("It is now")
	return p
}

func TestAMisclickGoesBackAtOnce(t *testing.T) {
	p := aPage(t)
	p.aLeadArrives("Mara Lindt")
	p.presses("Claim Mara", card("demo request"))
	p.presses("Release", card("demo request"))
	p.sees("Waiting since", card("demo request"))
	p.presses("Claim Mara", card("demo request"))
	p.sees("took it", card("demo request"))
}

func TestALeadIsReleasedWithAWordForTheNextOne(t *testing.T) {
	p := anHourLater(t, desktop)
	p.presses("Release", card("demo request"))
	p.sees("whoever takes over next sees your words", window)
	p.hasTheKeyboard("textbox", "A word for whoever takes it next")
	p.isReadable()
	p.isWellMade()
	p.types("She asked for a call in May.")
	p.presses("Release", window)
	p.sees("Waiting since", card("demo request"))
	p.doesNotSee("whoever takes over next", window)
	p.presses("1 reply", card("demo request"))
	p.sees("@Ana Duarte gave Mara back", thread)
	p.sees("She asked for a call in May.", thread)
}

func TestWhoKeepsTheLeadClosesTheWindowByKeyboard(t *testing.T) {
	p := anHourLater(t, desktop)
	for _, leave := range []string{kb.Escape, kb.Tab + kb.Enter} { // Escape, or the button after the field
		p.tabsTo("button", "Release")
		p.types(kb.Enter)
		p.hasTheKeyboard("textbox", "A word for whoever takes it next")
		p.types(leave)
		p.doesNotSee("whoever takes over next", window)
		p.hasTheKeyboard("button", "Release")
	}
	p.sees("@Ana Duarte took it", card("demo request"))
}

func TestAWindowThatComesTooLateSaysSoUnderItsField(t *testing.T) {
	p := anHourLater(t, desktop.inTheDark())
	p.presses("Release", card("demo request"))
	p.sees("whoever takes over next", window)
	p.sandbox.submitsElsewhere("U0ANADUARTE")
	p.sees("Waiting since", card("demo request"))
	p.hasTheKeyboard("textbox", "A word for whoever takes it next")
	p.types("Too late.")
	p.presses("Release", window)
	p.sees("so there is nothing to release", window)
	p.hasTheKeyboard("textbox", "A word for whoever takes it next")
	p.isReadable()
	p.isWellMade()
	p.presses("Keep it", window)
	p.doesNotSee("whoever takes over next", window)
}

func TestWhatWasTypedStaysWhenTheWindowIsSentElsewhere(t *testing.T) {
	p := anHourLater(t, desktop)
	p.presses("Release", card("demo request"))
	p.sees("whoever takes over next", window)
	other := p.sandbox.opens(desktop)
	other.sees("whoever takes over next", window)
	third := p.sandbox.opens(desktop)
	third.sees("whoever takes over next", window)

	p.types("Half a thou")
	other.types("She is away until May.")
	other.presses("Release", window)
	other.sees("Waiting since", card("demo request"))
	other.doesNotSee("whoever takes over next", window)
	third.sees("Waiting since", card("demo request"))
	third.doesNotSee("whoever takes over next", window) // nothing was typed there

	p.sees("Already sent or closed in another window", window)
	p.soon(func() error {
		var kept string
		err := p.evaluates(&kept, `document.querySelector("dialog textarea").value`)
		if err == nil && kept != "Half a thou" {
			err = fmt.Errorf("the field holds %q", kept)
		}
		return err
	})
	p.isReadable()
	p.isWellMade()
	p.doesNotSee("Keep it", window)
	p.types(" more" + kb.Tab + kb.Enter) // the next thing is the button that closes it
	p.doesNotSee("Already sent", window)
	p.presses("1 reply", card("demo request"))
	p.sees("She is away until May.", thread)
}
