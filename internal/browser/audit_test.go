package browser

import (
	_ "embed"
	"errors"
	"fmt"
	"strings"
)

//go:embed testdata/audit.js
var audit string

// named are the roles that must say what they are.
var named = []string{
	"button", "link", "textbox", "combobox", "searchbox", "checkbox", "radio", "menu", "menuitem", "listbox",
	"option", "dialog", "article", "image", "navigation", "region", "tab", "switch", "slider",
}

// isReadable checks that all words in sight stand out from their ground, as
// WCAG's level AA asks.
func (p *page) isReadable() {
	p.t.Helper()
	p.soon(func() error { // what fades in is faint for a moment
		var faint []string
		if err := p.evaluates(&faint, "audit.faint()"); err != nil {
			return err
		}
		if len(faint) > 0 {
			return errors.New("too faint to read:\n" + strings.Join(faint, "\n"))
		}
		return nil
	})
}

// isWellMade checks names, ids, pictures, and that nothing runs out of sight.
func (p *page) isWellMade() {
	p.t.Helper()
	p.soon(func() error {
		var flaws []string
		err := p.evaluates(&flaws, "audit.flaws()")
		for _, role := range named {
			all, problem := p.findsAll(role, anywhere)
			err = errors.Join(err, problem)
			for _, f := range all {
				if f.name == "" {
					flaws = append(flaws, "a "+role+" without a name")
				}
			}
		}
		if err == nil && len(flaws) > 0 {
			err = errors.New(strings.Join(flaws, "\n"))
		}
		return errors.Join(err, p.fits())
	})
}

// fits checks that nobody has to scroll sideways, and that nothing is cut off.
func (p *page) fits() error {
	var cut []string
	err := p.evaluates(&cut, "audit.cut()")
	if err == nil && len(cut) > 0 {
		err = errors.New(strings.Join(cut, "\n"))
	}
	return err
}

// isLit checks how bright the page's ground is.
func (p *page) isLit(atLeast, atMost float64) {
	p.t.Helper()
	p.soon(func() error {
		var light float64
		err := p.evaluates(&light, "audit.light()")
		if err == nil && (light < atLeast || light > atMost) {
			err = fmt.Errorf("the page's brightness is %.3f, should be from %v to %v", light, atLeast, atMost)
		}
		return err
	})
}
