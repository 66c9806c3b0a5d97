package emulate_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const soon = 30 * time.Second

// life is one bot in one channel.
type life struct {
	*stage
	t        *testing.T
	proxy    *proxy
	bot      *bot
	channel  string
	team     string
	ana, ben string
	answers  *answers
	mara     map[string]any
	lead     string
	card     message
	otto     string // a lead that ana has had for a while
}

func TestTheBotLivesOnEmulateWithExactlyTheManifestsScopes(t *testing.T) {
	t.Parallel()
	for _, channel := range []string{publicChannel, privateChannel} {
		t.Run("in #"+channel, func(t *testing.T) {
			t.Parallel()
			s := onStage(t)
			l := &life{
				stage: s, t: t, proxy: newProxy(t, s.slack, fullToken), channel: s.slack.invites(t, channel),
				ana: s.slack.person(t, "ana"), ben: s.slack.person(t, "ben"), answers: hearsPrivately(t),
				mara: map[string]any{"name": "Mara Lindt", "email": "mara@" + channel + ".example", "company": "Kessel <AG>", "action": "demo request"},
			}
			l.team, _ = s.slack.must(t, harnessToken, "auth.test", nil)["team_id"].(string)
			l.proxy.letThrough()
			kept := filepath.Join(t.TempDir(), "leads.db")
			l.otto = hadForAWhile(t, kept, l.ana)
			l.bot = s.serves(t, l.proxy, channel, kept)
			for _, step := range []struct {
				name string
				do   func(*life)
			}{
				{"it becomes ready: token taken, channel found by its name", (*life).becomesReady},
				{"a lead becomes a card with a Claim button and the lead's id alone as metadata", (*life).cardStands},
				{"a signed click claims it, and the card is redrawn", (*life).isClaimed},
				{"a second person is refused in private", (*life).isRefused},
				{"more from the same person becomes a line in the thread", (*life).threadGrows},
				{"Release is a misclick right after the claim: the card offers Claim again", (*life).isTakenBack},
				{"an owner whose lead is hot again hears of it in a direct message", (*life).ownerHears},
				{"Release opens a window for a lead that was had for a while", (*life).windowOpens},
				{"the window's button hands it back, and its word stands in the thread", (*life).isHandedBack},
				{"a status command is answered in the response, to the asker alone", (*life).statusIsTold},
				{"the home tab that the manifest promises is published", (*life).homeIsShown},
				{"every call was within the scopes, and taken", (*life).nothingRefused},
			} {
				if !t.Run(step.name, func(t *testing.T) { l.in(t, step.do) }) {
					t.Fatal("what follows builds on this")
				}
			}
		})
	}
}

// in does a step whose failures belong to its own name.
func (l *life) in(t *testing.T, do func(*life)) {
	t.Helper()
	outer, outerBot := l.t, l.bot.t
	l.t, l.bot.t = t, t
	defer func() { l.t, l.bot.t = outer, outerBot }()
	do(l)
}

func (l *life) becomesReady() {
	eventually(l.t, soon, func() error {
		if status, said := l.bot.ready(); status != http.StatusOK {
			return fmt.Errorf("%d %s; it writes: %s", status, said, l.bot.said)
		}
		return nil
	})
}

// shows waits until the lead's one card says something.
func (l *life) shows(lead string, parts ...string) message {
	l.t.Helper()
	var card message
	eventually(l.t, soon, func() error {
		cards := l.slack.cards(l.t, l.channel, lead)
		if len(cards) != 1 {
			return fmt.Errorf("%d cards; the bot writes: %s", len(cards), l.bot.said)
		}
		card = cards[0]
		for _, part := range parts {
			if !strings.Contains(string(card.Blocks), part) {
				return fmt.Errorf("the card does not say %s, but %s", part, card.Blocks)
			}
		}
		return nil
	})
	return card
}

func (l *life) cardStands() {
	l.lead = l.bot.takes(l.mara)
	l.card = l.shows(l.lead, "Mara Lindt", `"action_id":"claim"`, `"value":"`+l.lead+`"`)
	if l.card.User != botUser || l.card.Text == "" {
		l.t.Errorf("%+v", l.card)
	}
	if !strings.Contains(l.card.Text, "Kessel &lt;AG&gt;") {
		l.t.Errorf("what the lead says is not escaped: %s", l.card.Text)
	}
	if len(l.card.Metadata.Payload) != 1 {
		l.t.Errorf("the metadata holds more than the lead's id: %v", l.card.Metadata)
	}
}

func (l *life) isClaimed() {
	if said := l.bot.form(l.click(l.ana, "claim", l.lead, l.card)); said != "" {
		l.t.Errorf("the click is answered %s", said)
	}
	l.shows(l.lead, "<@"+l.ana+">")
	eventually(l.t, soon, func() error { // the proxy notes a call a moment after the emulator has done it
		if n := len(l.proxy.called("chat.update")); n != 1 {
			return fmt.Errorf("one claim makes %d updates", n)
		}
		return nil
	})
}

func (l *life) isRefused() {
	l.bot.form(l.click(l.ben, "claim", l.lead, l.card))
	eventually(l.t, soon, func() error {
		for _, a := range l.answers.all() {
			if a.Type == "ephemeral" && !a.Replace && strings.Contains(a.Text, "<@"+l.ana+">") {
				return nil
			}
		}
		return fmt.Errorf("ben hears %+v", l.answers.all())
	})
	l.shows(l.lead, "<@"+l.ana+">")
}

func (l *life) threadGrows() {
	l.mara["message"] = "We would like to start in March."
	if again := l.bot.takes(l.mara); again != l.lead {
		l.t.Fatalf("the same person makes another lead, %s", again)
	}
	l.threadSays(l.card, "start in March")
}

// threadSays waits until a line in the card's thread says something.
func (l *life) threadSays(card message, part string) {
	l.t.Helper()
	eventually(l.t, soon, func() error {
		for _, m := range l.slack.history(l.t, l.channel, card.TS) {
			if m.ThreadTS == card.TS && strings.Contains(m.Text, part) {
				return nil
			}
		}
		return fmt.Errorf("no line in the thread says %q; the bot writes: %s", part, l.bot.said)
	})
}

func (l *life) statusIsTold() {
	said := l.bot.form(l.command(l.ana, "status"))
	var answer struct {
		Type string `json:"response_type"`
		Text string `json:"text"`
	}
	if err := json.Unmarshal([]byte(said), &answer); err != nil || answer.Type != "ephemeral" || !strings.Contains(answer.Text, "2 leads") {
		l.t.Errorf("/sla status is answered %s", said)
	}
	l.proxy.note("http.ack", map[string]any{"type": "slash_commands", "payload": json.RawMessage(said)}, http.StatusOK, []byte(`{"ok":true}`))
}

func (l *life) homeIsShown() {
	l.bot.hears("application/json", l.homeOpened(l.ana))
	if !l.manifest.Features.Home.Home {
		l.t.Skip("the manifest promises no home tab; the event is answered all the same")
	}
	eventually(l.t, soon, func() error {
		for _, c := range l.proxy.called("views.publish") {
			if c.OK && strings.Contains(string(c.Arguments), l.ana) {
				return nil
			}
		}
		return fmt.Errorf("nothing is published; the bot writes: %s", l.bot.said)
	})
}

func (l *life) nothingRefused() {
	if refused := l.proxy.refused(); len(refused) > 0 {
		l.t.Errorf("refused: %s", refused)
	}
	for _, method := range []string{"auth.test", "conversations.list", "chat.postMessage", "chat.update", "views.open", "http.ack"} {
		if len(l.proxy.called(method)) == 0 {
			l.t.Errorf("%s was never called: does the bot still come this way?", method)
		}
	}
}
