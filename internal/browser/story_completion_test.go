package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

var offers = place{selector: "[role=listbox]"}

func TestASlashOffersWhatCanBeAsked(t *testing.T) {
	p := aPage(t)
	p.tabsTo("combobox", commandLine)
	p.types("/")
	p.sees("/sla status", offers)
	p.sees("/sla lead ID or email", offers)
	p.isReadable()
	p.isWellMade()
	p.types(kb.Escape)
	p.doesNotSee("/sla lead", offers)
	p.holds("/")
}

func TestACommandIsCompletedAndSentByKeyboard(t *testing.T) {
	p := aPage(t)
	p.tabsTo("combobox", commandLine)
	p.types("/sla st")
	p.sees("/sla status", offers)
	p.types(kb.Enter)
	p.holds("/sla status")
	p.types(kb.Enter)
	p.sees("No lead is open", privateWord(""))
	p.keepsTheFocus()
	p.types("/")
	p.sees("/sla lead", offers)
	p.types(kb.ArrowUp)
	p.types(kb.Tab)
	p.keepsTheFocus()
}

// holds waits until the command line holds the words.
func (p *page) holds(words string) {
	p.t.Helper()
	p.soon(func() error {
		var value string
		err := p.evaluates(&value, `document.getElementById("command").value.trim()`)
		if err == nil && value != words {
			err = fmt.Errorf("the command line holds %q, not %q", value, words)
		}
		return err
	})
}
