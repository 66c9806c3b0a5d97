package sqlite

import (
	"database/sql"
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
	rank    int
	park    any // ms, or nil
	waits   any // ms, or nil
	closed  int64
	facts   []byte
	doc     string
}

func rowOf(l *sla.Lead) (*row, error) {
	id, err := sla.ParseID(l.ID)
	if err != nil {
		return nil, fmt.Errorf("lead %q: %w", l.ID, err)
	}
	doc, err := json.Marshal(l)
	if err != nil {
		return nil, fmt.Errorf("lead %s: %w", l.ID, err)
	}
	facts := l.Facts()
	r := &row{
		id: id, version: l.Version, rank: int(l.Rank()), waits: msOrNil(l.WaitsFrom),
		closed: ms(l.ClosedAt), facts: facts.Pack(), doc: string(doc),
	}
	if l.Parked != nil {
		r.park = ms(l.Parked.Until)
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

// insert saves a row for a new lead; false if another lead has its id.
func (t *tx) insert(r *row) (bool, error) {
	_, err := t.exec("INSERT INTO leads (id, version, rank, park, waits, closed, facts, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		r.id, r.version, r.rank, r.park, r.waits, r.closed, r.facts, r.doc)
	if isConstraint(err) {
		return false, nil
	}
	return err == nil, err
}

// update replaces the row if it still has the version that was read.
func (t *tx) update(r *row, was int64) error {
	n, err := t.exec("UPDATE leads SET version = ?, rank = ?, park = ?, waits = ?, closed = ?, facts = ?, doc = ? WHERE id = ? AND version = ?",
		r.version, r.rank, r.park, r.waits, r.closed, r.facts, r.doc, r.id, was)
	if err == nil && n != 1 {
		err = fmt.Errorf("lead %s: its version is no longer %d, inside a transaction that holds the lock", sla.FormatID(r.id), was)
	}
	return err
}

// load reads a lead, or returns nil if there is none.
func (t *tx) load(id int64) (*sla.Lead, error) {
	var doc sql.NullString
	err := t.query(func(rows *sql.Rows) error { return rows.Scan(&doc) }, "SELECT doc FROM leads WHERE id = ?", id)
	if err != nil || !doc.Valid {
		return nil, err
	}
	return leadOf(doc.String)
}

// save replaces a lead that was read in this transaction, and its keys.
func (t *tx) save(l *sla.Lead, had keyset) error {
	was := l.Version
	l.Version++
	r, err := rowOf(l)
	if err != nil {
		return err
	}
	if err := t.moveKeys(r.id, had, keysOf(l)); err != nil {
		return err
	}
	return t.update(r, was)
}

func ms(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func msOrNil(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func notFound(what string) error {
	return &sla.Refusal{Code: sla.CodeNotFound, Sentence: "There is no lead " + what + "."}
}

func noRows(err error) bool { return errors.Is(err, sql.ErrNoRows) }
