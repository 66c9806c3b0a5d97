package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// appID marks the file as Leadpact's in its header (the letters LPac), so that
// another program's file is never taken for a store.
const appID = 0x4c506163

// migrations bring a file from one schema to the next; the file remembers in
// user_version how many it has seen. They are only ever appended to.
//
// A lead's number is its id as an integer, so that rows lie in order of
// arrival. The columns beside doc are what is searched by; doc says everything.
// The facts stand in an index of their own: a report reads that alone.
//
// Each key has one holder: the open lead or, while none is open, a closed one.
// The key's other leads, all of them closed, are its past. So one insert tells
// whether a person is new.
var migrations = []string{`
CREATE TABLE leads (
	id      INTEGER PRIMARY KEY,
	version INTEGER NOT NULL,
	rank    INTEGER NOT NULL, -- how urgent the channel is owed a message; 0: not at all
	park    INTEGER,          -- when a parked lead is tried again, in ms
	waits   INTEGER,          -- since when nobody owns it, in ms
	closed  INTEGER NOT NULL, -- end of the cycle in ms; 0 while it goes on
	facts   BLOB NOT NULL,
	doc     TEXT NOT NULL
) STRICT;
CREATE INDEX leads_rank ON leads (rank) WHERE rank > 0;
CREATE INDEX leads_park ON leads (park) WHERE park IS NOT NULL;
CREATE INDEX leads_waits ON leads (waits) WHERE waits IS NOT NULL;
CREATE INDEX leads_facts ON leads (closed, facts);
-- a key is stored as a hash: short, and no personal data in the clear
CREATE TABLE keys (
	key  BLOB PRIMARY KEY,
	lead INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE past (
	key  BLOB NOT NULL,
	lead INTEGER NOT NULL,
	PRIMARY KEY (key, lead)
) STRICT, WITHOUT ROWID;
CREATE TABLE notices (
	key  TEXT PRIMARY KEY,
	due  INTEGER, -- when it is to be sent, in ms; none once it is done with
	done INTEGER, -- when it was sent or dropped, in ms
	doc  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_due ON notices (due) WHERE due IS NOT NULL;
CREATE TABLE once (
	key TEXT PRIMARY KEY,
	at  INTEGER NOT NULL -- ms
) STRICT, WITHOUT ROWID;
CREATE TABLE leases (
	name    TEXT PRIMARY KEY,
	holder  TEXT NOT NULL,
	counter INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`, `
-- since when the channel is owed what it was not told, in ms; it stands in the
-- index of ranks, so that how far the channel is behind is read from that alone
ALTER TABLE leads ADD COLUMN owed INTEGER;
UPDATE leads SET owed = 1000 * unixepoch(json_extract(doc, CASE WHEN rank < 3 THEN '$.history[0].recorded_at' ELSE '$.history[#-1].recorded_at' END))
	WHERE rank > 0; -- about, and only until the lead is next written
DROP INDEX leads_rank;
CREATE INDEX leads_rank ON leads (rank, id, owed) WHERE rank > 0;
-- what is to be forgotten is found without a look at all the rest
CREATE INDEX once_at ON once (at);
CREATE INDEX notices_done ON notices (done) WHERE done IS NOT NULL;
`, `
-- who owns an open lead, and since when, in ms: computed from doc, so that it
-- holds, too, for what a process of the former version writes beside this one.
-- doc is parsed for owned leads alone; nothing is added to the index for new
-- ones.
ALTER TABLE leads ADD COLUMN owner TEXT AS
	(CASE WHEN closed = 0 AND waits IS NULL THEN json_extract(doc, '$.owner') END) VIRTUAL;
ALTER TABLE leads ADD COLUMN taken INTEGER AS
	(CASE WHEN closed = 0 AND waits IS NULL THEN CAST(round(1000 * unixepoch(json_extract(doc, '$.claimed_at'), 'subsec')) AS INTEGER) END) VIRTUAL;
CREATE INDEX leads_owner ON leads (owner, taken) WHERE closed = 0 AND waits IS NULL;
`}

// migrate applies the migrations that the file has not seen.
func migrate(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	if seen, err := schemaVersion(ctx, conn); err != nil || seen == len(migrations) {
		return err
	}
	// Look again under the write lock: another process may have been first.
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	seen, err := schemaVersion(ctx, conn)
	if err == nil {
		err = applyFrom(ctx, conn, seen)
	}
	if err != nil {
		_, _ = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return err
	}
	_, err = conn.ExecContext(ctx, "COMMIT")
	return err
}

// querier is what reads one row.
type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func schemaVersion(ctx context.Context, db querier) (int, error) {
	var seen int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&seen); err != nil {
		return 0, err
	}
	if seen < 0 {
		return seen, fmt.Errorf("it has schema %d, which no Leadpact has written: restore a backup", seen)
	}
	if seen > len(migrations) {
		return seen, fmt.Errorf("it has schema %d, written by a newer Leadpact, and this one knows schemas up to %d: run the newer version, or restore a backup from before the upgrade",
			seen, len(migrations))
	}
	return seen, nil
}

func applyFrom(ctx context.Context, conn *sql.Conn, seen int) error {
	for i, m := range migrations[seen:] {
		if _, err := conn.ExecContext(ctx, m); err != nil {
			return fmt.Errorf("schema %d: %w", seen+i+1, err)
		}
	}
	_, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", appID, len(migrations)))
	return err
}
