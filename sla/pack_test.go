package sla_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"leadpact/sla"
)

// anInstant is zero at times, often near the others, at times far from them.
var anInstant = rapid.Custom(func(t *rapid.T) time.Time {
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return time.Time{}
	case 1:
		return time.UnixMilli(rapid.Int64Range(0, 253_402_300_799_999).Draw(t, "ms")).UTC()
	default:
		return monday.Add(time.Duration(rapid.Int64Range(-int64(day), int64(day)).Draw(t, "near")) / time.Millisecond * time.Millisecond)
	}
})

var aWord = rapid.OneOf(rapid.Just(""), rapid.String(), rapid.SampledFrom([]string{"U1ANA", "Straße 🦊", strings.Repeat("長", 5000), "\x00", "\xff\xfe"}))

var someFacts = rapid.Custom(func(t *rapid.T) sla.Facts {
	at := func(name string) time.Time { return anInstant.Draw(t, name) }
	word := func(name string) string { return aWord.Draw(t, name) }
	return sla.Facts{
		Received: at("received"), Qualified: at("qualified"), Visible: at("visible"), Waits: at("waits"), Closed: at("closed"), Counted: at("counted"),
		CountedBy: word("counted by"), Owner: word("owner"), Desk: word("desk"), Tier: sla.Tier(word("tier")), Side: sla.Side(word("side")),
		State: sla.State(word("state")), End: sla.End(word("end")), Standing: sla.Standing(word("standing")),
		Source: word("source"), Campaign: word("campaign"), Country: word("country"),
	}
})

func TestFactsRoundTrip(t *testing.T) {
	var u sla.Unpacker
	into := sla.Facts{Owner: "left over", Closed: monday}
	rapid.Check(t, func(t *rapid.T) {
		f := someFacts.Draw(t, "facts")
		if err := u.Unpack(f.Pack(), &into); err != nil {
			t.Fatal(err)
		}
		wantEqual(t, "the facts", into, f)
	})
}

func TestFactsAreKeptToTheMillisecond(t *testing.T) {
	f := sla.Facts{Received: monday.Add(1_999_999), Counted: monday.Add(-1)}
	var got sla.Facts
	must(t, new(sla.Unpacker).Unpack(f.Pack(), &got))
	wantEqual(t, "received", got.Received, monday.Add(time.Millisecond))
	wantEqual(t, "counted", got.Counted, monday.Add(-time.Millisecond))
}

func TestPackedFactsSortByArrival(t *testing.T) {
	early, late := sla.Facts{Received: monday, Owner: "z"}, sla.Facts{Received: monday.Add(time.Millisecond)}
	if bytes.Compare(early.Pack(), late.Pack()) >= 0 {
		t.Error("the earlier sorts after the later")
	}
	if l := fresh(mara("d#0")).Facts(); len(l.Pack()) > 64 {
		t.Errorf("the facts of a new lead take %d bytes", len(l.Pack()))
	}
}

func TestFactsCutShortAreRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := someFacts.Draw(t, "facts")
		packed := f.Pack()
		cut := rapid.IntRange(0, len(packed)-1).Draw(t, "cut")
		if err := new(sla.Unpacker).Unpack(packed[:cut], &f); !errors.Is(err, sla.ErrFactsShape) {
			t.Fatalf("%d of %d bytes give %v", cut, len(packed), err)
		}
		if err := new(sla.Unpacker).Unpack(append(packed, 0), &f); !errors.Is(err, sla.ErrFactsShape) {
			t.Fatalf("a byte too many gives %v", err)
		}
	})
}

func TestFactsOfAnotherShapeAreRefused(t *testing.T) {
	f := fresh(mara("d#0")).Facts()
	packed := f.Pack()
	for _, shape := range []byte{0, 2, 255} {
		packed[0] = shape
		if err := new(sla.Unpacker).Unpack(packed, &f); !errors.Is(err, sla.ErrFactsShape) {
			t.Errorf("shape %d gives %v", shape, err)
		}
	}
}

func TestAHugeLengthIsRefused(t *testing.T) {
	for _, length := range []uint64{1, 1 << 20, math.MaxInt64, math.MaxUint64} {
		b := append([]byte{1}, make([]byte, 8+5)...)
		b = binary.AppendUvarint(b, length)
		if err := new(sla.Unpacker).Unpack(b, new(sla.Facts)); !errors.Is(err, sla.ErrFactsShape) {
			t.Errorf("a word of %d bytes gives %v", length, err)
		}
	}
	endless := append([]byte{1}, bytes.Repeat([]byte{0xff}, 64)...)
	if err := new(sla.Unpacker).Unpack(endless, new(sla.Facts)); !errors.Is(err, sla.ErrFactsShape) {
		t.Errorf("a number without end gives %v", err)
	}
}

func TestManyWordsAreReadRight(t *testing.T) {
	var u sla.Unpacker
	for i := range 40_000 {
		f := sla.Facts{Received: monday, Campaign: strconv.Itoa(i), Source: "website"}
		var got sla.Facts
		must(t, u.Unpack(f.Pack(), &got))
		if got != f {
			t.Fatalf("record %d is read as %+v", i, got)
		}
	}
	late := sla.Facts{Received: monday, Campaign: "came after all the others"}
	packed, got := late.Pack(), sla.Facts{}
	again := func() {
		got = sla.Facts{} // the same word in the record before would be kept
		_ = u.Unpack(packed, &got)
	}
	if n := testing.AllocsPerRun(10, again); n == 0 || got != late {
		t.Errorf("words are kept without bound: %v allocations, %+v", n, got)
	}
}

func TestUnpackingKnownWordsAllocatesNothing(t *testing.T) {
	f := fresh(mara("d#0")).Facts()
	packed := f.Pack()
	var u sla.Unpacker
	if n := testing.AllocsPerRun(100, func() { _ = u.Unpack(packed, &f) }); n > 0 {
		t.Errorf("%v allocations for each record", n)
	}
}

func FuzzUnpack(f *testing.F) {
	facts := fresh(mara("d#0")).Facts()
	f.Add(facts.Pack())
	f.Add([]byte{})
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		var u sla.Unpacker
		var got, again sla.Facts
		if err := u.Unpack(b, &got); err != nil {
			if !errors.Is(err, sla.ErrFactsShape) {
				t.Errorf("got %v", err)
			}
			return
		}
		if got.Received.Year() < 0 || got.Received.Year() > 9999 {
			return // no instant of ours; its distances may overflow
		}
		must(t, u.Unpack(got.Pack(), &again))
		wantEqual(t, "packed once more, the words", again.Campaign+again.Owner, got.Campaign+got.Owner)
	})
}
