package browser

import (
	"os"
	"testing"
)

// picture is how the documentation's pictures are taken: sharp, and no wider
// than what matters.
func picture(wide, high int64) look {
	return look{wide: wide, high: high, scale: 2, still: true}
}

// monday is a Monday morning that is far ahead, so that the pictures show the
// same hour and day whenever they are taken.
const monday = "2031-03-03T09:04:00+01:00"

// album is where pictures go.
func album(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("LEADPACT_PICTURES")
	if dir == "" {
		t.Skip("the pictures of the documentation are taken by make pictures")
	}
	return dir
}

// morning is a sandbox on Monday at nine, with Jonas and Mara on the page.
func morning(t *testing.T, l look) *page {
	t.Helper()
	s := aStory(t)
	s.itIs(monday)
	p := s.opens(l)
	p.aLeadArrives("Jonas Roth")
	s.passes("8m")
	p.aLeadArrives("Mara Lindt")
	s.passes("4m")
	return p
}

// loses lets Ana and Ben press the same button; Ben is quicker.
func loses(ana *page) {
	ben := ana.sandbox.opens(desktop)
	ben.actsAs("Ben")
	ben.sees("Mara Lindt", card("demo request"))
	ana.sandbox.redrawsNothing(4)
	ben.presses("Claim Mara", card("demo request"))
	ana.presses("Claim Mara", card("demo request"))
	ana.sees("@Ben Okafor took it", card("demo request"))
	ana.sees("Nothing counts against you", privateWord("@Ben"))
}

func TestPictureOfTheSandbox(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(1180, 800))
	loses(p)
	p.takes(dir, "sandbox", 0)
	p.takes(dir, "lost-race", 18, card("demo request"), privateWord("@Ben"))
	p.sandbox.passes("26m")
	p.writes("/sla status")
	p.sees("2 leads open", privateWord(""))
	p.takes(dir, "status", 18, card("/sla status"), privateWord("2 leads open"))
}

func TestPictureInTheDark(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(1180, 800).inTheDark())
	p.presses("Claim Mara", card("demo request"))
	p.sees("took it", card("demo request"))
	p.takes(dir, "dark", 0)
}

func TestPictureOfAPhone(t *testing.T) {
	dir := album(t)
	l := phone
	l.scale, l.still = 2, true
	p := morning(t, l)
	p.takes(dir, "phone", 0)
}

func TestPictureOfAThread(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(1180, 800))
	p.takes(dir, "thread", 0)
}
