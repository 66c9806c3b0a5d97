package blockkit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// check is one pass over one payload: where it will stand, what was counted on
// the way, and the faults so far.
type check struct {
	on       surface
	book     *book
	faults   []string
	blockIDs map[string]bool
	markdown int
	tables   int
	charts   int
	inputs   int
	focused  int
}

func newCheck(on surface) *check {
	return &check{on: on, book: catalog(), blockIDs: map[string]bool{}}
}

// fault notes one refusal the way Slack words it, with the place as JSON pointer.
func (c *check) fault(at, format string, args ...any) {
	c.faults = append(c.faults, "[ERROR] "+fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

func (c *check) decode(at string, raw json.RawMessage) (any, bool) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	err := dec.Decode(&v)
	if err == nil {
		_, err = dec.Token()
	}
	if err != io.EOF {
		c.fault(at, "invalid JSON")
		return nil, false
	}
	return v, true
}
