package sqlite

import (
	"cmp"
	"crypto/sha256"
	"database/sql/driver"
	"slices"

	"leadpact/sla"
)

// hashed is a key as it is stored: the first 96 bits of its SHA-256. Among ten
// million keys two are the same with a chance of one in 10^15.
func hashed(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:12]
}

// keyset is what a lead is found by, and whether its cycle is open: an open
// lead is the holder of its keys, closed ones make way.
type keyset struct {
	keys []string
	open bool
}

func keysOf(l *sla.Lead) keyset { return keyset{l.Keys(), l.Open()} }

var takeKeys = newBulk("INSERT OR IGNORE INTO keys (key, lead)", 2)

// take makes new leads the holders of their keys, if nobody has ever held any of
// them; otherwise it changes nothing and returns false.
func (t *tx) take(rows ...*row) (bool, error) {
	values := make([]driver.Value, 0, 4*len(rows))
	for _, r := range rows {
		for _, key := range r.keys {
			values = append(values, key, r.id)
		}
	}
	taken, err := t.insert(takeKeys, values)
	if err != nil || taken == int64(len(values)/2) {
		return err == nil, err
	}
	for i := 0; taken > 0 && i < len(values); i += 2 {
		if _, err := t.exec("DELETE FROM keys WHERE key = ? AND lead = ?", values[i:i+2]...); err != nil {
			return false, err
		}
	}
	return false, nil
}

// hold makes an open lead the holder of the keys. A key that another open lead
// holds is refused.
func (t *tx) hold(id int64, keys []string) error {
	for _, k := range keys {
		key := hashed(k)
		if n, err := t.exec(takeKeys.one, key, id); err != nil || n == 1 {
			if err != nil {
				return err
			}
			continue
		}
		if err := t.displace(key, id); err != nil {
			return err
		}
	}
	return nil
}

// displace makes the lead the holder of a key that has one.
func (t *tx) displace(key []byte, id int64) error {
	var holder, closed int64
	err := t.query(2, func(r []driver.Value) error {
		holder, closed = r[0].(int64), r[1].(int64) //nolint:forcetypeassert // the table is strict
		return nil
	}, "SELECT lead, closed FROM keys JOIN leads ON leads.id = keys.lead WHERE key = ?", key)
	switch {
	case err != nil || holder == id:
		return err
	case closed == 0:
		return &sla.Refusal{Code: sla.CodeNewer, Sentence: "This person has a newer open lead: work that one."}
	}
	return t.execAll([]change{
		{"INSERT INTO past (key, lead) VALUES (?, ?)", []driver.Value{key, holder}},
		{"UPDATE keys SET lead = ? WHERE key = ?", []driver.Value{id, key}},
		{"DELETE FROM past WHERE key = ? AND lead = ?", []driver.Value{key, id}},
	})
}

// join adds a closed lead to the leads of the keys.
func (t *tx) join(id int64, keys []string) error {
	for _, k := range keys {
		if err := t.execAll([]change{
			{takeKeys.one, []driver.Value{hashed(k), id}},
			{"INSERT OR IGNORE INTO past (key, lead) SELECT key, ?2 FROM keys WHERE key = ?1 AND lead <> ?2", []driver.Value{hashed(k), id}},
		}); err != nil {
			return err
		}
	}
	return nil
}

// leave takes the lead away from the leads of the keys. Where it was the holder,
// the latest of the key's past takes its place.
func (t *tx) leave(id int64, keys []string) error {
	for _, k := range keys {
		key := hashed(k)
		if err := t.execAll([]change{
			{"DELETE FROM past WHERE key = ? AND lead = ?", []driver.Value{key, id}},
			{"DELETE FROM keys WHERE key = ? AND lead = ?", []driver.Value{key, id}},
			{"INSERT OR IGNORE INTO keys (key, lead) SELECT key, max(lead) FROM past WHERE key = ? GROUP BY key", []driver.Value{key}},
			{"DELETE FROM past WHERE key = ?1 AND lead = (SELECT lead FROM keys WHERE key = ?1)", []driver.Value{key}},
		}); err != nil {
			return err
		}
	}
	return nil
}

// moveKeys brings the keys that a lead had to what it has now. Closing alone
// changes nothing: the lead stays their holder until somebody needs them.
func (t *tx) moveKeys(id int64, had, has keyset) error {
	lost, gained := had.without(has), has.without(had)
	if err := t.leave(id, lost); err != nil {
		return err
	}
	switch {
	case has.open && !had.open:
		return t.hold(id, has.keys)
	case has.open:
		return t.hold(id, gained)
	default:
		return t.join(id, gained)
	}
}

// without returns the keys that the other does not have. Those of one lead
// differ in few: where they begin and end alike nothing has to be searched.
func (k keyset) without(other keyset) []string {
	mine, theirs := k.keys, other.keys
	for len(mine) > 0 && len(theirs) > 0 && mine[0] == theirs[0] {
		mine, theirs = mine[1:], theirs[1:]
	}
	for len(mine) > 0 && len(theirs) > 0 && mine[len(mine)-1] == theirs[len(theirs)-1] {
		mine, theirs = mine[:len(mine)-1], theirs[:len(theirs)-1]
	}
	var out []string
	for _, key := range mine {
		if !slices.Contains(other.keys, key) {
			out = append(out, key)
		}
	}
	return out
}

// change is one statement that changes something.
type change struct {
	query  string
	values []driver.Value
}

func (t *tx) execAll(changes []change) error {
	for _, c := range changes {
		if _, err := t.exec(c.query, c.values...); err != nil {
			return err
		}
	}
	return nil
}

// found is a lead that a key led to.
type found struct {
	id   int64
	open bool
}

// holders returns the leads of the keys: the open ones, the oldest first, then
// the closed ones from the latest back.
func (t *tx) holders(keys []string) ([]found, error) {
	var out []found
	for _, k := range keys {
		if err := t.query(2, func(r []driver.Value) error {
			f := found{r[0].(int64), r[1].(int64) == 0} //nolint:forcetypeassert // the table is strict
			if !slices.Contains(out, f) {
				out = append(out, f)
			}
			return nil
		}, `SELECT id, closed FROM leads WHERE id IN
			(SELECT lead FROM keys WHERE key = ?1 UNION ALL SELECT lead FROM past WHERE key = ?1)`, hashed(k)); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b found) int {
		switch {
		case a.open && b.open:
			return cmp.Compare(a.id, b.id)
		case a.open || b.open:
			return map[bool]int{true: -1, false: 1}[a.open]
		default:
			return cmp.Compare(b.id, a.id)
		}
	})
	return out, nil
}
