package emulate_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// unasked are scopes that belong to no call, so that no Web API can miss them.
var unasked = map[string]string{
	"commands": "it belongs to no call: Slack sends the command to the app, or does not know it",
}

// comeback is how long a lead that was refused may rest before it is tried again.
const comeback = 60 * time.Second

func TestAMissingScopeIsNamedAndLosesNoLead(t *testing.T) {
	t.Parallel()
	for _, scope := range onStage(t).manifest.OAuth.Scopes.Bot {
		t.Run("without "+scope, func(t *testing.T) {
			t.Parallel()
			t.Run("the doctor names it", func(t *testing.T) { doctorNames(t, scope) })
			t.Run("serving names it, and loses no lead", func(t *testing.T) {
				if why := unasked[scope]; why != "" {
					t.Skip("emulate cannot tell: " + why)
				}
				lacks(t, scope)
			})
		})
	}
}

// doctorNames asks `leadpact doctor`. The emulator does not say what a token may,
// as Slack does with every answer; the proxy says it in its place.
func doctorNames(t *testing.T, scope string) {
	t.Helper()
	s := onStage(t)
	for token, named := range map[string]bool{lessToken(scope): true, fullToken: false} {
		p := newProxy(t, s.slack, token)
		p.letThrough()
		said := s.examines(t, p, channelWithout(scope))
		line := lineWith(said, "missing", scope)
		if (line != "") != named {
			t.Errorf("with the token %s the doctor says:\n%s", token, said)
		}
		if named {
			t.Logf("the doctor says: %s", line)
		}
	}
}

// lacks starts the bot without a scope, has a lead arrive, and gives the scope
// back once the operator has been told what is missing.
func lacks(t *testing.T, scope string) {
	t.Helper()
	s := onStage(t)
	channel := s.slack.invites(t, channelWithout(scope))
	p := newProxy(t, s.slack, lessToken(scope))
	store := filepath.Join(t.TempDir(), "leads.db")
	b := s.serves(t, p, channelWithout(scope), store)
	lead := b.takes(map[string]any{"name": "Mara Lindt", "email": "mara@kessel.example"})
	p.letThrough()

	eventually(t, comeback, func() error {
		if line := naming(b, scope); line != "" {
			t.Logf("the operator reads: %s", line)
			return nil
		}
		if len(s.slack.cards(t, channel, lead)) > 0 {
			return errors.New("all goes well without the scope: drop it from the manifest, or teach this check what needs it")
		}
		return fmt.Errorf("nobody is told of it; the bot writes: %s", b.said)
	})
	if n := len(s.slack.cards(t, channel, lead)); n != 0 {
		t.Errorf("%d cards, though the scope is missing", n)
	}

	p.installs(fullToken)
	eventually(t, comeback, func() error {
		if b.runs.Ended() { // it may take a moment after its last word
			t.Log("the program has ended for it, and is started again, as a service manager would")
			b = s.serves(t, p, channelWithout(scope), store)
		}
		if n := len(s.slack.cards(t, channel, lead)); n != 1 {
			return fmt.Errorf("%d cards after the scope is back; the bot writes: %s", n, b.said)
		}
		return nil
	})
}

// naming is the line in which the bot tells the operator that a scope is
// missing and what to do, in the log or as the answer to the readiness check.
func naming(b *bot, scope string) string {
	text := b.said.String()
	if !b.runs.Ended() {
		_, ready := b.ready()
		text += ready
	}
	return lineWith(text, "missing_scope", scope, "install the app again")
}

// lineWith is the first line that says all of it.
func lineWith(text string, parts ...string) string {
	for line := range strings.Lines(text) {
		if !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(line, part) }) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
