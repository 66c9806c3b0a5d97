package browser

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// page is the sandbox's page in a tab, and a person before it.
type page struct {
	*tab
	sandbox *sandbox
}

// aStory starts a sandbox for one story; two stories run at a time.
func aStory(t *testing.T) *sandbox {
	t.Helper()
	t.Parallel()
	aBrowser(t)
	twoAtMost <- struct{}{}
	t.Cleanup(func() { <-twoAtMost })
	return aSandbox(t)
}

// opens shows the page in a new tab and waits until it is at work.
func (s *sandbox) opens(l look) *page {
	s.t.Helper()
	p := &page{tab: aTab(s.t, l), sandbox: s}
	p.does(chromedp.Navigate(s.url))
	p.hasSockets(2)
	p.isAt("sales-leads")
	return p
}

// aPage is a sandbox with its page open on a desk.
func aPage(t *testing.T) *page {
	t.Helper()
	return aStory(t).opens(desktop)
}

// hasSockets waits until the page knows that the bot is connected, also where
// it does not show it.
func (p *page) hasSockets(n int) {
	p.t.Helper()
	p.eventually(func() error {
		var pulse string
		err := p.evaluates(&pulse, `document.getElementById("pulse").textContent`)
		if err == nil && !strings.Contains(pulse, fmt.Sprintf("%d sockets", n)) {
			err = fmt.Errorf("the page does not speak of %d sockets, but: %s", n, pulse)
		}
		return err
	})
}

// words is what a part of the page shows.
func (p *page) words(in place) (string, error) {
	var shown *string
	if err := p.evaluates(&shown, "(at => at && probe.words(at))(probe.scope(%s, %s))", in.selector, in.holding); err != nil {
		return "", err
	}
	if shown == nil {
		return "", fmt.Errorf("the page has no %s", in)
	}
	return *shown, nil
}

// shows checks that a part of the page shows all of the words.
func (p *page) shows(words string, in place) error {
	shown, err := p.words(in)
	if err == nil && !strings.Contains(shown, words) {
		err = fmt.Errorf("%s does not show %q, but: %s", in, words, shown)
	}
	return err
}

// sees waits until the page shows the words, in the place if one is named.
func (p *page) sees(words string, in ...place) {
	p.t.Helper()
	p.eventually(func() error { return p.shows(words, one(in)) })
}

// doesNotSee checks that the words are gone, or never come. It needs a sees
// before it, so that the page is known to be where it should be.
func (p *page) doesNotSee(words string, in ...place) {
	p.t.Helper()
	p.soon(func() error {
		if err := p.shows(words, one(in)); err == nil {
			return fmt.Errorf("the page shows %q", words)
		}
		return nil
	})
}

func one(in []place) place {
	if len(in) == 0 {
		return anywhere
	}
	return in[0]
}

// presses clicks a button, with the mouse where it is.
func (p *page) presses(name string, in ...place) { p.t.Helper(); p.clicks("button", name, one(in)) }

// follows clicks a link.
func (p *page) follows(name string, in ...place) { p.t.Helper(); p.clicks("link", name, one(in)) }

// chooses clicks an item of the open menu.
func (p *page) chooses(name string) { p.t.Helper(); p.clicks("menuitem", name, menu) }

func (p *page) clicks(role, name string, in place) {
	p.t.Helper()
	var at spot
	p.eventually(func() error {
		f, err := p.finds(role, name, in)
		if err != nil {
			return err
		}
		at, err = p.reach(f)
		return err
	})
	mouse := func(kind input.MouseType, buttons int64) chromedp.Action {
		return input.DispatchMouseEvent(kind, at.X, at.Y).WithButton(input.Left).WithButtons(buttons).WithClickCount(1)
	}
	p.does(input.DispatchMouseEvent(input.MouseMoved, at.X, at.Y), mouse(input.MousePressed, 1), mouse(input.MouseReleased, 0))
}

// hasA waits until there is one such element.
func (p *page) hasA(role, name string, in place) {
	p.t.Helper()
	p.eventually(func() error {
		_, err := p.finds(role, name, in)
		return err
	})
}

// actsAs switches the person before the page.
func (p *page) actsAs(who string) {
	p.t.Helper()
	p.eventually(func() error {
		var ok bool
		err := p.evaluates(&ok, `(who => {
			const select = document.getElementById("person");
			const option = [...select.options].find((o) => o.text.startsWith(who));
			if (!option) return false;
			select.value = option.value;
			select.dispatchEvent(new Event("change", { bubbles: true }));
			return true;
		})(%s)`, who)
		if err == nil && !ok {
			err = errors.New("nobody is called " + who)
		}
		return err
	})
}

// aLeadArrives chooses somebody from the menu of leads.
func (p *page) aLeadArrives(who string) {
	p.t.Helper()
	p.presses("A lead arrives", bar)
	p.eventually(func() error {
		all, err := p.findsAll("menuitem", menu)
		for _, f := range all {
			if strings.Contains(f.name, who) {
				p.chooses(f.name)
				return nil
			}
		}
		return errors.Join(err, errors.New("the menu has no "+who))
	})
	p.sees(who, card(who))
}

// writes types a command and sends it.
func (p *page) writes(line string) {
	p.t.Helper()
	p.clicks("combobox", commandLine, anywhere)
	p.types(line + "\r")
}

// goesTo follows a link of the list of places, which a narrow window first has to show.
func (p *page) goesTo(name string) {
	p.t.Helper()
	if p.look.wide <= narrow {
		p.presses("Show channels", bar)
	}
	p.follows(name, places)
	p.isAt(name)
}

// isAt waits until a place is on show.
func (p *page) isAt(name string) {
	p.t.Helper()
	p.sees(name, place{selector: "#title"})
}
