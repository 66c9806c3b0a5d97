package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"leadpact/internal/sandbox"
)

// count is what became of the calls of one method.
type count struct{ recorded, judgeable, distinct int }

// kept is one payload that stands for all of its shape.
type kept struct {
	method string
	kind   string
	raw    []byte
}

// tally collects what was recorded.
type tally struct {
	programs map[string]int
	left     map[string]int
	methods  map[string]*count
	shapes   map[string]*kept
	faults   map[string]int
}

func newTally() *tally {
	return &tally{
		programs: map[string]int{}, left: map[string]int{}, methods: map[string]*count{},
		shapes: map[string]*kept{}, faults: map[string]int{},
	}
}

// take counts one call and keeps its payloads if their shapes are new.
func (t *tally) take(program string, r sandbox.Recorded) {
	if others[program] != "" {
		t.left[program]++
		return
	}
	t.programs[program]++
	c := t.methods[r.Method]
	if c == nil {
		c = &count{}
		t.methods[r.Method] = c
	}
	c.recorded++
	if why := refused(r); why != "" {
		t.faults[why]++
	}
	how, known := methods[r.Method]
	if !known {
		t.faults[r.Method+": no judge was told how to read it: add it to internal/judge/recorded/payload.go"]++
	}
	if how.split == nil {
		return
	}
	parts := how.split(argumentsOf(r))
	if len(parts) > 0 {
		c.judgeable++
	}
	for i, p := range parts {
		if t.keep(r.Method, p) && i == 0 {
			c.distinct++
		}
	}
}

// keep keeps the longest payload of each shape and reports a new shape.
func (t *tally) keep(method string, p payload) bool {
	raw, err := json.MarshalIndent(p.body, "", " ")
	if err != nil {
		return false
	}
	key := method + " " + p.kind + " " + shape(p.body)
	old := t.shapes[key]
	if old == nil {
		t.shapes[key] = &kept{method, p.kind, raw}
		return true
	}
	if len(raw) > len(old.raw) {
		old.raw = raw
	}
	return false
}

func (t *tally) kept() int { return len(t.shapes) }

// world are Slack's words for how things stand, which stories bring about; any
// other refusal is about what was sent.
var world = map[string]bool{
	"channel_not_found": true, "not_in_channel": true, "is_archived": true, "is_inactive": true, "user_not_found": true,
	"message_not_found": true, "cant_update_message": true, "thread_not_found": true, "file_not_found": true, "not_found": true,
	"missing_scope": true, "invalid_auth": true, "not_authed": true, "account_inactive": true, "token_revoked": true,
	"token_expired": true, "not_allowed_token_type": true, "not_enabled": true, "link_disabled": true,
	"ratelimited": true, "expired_url": true, "used_url": true, "expired_trigger_id": true, "exchanged_trigger_id": true, "hash_conflict": true,
}

// refused says that the workspace itself found fault with what a call holds.
func refused(r sandbox.Recorded) string {
	if r.OK || r.Fault != "" || r.Error == "" || world[r.Error] {
		return ""
	}
	return fmt.Sprintf("%s: refused by the workspace: %s", r.Method, r.Error)
}

// write puts each kept payload into the folder of its kind.
func (t *tally) write(out string) error {
	number := map[string]int{}
	for _, k := range t.shapes {
		dir := filepath.Join(out, k.kind)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		number[k.kind]++
		name := fmt.Sprintf("%s-%04d.json", k.method, number[k.kind])
		if err := os.WriteFile(filepath.Join(dir, name), k.raw, 0o600); err != nil {
			return err
		}
	}
	return nil
}
