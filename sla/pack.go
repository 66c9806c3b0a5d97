package sla

import (
	"encoding/binary"
	"errors"
	"time"
)

// factsShape is the version of the packed form. A reader refuses what it does
// not know; a new form gets a new number and the old one stays readable.
const factsShape = 1

// ErrFactsShape says that packed facts are of a form this program can't read.
var ErrFactsShape = errors.New("packed facts: unknown shape or cut short")

// Pack writes the facts in their packed form: the shape, the six instants as
// milliseconds (the first in full, so that records sort by arrival; the others
// as distances from it), then the words, each after its length.
func (f *Facts) Pack() []byte {
	b := make([]byte, 0, 96)
	b = append(b, factsShape)
	b = binary.BigEndian.AppendUint64(b, uint64(f.Received.UnixMilli()))
	for _, t := range []time.Time{f.Qualified, f.Visible, f.Waits, f.Closed, f.Counted} {
		b = appendInstant(b, t, f.Received)
	}
	for _, s := range f.words() {
		b = binary.AppendUvarint(b, uint64(len(*s)))
		b = append(b, *s...)
	}
	return b
}

// words lists the facts' texts in the order in which they are packed.
func (f *Facts) words() [11]*string {
	return [...]*string{
		(*string)(&f.Tier), (*string)(&f.Side), (*string)(&f.State), (*string)(&f.End), (*string)(&f.Standing),
		&f.Desk, &f.Owner, &f.CountedBy, &f.Source, &f.Campaign, &f.Country,
	}
}

// appendInstant writes 0 for the zero time, else one more than the distance in
// milliseconds, folded so that small negative distances stay short.
func appendInstant(b []byte, t, from time.Time) []byte {
	if t.IsZero() {
		return append(b, 0)
	}
	d := t.UnixMilli() - from.UnixMilli()
	return binary.AppendUvarint(b, uint64(d<<1^d>>63)+1)
}

// mostWords is how many distinct words an Unpacker keeps: far more than the
// names of people, sources and campaigns, and a bound for whatever else comes.
const mostWords = 1 << 14

// Unpacker reads packed facts. It keeps each distinct word once, so that
// streaming many leads allocates little. It is not safe for concurrent use.
type Unpacker struct{ words map[string]string }

// Unpack reads one record into f. It returns [ErrFactsShape] for whatever Pack
// has not written in full; f is then of no use.
func (u *Unpacker) Unpack(b []byte, f *Facts) error {
	if len(b) < 9 || b[0] != factsShape {
		return ErrFactsShape
	}
	received := int64(binary.BigEndian.Uint64(b[1:9]))
	f.Received = time.UnixMilli(received).UTC()
	r := reader{b: b[9:]}
	for _, t := range []*time.Time{&f.Qualified, &f.Visible, &f.Waits, &f.Closed, &f.Counted} {
		*t = r.instant(received)
	}
	for _, s := range f.words() {
		if b := r.bytes(); string(b) != *s { // most words are those of the lead before
			*s = u.word(b)
		}
	}
	if r.short || len(r.b) > 0 {
		return ErrFactsShape
	}
	return nil
}

func (u *Unpacker) word(b []byte) string {
	if s, ok := u.words[string(b)]; ok {
		return s
	}
	if u.words == nil {
		u.words = map[string]string{}
	}
	s := string(b)
	if len(u.words) < mostWords {
		u.words[s] = s
	}
	return s
}

// reader takes packed values off the front of b; short is set when it ran out.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.short, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) instant(from int64) time.Time {
	v := r.uvarint()
	if v == 0 {
		return time.Time{}
	}
	v--
	return time.UnixMilli(from + (int64(v>>1) ^ -int64(v&1))).UTC()
}

func (r *reader) bytes() []byte {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.short, r.b = true, nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}
