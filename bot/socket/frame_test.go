package socket

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"
)

// Whatever a person types and wherever the frame is cut, the id that is pulled out is the envelope's own or none.
func TestTheIDOfABrokenFrameIsItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.OneOf(rapid.String(), rapid.Just(`"envelope_id":"typed"`), rapid.Just(`\"envelope_id\":\"typed\"`)).Draw(t, "typed")
		whole, err := json.Marshal(map[string]any{
			"a_first": typed, "envelope_id": "own", "payload": map[string]string{"text": typed}, "type": "slash_commands",
		})
		if err != nil {
			t.Fatal(err)
		}
		cut := rapid.IntRange(0, len(whole)).Draw(t, "cut")
		f, ok := parse(whole[:cut])
		if ok != (cut == len(whole)) {
			t.Fatalf("readable: %t, of %d bytes %d are left", ok, len(whole), cut)
		}
		if f.EnvelopeID != "own" && f.EnvelopeID != "" {
			t.Fatalf("got the id %q", f.EnvelopeID)
		}
	})
}

func TestAnyBytesCanBeParsed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, ok := parse(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))
		if ok && f.Type == "" {
			t.Fatal("a frame without type passed")
		}
	})
}
