package browser

import (
	"errors"
	"fmt"
	"testing"
)

// busy is a page with everything on it: cards of both kinds, a private word, a
// thread, an answer.
func busy(t *testing.T, l look) *page {
	t.Helper()
	p := aStory(t).opens(l)
	p.aLeadArrives("Tom Becker")
	p.aLeadArrives("Mara Lindt")
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("took it", card("Mara Lindt"))
	p.writes("/sla status")
	p.sees("2 leads open", privateWord(""))
	return p
}

func TestThePageIsLightAndReadable(t *testing.T) {
	p := busy(t, desktop)
	p.isLit(0.8, 1)
	p.isReadable()
	p.isWellMade()
	p.presses("Hiccups", bar)
	p.sees("Too many requests", menu)
	p.isReadable()
	p.isWellMade()
}

func TestThePageIsDarkAndReadableForThoseWhoPreferIt(t *testing.T) {
	p := busy(t, desktop.inTheDark())
	p.isLit(0, 0.05)
	p.isReadable()
	p.presses("A lead arrives", bar)
	p.sees("Priya Raman", menu)
	p.isReadable()
}

func TestThePageFitsAPhone(t *testing.T) {
	p := busy(t, phone)
	p.isReadable()
	p.isWellMade()
	claim := p.isReachedBy("button", "Claim Tom Becker")
	if claim.High < 40 {
		p.fails(fmt.Errorf("Claim is %v pixels high: too small for a thumb", claim.High))
	}
	p.presses("Claim Tom Becker", stream)
	p.sees("took it", card("downloaded the checklist"))
	p.goesTo("Home")
	p.isWellMade()
}

func TestWhoPrefersNoMotionGetsNone(t *testing.T) {
	p := aStory(t).opens(desktop.withoutMotion())
	p.aLeadArrives("Mara Lindt")
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("took it", card("Mara Lindt"))
	var moving int
	if err := p.evaluates(&moving, "document.getAnimations().length"); err != nil || moving > 0 {
		p.fails(errors.Join(err, fmt.Errorf("%d things move", moving)))
	}
}

// isReachedBy waits until an element can be pressed, and says where.
func (p *page) isReachedBy(role, name string) (at spot) {
	p.t.Helper()
	p.eventually(func() error {
		f, err := p.finds(role, name, stream)
		if err != nil {
			return err
		}
		at, err = p.reach(f)
		return err
	})
	return at
}
