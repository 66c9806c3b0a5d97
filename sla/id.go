package sla

import (
	"errors"
	"strings"
	"time"
)

// alphabet is Crockford's base 32 in lower case: no i, l, o, u, so that an id
// can be read out and typed.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

// idLength is the number of letters of a lead's id, five bits each.
const idLength = 12

// epoch is when the ids of leads begin to count.
var epoch = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// IDAt returns a number for an id that sorts by time: the milliseconds since
// 2020 in the upper 40 bits (they suffice until late in 2054), and 20 bits of
// the caller's randomness.
func IDAt(at time.Time, random uint32) int64 {
	ms := min(max(at.Sub(epoch).Milliseconds(), 0), 1<<40-1)
	return ms<<20 | int64(random&(1<<20-1))
}

// FormatID writes an id's number in its twelve letters.
func FormatID(n int64) string {
	var b [idLength]byte
	for i := idLength - 1; i >= 0; i-- {
		b[i] = alphabet[n&31]
		n >>= 5
	}
	return string(b[:])
}

// ErrNoID says that a text is no lead's id.
var ErrNoID = errors.New("not the id of a lead: that is twelve letters and digits, such as 0m3k9f2xq7ab")

// mistyped reads letters that the alphabet leaves out as the digits they look like.
var mistyped = strings.NewReplacer("o", "0", "i", "1", "l", "1")

// ParseID reads an id as people type it: in any case, O for 0, I or L for 1.
func ParseID(s string) (int64, error) {
	s = mistyped.Replace(strings.ToLower(strings.TrimSpace(s)))
	if len(s) != idLength {
		return 0, ErrNoID
	}
	var n int64
	for i := range len(s) {
		d := strings.IndexByte(alphabet, s[i])
		if d < 0 {
			return 0, ErrNoID
		}
		n = n<<5 | int64(d)
	}
	return n, nil
}
