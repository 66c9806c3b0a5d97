package browser

import "testing"

// pulse is the line that tells how bot and workspace get on.
var pulse = place{selector: "#pulse"}

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
	p.sees("All is well again", pulse)
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

func TestAWorkspaceThatIsGoneIsNamed(t *testing.T) {
	p := aPage(t)
	p.aLeadArrives("Mara Lindt")
	p.sandbox.stops()
	p.sees("Workspace unreachable", pulse)
	p.presses("Claim Mara", card("demo request"))
	p.sees("Is the sandbox still running?")
	p.log.forgive("ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET", "ERR_EMPTY_RESPONSE")
}
