package invariant

import (
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"
)

// toldWithin is how long after a click its author is told what became of it.
const toldWithin = time.Minute

// admissions are how it begins if we tell somebody that a click is not recorded,
// or may not be.
var admissions = []string{"Not recorded", "Not confirmed", "The window did not open"}

func isHonest(text string) bool {
	return slices.ContainsFunc(admissions, func(begin string) bool { return strings.HasPrefix(text, begin) })
}

// answered reports whether the person was told so within the time; what was said
// once answers one click.
func (c *court) answered(k *Click) bool {
	i := c.answerTo(k)
	if i >= 0 {
		c.words = slices.Delete(c.words, i, i+1)
	}
	return i >= 0
}

// answerTo is the place of an honest answer that may be a click's, or -1.
func (c *court) answerTo(k *Click) int {
	return slices.IndexFunc(c.words, func(w Word) bool {
		return w.To == k.Who && !w.At.Before(k.made()) && w.At.Sub(k.made()) < toldWithin
	})
}

// made is when the click was made, by the workspace's clock if that is known.
func (k *Click) made() time.Time {
	if k.Made.IsZero() {
		return k.Sent
	}
	return k.Made
}

// honestWords are the honest answers that people have seen: private messages,
// and what their home tabs said first.
func honestWords(e *Evidence) []Word {
	var out []Word
	for _, w := range e.Words {
		if isHonest(w.Text) {
			out = append(out, w)
		}
	}
	for i := range e.Calls {
		call := &e.Calls[i]
		if call.Method != methodPublish || !gjson.GetBytes(call.Answer, "ok").Bool() {
			continue
		}
		for _, text := range inner(gjson.ParseBytes(call.Arguments), "view").Get("blocks.#.text.text").Array() {
			if isHonest(text.Str) {
				out = append(out, Word{To: gjson.GetBytes(call.Arguments, "user_id").Str, Text: text.Str, At: call.Domain.Add(call.Took)})
			}
		}
	}
	return out
}
