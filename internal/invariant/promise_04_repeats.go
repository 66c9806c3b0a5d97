package invariant

import (
	"slices"
	"time"
)

// late is how late the workspace may note a call that a dead process had made.
const late = 250 * time.Millisecond

// repeat is a message that was posted once more.
type repeat struct {
	lead, what   string
	first, again *post
}

// judgeRepeats wants that each repeat is the doing of a lost answer, or of one
// kill, and is each kill's only one.
func (c *court) judgeRepeats(repeats []repeat) {
	repeats = slices.DeleteFunc(slices.Clone(repeats), func(r repeat) bool { return r.first.unheard() })
	hits := slices.SortedFunc(slices.Values(c.Hits), func(a, b Window) int { return a.From.Compare(b.From) })
	for _, w := range hits {
		repeats = w.explains(repeats)
	}
	for _, r := range repeats {
		c.finds(r.lead, "had %s posted at %s and again at %s, and nothing explains it",
			r.what, r.first.At.Format(time.StampMilli), r.again.At.Format(time.StampMilli))
	}
}

// explains takes out the one repeat that the kill is guilty of, if any: of all
// that it may be, the one for which the fewest later kills are left.
func (w Window) explains(repeats []repeat) []repeat {
	guilty := -1
	for i, r := range repeats {
		if w.mayExplain(r) && (guilty < 0 || r.again.At.Before(repeats[guilty].again.At)) {
			guilty = i
		}
	}
	if guilty < 0 {
		return repeats
	}
	return slices.Delete(repeats, guilty, guilty+1)
}

// mayExplain reports whether the kill fell between the two posts.
func (w Window) mayExplain(r repeat) bool {
	return r.first.At.Before(w.To.Add(late)) && w.From.Before(r.again.At)
}

// surplus are the repeats among posts that say the same, of which only so many
// were asked for: those first that can be explained.
func (c *court) surplus(lead, what string, posts []*post, asked int) []repeat {
	var explained, not []repeat
	for i := 1; i < len(posts); i++ {
		r := repeat{lead, what, posts[i-1], posts[i]}
		if r.first.unheard() || slices.ContainsFunc(c.Hits, func(w Window) bool { return w.mayExplain(r) }) {
			explained = append(explained, r)
		} else {
			not = append(not, r)
		}
	}
	all := append(explained, not...)
	return all[:max(0, min(len(posts)-asked, len(all)))]
}
