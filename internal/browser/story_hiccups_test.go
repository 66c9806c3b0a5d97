package browser

import "testing"

func TestTheBotGetsOverAStormOfRefusals(t *testing.T) {
	p := aPage(t)
	p.presses("Hiccups", bar)
	p.chooses("Too many requests")
	p.sees("429")
	p.presses("A lead arrives", bar)
	p.chooses("🔥 Mara Lindt")
	p.sees("demo request", card("Mara Lindt"))
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
}

func TestTheBotGetsOverALostSocket(t *testing.T) {
	p := aPage(t)
	p.aLeadArrives("Mara Lindt")
	p.presses("Hiccups", bar)
	p.chooses("A socket is lost")
	p.sees("One socket was dropped")
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
	p.hasSockets(2)
}

func TestWhatArrivesTwiceHappensOnce(t *testing.T) {
	p := aPage(t)
	p.aLeadArrives("Mara Lindt")
	p.presses("Claim Mara", card("Mara Lindt"))
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
	p.presses("Hiccups", bar)
	p.chooses("Everything arrives twice")
	p.sees("delivered again")
	p.sees("@Ana Duarte took it", card("Mara Lindt"))
	p.doesNotSee("Only visible to you")
}
