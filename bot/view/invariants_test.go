package view_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"leadpact/bot/view"
	"leadpact/internal/sandbox/blockkit"
)

func TestEveryMessageKeepsTheRules(t *testing.T) {
	t.Parallel()
	for name, m := range everyMessage(t) {
		for _, broken := range rulesBroken(m) {
			t.Errorf("%s: %s", name, broken)
		}
	}
}

// drawn is a message as Slack reads it.
type drawn struct {
	Text   string
	Blocks []struct {
		Type     string
		Text     *markup
		Elements []markup
	}
}

type markup struct {
	Type     string
	Text     json.RawMessage
	Verbatim bool
	Action   string `json:"action_id"`
	Value    string
	Says     string `json:"accessibility_label"`
}

// rulesBroken says which rules of all messages this one breaks.
func rulesBroken(m view.Message) []string {
	raw, err := json.Marshal(m)
	if err != nil {
		return []string{err.Error()}
	}
	var d drawn
	var whole struct{ Blocks json.RawMessage }
	if err := json.Unmarshal(raw, &d); err != nil {
		return []string{err.Error()}
	}
	if err := json.Unmarshal(raw, &whole); err != nil {
		return []string{err.Error()}
	}
	broken := blockkit.Message(whole.Blocks)
	add := func(format string, args ...any) { broken = append(broken, fmt.Sprintf(format, args...)) }
	if n := utf8.RuneCountInString(d.Text); n == 0 || n > 3000 {
		add("the text has %d characters", n)
	}
	if len(d.Blocks) == 0 {
		add("there are no blocks")
	}
	shown := d.shown(add)
	for _, s := range append(slices.Clone(shown), d.Text) {
		for _, stray := range strays(s) {
			add("%q is markup that is not ours", stray)
		}
	}
	for _, unsaid := range d.unsaid(shown) {
		add("the text does not say %q", unsaid)
	}
	return broken
}

// shown returns the markup of all blocks and checks what every block must be.
func (d *drawn) shown(add func(string, ...any)) []string {
	var all []string
	take := func(m *markup) {
		var s string
		if err := json.Unmarshal(m.Text, &s); err != nil || m.Type != "mrkdwn" || !m.Verbatim {
			add("a text is no verbatim mrkdwn: %s %v", m.Text, err)
		}
		all = append(all, s)
	}
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.Text != nil {
			take(b.Text)
		}
		for j := range b.Elements {
			e := &b.Elements[j]
			if e.Type != "button" {
				take(e)
				continue
			}
			if isClaim := e.Action == view.ActionClaim; isClaim != strings.Contains(strings.ToLower(string(e.Text)), "claim") {
				add("only the button Claim says claim, but %s says %s", e.Action, e.Text)
			}
			if e.Says == "" || utf8.RuneCountInString(e.Says) > 75 || e.Value == "" {
				add("the button %s has the value %q and says %q", e.Action, e.Value, e.Says)
			}
		}
	}
	return all
}

var (
	tokens = regexp.MustCompile(`<[^>]*>?`)
	ours   = regexp.MustCompile(`^<(@U0(ANA00001|BEN00002)|!date\^\d+\^\{date_short_pretty\} at \{time\}\|[0-9A-Za-z: ]+ UTC|` +
		regexp.QuoteMeta(permalink) + `\|Open the card)>$`)
	linked   = regexp.MustCompile(`^<https?://([^/?#|]+)[^|]*\|([^|]+)>$`)
	mailed   = regexp.MustCompile(`^<mailto:([^|]+)\|([^|]+)>$`)
	entities = regexp.MustCompile(`&(amp;|lt;|gt;)?`)
)

// strays returns the tokens in markup that we did not mean: links to a host are
// meant if they show that very host.
func strays(s string) []string {
	var all []string
	for _, token := range tokens.FindAllString(s, -1) {
		if ours.MatchString(token) {
			continue
		}
		m := linked.FindStringSubmatch(token)
		if m == nil {
			m = mailed.FindStringSubmatch(token)
		}
		if m == nil || m[1] != m[2] {
			all = append(all, token)
		}
	}
	for _, entity := range entities.FindAllString(s, -1) {
		if entity == "&" {
			all = append(all, "a cut entity in "+s)
		}
	}
	if rest := tokens.ReplaceAllString(s, ""); strings.ContainsAny(rest, "<>") {
		all = append(all, rest)
	}
	return all
}

// signs say something to the eye alone; the text has words for them or needs none.
var signs = strings.NewReplacer("*", "", "`", "", "🔥 ", "", "📥 ", "", "✅ ", "", "⏳ ", "", "⬜ ", "", "⚠️ ", "", "↩︎ ", "")

// unsaid returns lines that are shown but not said, unless the text is full.
func (d *drawn) unsaid(shown []string) []string {
	said := signs.Replace(d.Text)
	if strings.HasSuffix(said, "…") && utf8.RuneCountInString(d.Text) > 2500 {
		return nil
	}
	var all []string
	for _, s := range shown {
		for line := range strings.Lines(signs.Replace(s)) {
			for part := range strings.SplitSeq(strings.TrimSpace(line), "  ") {
				if !strings.Contains(said, part) {
					all = append(all, part)
				}
			}
		}
	}
	return all
}
