package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// migrations bring a file from one schema to the next; the file remembers in
// user_version how many it has seen. They are only ever appended to.
//
// A lead's number is its id as an integer, so that rows lie in order of
// arrival. The columns beside doc are what is searched by; doc says everything.
// The facts stand in an index of their own: a report reads that alone.
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
-- cycle is 0 for the one open lead that holds the key, else the closed lead's id
CREATE TABLE keys (
	key   TEXT NOT NULL,
	cycle INTEGER NOT NULL,
	lead  INTEGER NOT NULL,
	PRIMARY KEY (key, cycle)
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
`}

// migrate applies the migrations that the file has not seen.
func migrate(ctx context.Context, db *sql.DB) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	seen, err := schemaVersion(ctx, conn)
	if err != nil || seen == len(migrations) {
		return err
	}
	// Look again under the write lock: another process may have been first.
	if _, err := conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if seen, err = schemaVersion(ctx, conn); err == nil {
		err = applyFrom(ctx, conn, seen)
	}
	if err != nil {
		_, _ = conn.ExecContext(ctx, "ROLLBACK")
		return err
	}
	_, err = conn.ExecContext(ctx, "COMMIT")
	return err
}

func schemaVersion(ctx context.Context, conn *sql.Conn) (int, error) {
	var seen int
	if err := conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&seen); err != nil {
		return 0, fmt.Errorf("not a store that can be read: %w", err)
	}
	if seen > len(migrations) {
		return seen, fmt.Errorf("the store has schema %d, written by a newer Leadpact; this one knows up to %d: run the newer version, or restore a backup from before the upgrade",
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
	_, err := conn.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(migrations)))
	return err
}
