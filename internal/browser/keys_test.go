package browser

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// types sends keys to whatever has the keyboard. Each is pressed as a browser
// does it: a page that takes a key for itself keeps it from being written.
func (p *page) types(keys string) {
	p.t.Helper()
	for _, key := range keys {
		strokes := kb.Encode(key)
		down, up := *strokes[0], strokes[len(strokes)-1]
		down.Type = input.KeyDown
		if len(strokes) > 2 {
			down.Text, down.UnmodifiedText = strokes[1].Text, strokes[1].UnmodifiedText
		}
		p.does(&down, up)
	}
}

// focus is what has the keyboard.
type focus struct {
	Lost, Seen, InSight bool
	What                string
	role, name          string
}

func (p *page) focus() (focus, error) {
	var f focus
	err := p.evaluates(&f, "probe.focus()")
	if err != nil || f.Lost {
		return f, err
	}
	return f, p.tries(chromedp.ActionFunc(func(ctx context.Context) error {
		at, problem, err := runtime.Evaluate("document.activeElement").Do(ctx)
		if err = errors.Join(err, asError(problem)); err != nil {
			return err
		}
		nodes, err := accessibility.GetPartialAXTree().WithObjectID(at.ObjectID).WithFetchRelatives(false).Do(ctx)
		if err == nil && len(nodes) > 0 {
			f.role, f.name = text(nodes[0].Role), text(nodes[0].Name)
		}
		return err
	}))
}

// keepsTheFocus checks that the keyboard is somewhere, and that one sees where.
func (p *page) keepsTheFocus() {
	p.t.Helper()
	p.soon(func() error {
		f, err := p.focus()
		switch {
		case err != nil:
			return err
		case f.Lost:
			return errors.New("the keyboard is nowhere")
		case !f.Seen:
			return errors.New("one cannot see that the keyboard is at " + f.What)
		case !f.InSight:
			return errors.New("the keyboard is out of sight, at " + f.What)
		}
		return nil
	})
}

// tabsTo presses Tab until the element has the keyboard, and checks on the way
// that one always sees where the keyboard is.
func (p *page) tabsTo(role, name string) {
	p.t.Helper()
	p.walks(kb.Tab, role, name)
}

// movesTo presses the arrow down until an item of the menu has the keyboard.
func (p *page) movesTo(name string) {
	p.t.Helper()
	p.walks(kb.ArrowDown, "menuitem", name)
}

func (p *page) walks(key, role, name string) {
	p.t.Helper()
	var way []string
	for i := range 60 {
		f, err := p.focus()
		if err != nil {
			p.fails(err)
		}
		if i > 0 && !f.Lost { // after the last element the keyboard is on the page itself
			p.keepsTheFocus()
		}
		if f.role == role && strings.Contains(f.name, name) {
			return
		}
		way = append(way, f.role+" "+f.name)
		p.types(key)
	}
	p.fails(fmt.Errorf("the keyboard does not come to %s %q, but by way of %s", role, name, strings.Join(way, " → ")))
}

// hasTheKeyboard waits until an element has the keyboard.
func (p *page) hasTheKeyboard(role, name string) {
	p.t.Helper()
	p.soon(func() error {
		f, err := p.focus()
		if err == nil && (f.role != role || !strings.Contains(f.name, name)) {
			err = fmt.Errorf("the keyboard is at %s %q, should be at %s %q", f.role, f.name, role, name)
		}
		return err
	})
	p.keepsTheFocus()
}
