package commands

import (
	"context"
	"regexp"
	"strings"

	"leadpact/bot/view"
	"leadpact/sla"
)

// lead shows one lead: by its own id, by an email, or by the id that a source
// gave it. Of several cycles of a person it shows the open one, else the
// latest.
func (t *Table) lead(ctx context.Context, a ask) (view.Message, error) {
	wanted := unlink(a.args)
	if wanted == "" {
		return view.WhichLead(a.word), nil
	}
	l, err := t.find(ctx, wanted)
	if err != nil {
		return view.Message{}, err
	}
	return view.Page(l, t.o.Permalink(l.Card.Channel, l.Card.Message)), nil
}

// find looks where the spelling points to first: an email has an @, an id of
// ours twelve letters and digits; anything may be a source's id.
func (t *Table) find(ctx context.Context, wanted string) (*sla.Lead, error) {
	if n, err := sla.ParseID(wanted); err == nil {
		l, err := t.o.Store.Get(ctx, sla.FormatID(n))
		if r := sla.RefusalOf(err); r == nil || r.Code != sla.CodeNotFound {
			return l, err
		}
	}
	keys := []string{sla.IDKey(wanted)}
	if strings.Contains(wanted, "@") {
		keys = []string{sla.EmailKey(wanted), sla.IDKey(wanted)}
	}
	for _, key := range keys {
		leads, err := t.o.Store.Find(ctx, key)
		if err != nil {
			return nil, err
		}
		if len(leads) > 0 {
			return leads[0], nil
		}
	}
	return nil, unknown(wanted)
}

// shownMost is how much of what somebody typed is told back, in characters.
const shownMost = 80

func unknown(wanted string) *sla.Refusal {
	if runes := []rune(wanted); len(runes) > shownMost {
		wanted = string(runes[:shownMost]) + "…"
	}
	return &sla.Refusal{
		Code:     sla.CodeNotFound,
		Sentence: "I know no lead “" + wanted + "”. Check the spelling: an id has twelve letters and digits, an email must be the whole address.",
	}
}

// mailto is what Slack makes of an address that somebody types.
var mailto = regexp.MustCompile(`^<mailto:([^|>]+)(?:\|[^>]*)?>$`)

// unlink takes an address out of the link that Slack has made of it.
func unlink(s string) string {
	if m := mailto.FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return strings.Trim(s, "`")
}
