package invariant

import (
	"net/url"
	"slices"
	"strings"

	"github.com/tidwall/gjson"
)

// judgeInput judges promise 13: a refused delivery left nothing behind, no text
// that we sent pings or links what is not ours to ping or link, and no guest has
// done anything.
func judgeInput(c *court) {
	c.judgeRefused()
	people := c.people()
	for i := range c.Calls {
		eachMarkup(gjson.ParseBytes(c.Calls[i].Arguments), func(text string) {
			if bad := forged(text, people); bad != "" {
				c.finds("", "%s was called with markup that is not ours: %.80q", c.Calls[i].Method, bad)
			}
		})
	}
	for _, l := range c.Leads {
		for i := range l.History {
			if e := &l.History[i]; e.By != "" && slices.Contains(c.Guests, e.By) {
				c.finds(l.ID, "was %s by the guest %s", e.Kind, e.By)
			}
		}
	}
}

// judgeRefused looks for what deliveries have left that were refused, and never
// taken in later under the same key.
func (c *court) judgeRefused() {
	taken := map[string]bool{}
	for _, d := range c.Deliveries {
		taken[d.Key] = taken[d.Key] || d.Status/100 != 4
	}
	for _, d := range c.Deliveries {
		if d.Key == "" || taken[d.Key] {
			continue
		}
		for _, l := range c.Leads {
			if causedBy(l, d.Key) {
				c.finds(l.ID, "holds the delivery %q, which was refused with %d", d.Key, d.Status)
			}
		}
	}
}

// people are all whom a message may mention: those who have acted, and those
// who were told something.
func (c *court) people() map[string]bool {
	out := map[string]bool{}
	for _, l := range c.Leads {
		for i := range l.History {
			out[l.History[i].By] = true
		}
	}
	for _, k := range c.Clicks {
		out[k.Who] = true
	}
	for _, n := range c.Notices {
		out[n.To] = true
	}
	return out
}

// eachMarkup yields the texts of a call that Slack reads as markup.
func eachMarkup(v gjson.Result, yield func(string)) {
	if v.IsObject() && v.Get("type").Str == "mrkdwn" {
		yield(v.Get("text").Str)
		return
	}
	v.ForEach(func(key, value gjson.Result) bool {
		switch {
		case value.IsObject() || value.IsArray():
			eachMarkup(value, yield)
		case key.Str == "text" && value.Type == gjson.String && !v.Get("type").Exists():
			yield(value.Str) // a message's own
		}
		return true
	})
}

// forged is the first piece of markup in a text that we do not write: a ping of
// many, a mention of somebody who has nothing to do with it, a link that names
// another address than its own, or a sign that is not closed.
func forged(text string, people map[string]bool) string {
	for {
		at := strings.IndexByte(text, '<')
		if at < 0 {
			return ""
		}
		text = text[at:]
		end := strings.IndexByte(text, '>')
		if end < 0 || !ours(text[1:end], people) {
			return text
		}
		text = text[end:]
	}
}

func ours(markup string, people map[string]bool) bool {
	target, label, labelled := strings.Cut(markup, "|")
	switch {
	case strings.HasPrefix(target, "!"):
		return strings.HasPrefix(target, "!date^")
	case strings.HasPrefix(target, "@"):
		return people[target[1:]] && !labelled
	case strings.HasPrefix(target, "mailto:"):
		return label == strings.TrimPrefix(target, "mailto:")
	case strings.HasPrefix(target, "http://"), strings.HasPrefix(target, "https://"):
		return honest(target, label)
	default:
		return false
	}
}

// honest reports whether a link goes where it says: if its label looks like an
// address, it is the host's.
func honest(target, label string) bool {
	u, err := url.Parse(strings.ReplaceAll(target, "&amp;", "&"))
	return err == nil && (label == u.Host || !strings.ContainsAny(label, ".:/"))
}
