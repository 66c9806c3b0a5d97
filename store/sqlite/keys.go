package sqlite

import (
	"database/sql"
	"slices"
	"strings"

	"leadpact/sla"
)

// keyset is what a lead is found by, and whether its cycle is open: an open
// lead holds its keys alone, closed ones share them.
type keyset struct {
	keys []string
	open bool
}

func keysOf(l *sla.Lead) keyset { return keyset{l.Keys(), l.Open()} }

func (k keyset) cycle(id int64) int64 {
	if k.open {
		return 0
	}
	return id
}

// moveKeys replaces the keys that a lead had by those it has now.
func (t *tx) moveKeys(id int64, had, has keyset) error {
	if had.open == has.open && slices.Equal(had.keys, has.keys) {
		return nil
	}
	for _, key := range had.keys {
		if _, err := t.exec("DELETE FROM keys WHERE key = ? AND cycle = ? AND lead = ?", key, had.cycle(id), id); err != nil {
			return err
		}
	}
	return t.holdKeys(id, has)
}

// holdKeys enters a lead's keys. A key that another open lead holds is refused.
func (t *tx) holdKeys(id int64, has keyset) error {
	args := make([]any, 0, 3*len(has.keys))
	for _, key := range has.keys {
		args = append(args, key, has.cycle(id), id)
	}
	values := strings.Repeat(", (?, ?, ?)", len(has.keys))[2:]
	_, err := t.exec("INSERT INTO keys (key, cycle, lead) VALUES "+values, args...)
	if isConstraint(err) {
		return &sla.Refusal{Code: sla.CodeNewer, Sentence: "This person has a newer open lead: work that one."}
	}
	return err
}

// held is one row of the keys.
type held struct {
	cycle, lead int64
}

// holders returns who holds any of the keys: open leads first, then the closed
// ones from the latest back.
func (t *tx) holders(keys []string) ([]held, error) {
	var out []held
	args := make([]any, len(keys))
	for i, k := range keys {
		args[i] = k
	}
	err := t.query(func(rows *sql.Rows) error {
		var h held
		if err := rows.Scan(&h.cycle, &h.lead); err != nil {
			return err
		}
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
		return nil
	}, "SELECT cycle, lead FROM keys WHERE key IN (?"+strings.Repeat(", ?", len(keys)-1)+")", args...)
	slices.SortFunc(out, func(a, b held) int {
		switch {
		case (a.cycle == 0) != (b.cycle == 0):
			return int(min(a.cycle, 1) - min(b.cycle, 1))
		case a.cycle == 0:
			return int(min(max(a.lead-b.lead, -1), 1))
		default:
			return int(min(max(b.cycle-a.cycle, -1), 1))
		}
	})
	return out, err
}
