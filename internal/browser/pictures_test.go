package browser

import (
	"os"
	"testing"
)

// picture is how the documentation's pictures are taken: sharp, still, and no
// wider than what matters.
func picture(wide, high int64) look {
	return look{wide: wide, high: high, scale: 2, still: true, bare: true}
}

// column is a window for pictures that stand beside words: so narrow that they
// can be read when they are shown small.
var column = picture(680, 900)

// monday is a Monday morning that is far ahead, so that the pictures show the
// same hour and day whenever they are taken.
const monday = "2031-03-03T09:04:00+01:00"

// album is where the pictures go.
func album(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("LEADPACT_PICTURES")
	if dir == "" {
		t.Skip("the pictures of the documentation are taken by make pictures")
	}
	if _, err := theCrew(); err != nil {
		t.Fatalf("no pictures: %v", err)
	}
	return dir
}

// morning is a sandbox on Monday at nine: Jonas came at 9:04, Mara at 9:12, and
// now it is 9:16.
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

// The cards of the morning.
var (
	jonas   = card("pricing page")
	maraNow = card("demo request")
)

func TestPictureOfTheSandbox(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(1180, 850))
	p.losesTo("Ben")
	p.hasSockets(2) // and speaks no more of the refusal that held the card still
	p.takes(dir, "sandbox", whole)
	p = p.sandbox.opens(column)
	p.takes(dir, "lost-race", around(18, 2, maraNow, privateWord("@Ben")))
	p.sandbox.passes("26m")
	p.sees("9:42", bar) // it is asked and answered in the same minute
	p.writes("/sla status")
	p.sees("2 leads open", privateWord(""))
	p.takes(dir, "status", around(18, 2, card("/sla status"), privateWord("2 leads open")))
}

// losesTo lets Ana and a colleague press Claim on the same card; the colleague
// is quicker.
func (p *page) losesTo(who string) {
	p.t.Helper()
	quicker := p.sandbox.opens(desktop)
	quicker.actsAs(who)
	quicker.sees("Waiting since", maraNow)
	p.sandbox.redrawsNothing(4)
	quicker.presses("Claim Mara", maraNow)
	p.presses("Claim Mara", maraNow)
	p.sees("Nothing counts against you", privateWord("@"+who))
	p.sees("took it", maraNow)
}

func TestPictureInTheDark(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(1180, 800).inTheDark())
	p.presses("Claim Mara", maraNow)
	p.sees("took it", maraNow)
	p.takes(dir, "dark", whole)
}

func TestPictureOfAPhone(t *testing.T) {
	dir := album(t)
	l := picture(390, 844)
	l.phone = true
	p := morning(t, l)
	p.presses("Claim Jonas", jonas)
	p.sees("took it", jonas)
	p.takes(dir, "phone", whole)
}

func TestPictureOfAWindowAndAThread(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(1180, 860))
	p.presses("Claim Mara", maraNow)
	p.sees("took it", maraNow)
	p.sandbox.passes("45m")
	p.presses("Release", maraNow)
	p.sees("whoever takes over next", window)
	p.types("She is on the train until noon, and would rather talk in German.")
	p.takes(dir, "modal", around(56, 40, window))
	p.presses("Release", window)
	p.presses("1 reply", maraNow)
	p.sees("rather talk in German", thread)
	p.takes(dir, "thread", whole)
	p.takes(dir, "word", around(6, 8, place{"#thread article", "rather talk in German"}))
}

func TestPictureOfTheHomeTab(t *testing.T) {
	dir := album(t)
	p := morning(t, picture(680, 600))
	p.presses("Claim Mara", maraNow)
	p.sees("took it", maraNow)
	p.aLeadArrives("Sofía Peña")
	p.sandbox.passes("9m")
	p.goesTo("Home")
	p.sees("Waiting since", stream)
	p.takes(dir, "home", whole)
}
