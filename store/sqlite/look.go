package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	sqlitelib "modernc.org/sqlite/lib"
)

// lockPatience is how long Look waits for a lock that somebody holds: far longer
// than a write takes (wall time).
const lockPatience = 3 * time.Second

// Sight is what can be said of a file without changing it.
type Sight struct {
	Path    string // absolute
	Exists  bool
	Schema  int    // how many migrations it has seen
	Knows   int    // how many there are
	Foreign bool   // another program's database
	Locked  bool   // another process has kept its lock for seconds
	Refuses string // why it cannot be used, for a person; empty if it can
	Remedy  string // what helps against that
}

// Look sees whether the file could be opened. It makes no database, starts no
// migration, and writes nothing into one. Where a log lies beside the file, of a
// process that runs or was killed, SQLite reads it by an index, the -shm; that
// is made if it is not there, and left: another process may use it by then.
func Look(ctx context.Context, path string) (Sight, error) {
	s := Sight{Path: path, Knows: len(migrations)}
	full, err := filepath.Abs(path)
	if err != nil {
		return s, err
	}
	s.Path = full
	if s.lookAround() {
		return s, nil
	}
	err = s.lookInside(ctx)
	switch {
	case isBusy(err):
		s.Locked = true
	case isCode(err, sqlitelib.SQLITE_NOTADB):
		s.refuse(full+" is not a database", "name another file in LEADPACT_STORE, or restore it from a backup")
	case isCode(err, sqlitelib.SQLITE_CANTOPEN), isCode(err, sqlitelib.SQLITE_PERM), isCode(err, sqlitelib.SQLITE_READONLY):
		s.refuse("this user may not use "+full, mayWrite)
	case err != nil:
		return s, err
	}
	return s, nil
}

// mayWrite is what helps against a lack of rights.
const mayWrite = "give the user who runs leadpact the right to write the file and its directory (chown, chmod), or name another place in LEADPACT_STORE"

func (s *Sight) refuse(why, remedy string) { s.Refuses, s.Remedy = why, remedy }

// lookAround looks at the file and its directory from outside; it reports
// whether that is all there is to see.
func (s *Sight) lookAround() (done bool) {
	dir := filepath.Dir(s.Path)
	around, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.refuse("the directory "+dir+" does not exist", "create it, or name another file in LEADPACT_STORE")
		return true
	case err == nil && !around.IsDir():
		s.refuse(dir+" is no directory", "name a file in a directory in LEADPACT_STORE")
		return true
	case err != nil, !writable(dir):
		s.refuse("this user may not write in the directory "+dir, mayWrite)
		return true
	}
	info, err := os.Stat(s.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true
	case err != nil, info.Mode().IsRegular() && !writable(s.Path):
		s.refuse("this user may not write "+s.Path, mayWrite)
		return true
	case info.IsDir():
		s.refuse(s.Path+" is a directory", "name a file in it in LEADPACT_STORE")
		return true
	}
	s.Exists = true
	return info.Size() == 0
}

// lookInside reads the file's version and tries its lock.
func (s *Sight) lookInside(ctx context.Context) error {
	db, live, err := peep(s.Path)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	var app, tables int
	err = db.QueryRowContext(ctx, `SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_master)`).Scan(&s.Schema, &app, &tables)
	if err != nil {
		return err
	}
	s.Foreign = app != appID && tables > 0
	if !live || s.Foreign || s.Schema > len(migrations) {
		return nil
	}
	return tryLock(ctx, s.Path)
}

// peep opens the file for reading alone. Where no log lies beside it, nobody has
// it open, and it is read as it is, so that no log is made either.
func peep(path string) (db *sql.DB, live bool, err error) {
	at := dsn(path, "ro", "busy_timeout(2000)")
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		at += "&immutable=1"
	} else {
		live = true
	}
	db, err = sql.Open("sqlite", at)
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, live, err
}

// tryLock takes the lock that writers take, and gives it back. The reader that
// is open meanwhile keeps SQLite from tidying up the log when this one closes.
func tryLock(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, "rw", "busy_timeout(0)", "wal_autocheckpoint(0)"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	ctx, cancel := context.WithTimeout(ctx, lockPatience)
	defer cancel()
	err = patiently(ctx, func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "BEGIN IMMEDIATE") // at once: no busy_timeout
		return err
	})
	if err != nil {
		return err
	}
	_, err = conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	return err
}

// LookAtLease reads a lease of a file that is not open, without changing it.
func LookAtLease(ctx context.Context, path, name string) (holder string, counter int64, err error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", 0, err
	}
	db, _, err := peep(full)
	if err != nil {
		return "", 0, err
	}
	defer func() { _ = db.Close() }()
	err = db.QueryRowContext(ctx, "SELECT holder, counter FROM leases WHERE name = ?", name).Scan(&holder, &counter)
	if noRows(err) {
		return "", 0, nil
	}
	return holder, counter, err
}
