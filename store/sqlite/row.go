package sqlite

import (
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"leadpact/sla"
)

// row is a lead as the table holds it.
type row struct {
	id      int64
	version int64
	rank    int64
	owed    driver.Value // ms, or nil
	park    driver.Value // ms, or nil
	waits   driver.Value // ms, or nil
	closed  int64
	facts   []byte
	doc     string
	keys    [][]byte
}

func rowOf(l *sla.Lead) (*row, error) {
	id, err := sla.ParseID(l.ID)
	if err != nil {
		return nil, fmt.Errorf("lead %q: %w", l.ID, err)
	}
	doc, err := encodeLead(l)
	if err != nil {
		return nil, fmt.Errorf("lead %s: %w", l.ID, err)
	}
	facts := l.Facts()
	r := &row{
		id: id, version: l.Version, rank: int64(l.Rank()), owed: msOrNil(l.OwedSince()), waits: msOrNil(l.WaitsFrom),
		closed: ms(l.ClosedAt), facts: facts.Pack(), doc: string(doc),
	}
	if l.Parked != nil {
		r.park = ms(l.Parked.Until)
	}
	for _, key := range l.Keys() {
		r.keys = append(r.keys, hashed(key))
	}
	return r, nil
}

func leadOf(doc string) (*sla.Lead, error) {
	l := new(sla.Lead)
	if err := json.Unmarshal([]byte(doc), l); err != nil {
		return nil, fmt.Errorf("a stored lead cannot be read: %w", err)
	}
	return l, nil
}

var addLeads = newBulk("INSERT OR FAIL INTO leads (id, version, rank, owed, park, waits, closed, facts, doc)", 9)

// enter adds new leads with their keys, if all of the people are new; otherwise
// it changes nothing and returns false.
func (t *tx) enter(rows ...*row) (bool, error) {
	if isNew, err := t.take(rows...); err != nil || !isNew {
		return false, err
	}
	return true, t.add(rows...)
}

// add inserts rows. An id that another process has just given away is an error:
// the whole delivery is then sent again by its source.
func (t *tx) add(rows ...*row) error {
	values := make([]driver.Value, 0, 9*len(rows))
	for _, r := range rows {
		values = append(values, r.id, r.version, r.rank, r.owed, r.park, r.waits, r.closed, r.facts, r.doc)
	}
	_, err := t.insert(addLeads, values)
	if isConstraint(err) {
		return fmt.Errorf("an id is taken already: %w", err)
	}
	return err
}

// update replaces the row if it still has the version that was read.
func (t *tx) update(r *row, was int64) error {
	n, err := t.exec("UPDATE leads SET version = ?, rank = ?, owed = ?, park = ?, waits = ?, closed = ?, facts = ?, doc = ? WHERE id = ? AND version = ?",
		r.version, r.rank, r.owed, r.park, r.waits, r.closed, r.facts, r.doc, r.id, was)
	if err == nil && n != 1 {
		err = fmt.Errorf("lead %s: its version is no longer %d, inside a transaction that holds the lock", sla.FormatID(r.id), was)
	}
	return err
}

// load reads a lead, or returns nil if there is none.
func (t *tx) load(id int64) (l *sla.Lead, err error) {
	err = t.query(1, func(r []driver.Value) error {
		l, err = leadOf(r[0].(string)) //nolint:forcetypeassert // the table is strict
		return err
	}, "SELECT doc FROM leads WHERE id = ?", id)
	return l, err
}

// before is what matters later of a lead as it was read.
type before struct {
	keyset
	events int
}

func beforeOf(l *sla.Lead) before { return before{keysOf(l), len(l.History)} }

// save replaces a lead that was read in this transaction, and its keys, and adds
// the notices that its new events ask for: they never wait for a card's turn.
func (t *tx) save(l *sla.Lead, was before) error {
	version := l.Version
	l.Version++
	r, err := rowOf(l)
	if err != nil {
		return err
	}
	if err := t.moveKeys(r.id, was.keyset, keysOf(l)); err != nil {
		return err
	}
	for _, n := range l.Notices(was.events) {
		if _, err := t.notify(n); err != nil {
			return err
		}
	}
	return t.update(r, version)
}

func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func msOrNil(t time.Time) driver.Value {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func notFound(what string) error {
	return &sla.Refusal{Code: sla.CodeNotFound, Sentence: "There is no lead " + what + "."}
}

func noRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
