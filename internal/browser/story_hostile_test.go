package browser

import (
	"errors"
	"strings"
	"testing"
)

// evil is text that would like to run, to ping, or to be too much.
const evil = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>` +
	`<a href="javascript:window.hacked=1">me</a> <!channel> <@U0GRETALIND> <javascript:window.hacked=1|me>`

func TestAHostileLeadIsOnlyWords(t *testing.T) {
	p := aPage(t)
	p.sandbox.aLeadIsDelivered(map[string]any{
		"name": "Eve <!channel>", "email": "eve@evil.example", "company": evil, "title": "\u202egnp.exe\u202c",
		"action": "demo request", "message": evil, "links": []string{"https://evil.example/?%3Cscript%3E=<script>|x"},
	})
	p.sandbox.aLeadIsDelivered(map[string]any{
		"name": strings.Repeat("😀", 190), "email": "smile@evil.example", "message": strings.Repeat("😀", 5000),
	})
	p.sandbox.aLeadIsDelivered(map[string]any{
		"name": "شركة كيسل \u202eevil", "email": "rtl@evil.example", "message": strings.Repeat("W", 3000),
	})
	p.sees("<!channel>", card("Eve"))
	p.sees("rtl@evil.example", stream)
	p.sees("smile@evil.example", stream)
	p.doesNotSee("@channel")
	p.doesNotSee("@Greta Lind")
	p.presses("Claim Eve", card("Eve"))
	p.sees("took it", card("Eve"))
	p.writes("/sla lead eve@evil.example")
	p.sees("<!channel>", privateWord(""))
	p.isUnharmed()
}

func TestWhatABotPostsIsDrawnAsWordsToo(t *testing.T) {
	p := aPage(t)
	section := map[string]any{"type": "section", "text": map[string]string{"type": "mrkdwn", "text": evil}}
	button := map[string]any{"type": "button", "text": map[string]string{"type": "plain_text", "text": "Go"}, "action_id": "go"}
	p.sandbox.botPosts(map[string]any{
		"channel": "C0SALESLEADS", "text": evil,
		"blocks": []any{section, map[string]any{"type": "actions", "elements": []any{button}}},
	})
	p.sees("window.hacked=1", stream)
	p.isUnharmed()
}

// isUnharmed checks that nothing of what was sent has become part of the page.
func (p *page) isUnharmed() {
	p.t.Helper()
	var harm string
	err := p.evaluates(&harm, `[
		window.hacked && "a script ran",
		document.body.querySelector("script") && "a script came in",
		document.querySelector("img[src=x], [onerror], [onclick], iframe, #stream script") && "markup came in",
		[...document.links].some((a) => !/^https?:|^mailto:|^tel:/.test(a.href)) && "a link leads nowhere good",
	].filter(Boolean).join(", ")`)
	if err != nil || harm != "" {
		p.fails(errors.Join(err, errors.New(harm)))
	}
	if err := p.fits(); err != nil {
		p.fails(err)
	}
}

// botPosts posts a message as the bot would, but one that it would never draw.
func (s *sandbox) botPosts(message map[string]any) {
	s.t.Helper()
	s.sends("/api/chat.postMessage", "xoxb-sandbox", message)
}
