package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// openPatience is how long Open waits for another process that is just creating
// or recovering the same file (wall time).
const openPatience = 10 * time.Second

// What the connections to the file want. All of them: a write-ahead log that is
// synced at each commit. The one that writes waits for the lock in Go, where it
// can be called off, and is spared most checkpoints; its cache holds the keys
// that a bulk delivery touches.
var (
	pragmas       = []string{"journal_mode(WAL)", "synchronous(FULL)", "temp_store(MEMORY)"}
	writerPragmas = append([]string{"busy_timeout(0)", "cache_size(-16000)", "wal_autocheckpoint(16000)"}, pragmas...)
	readerPragmas = append([]string{"busy_timeout(5000)", "cache_size(-2000)", "wal_autocheckpoint(0)"}, pragmas...)
)

// dsn names the file to the driver.
func dsn(path, mode string, pragmas ...string) string {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	q := url.Values{"mode": {mode}, "_pragma": pragmas}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: slashed}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// creating keeps others of this process from opening a file that is just being
// made: closing it there would drop the locks that they have on it by then.
var creating sync.Mutex

// create makes the file, empty, unless it exists. Leads are personal data: it is
// for this user alone, and so are the files that SQLite keeps beside it, to which
// it gives the mode of the file.
func create(path string) (os.FileInfo, error) {
	creating.Lock()
	defer creating.Unlock()
	info, err := os.Stat(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return info, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	info, err = f.Stat()
	return info, errors.Join(err, f.Close())
}

// inspect refuses a file that is no store of ours, or one from the future,
// before anything could change it. A file that does not exist is made.
func inspect(ctx context.Context, path string) error {
	info, err := create(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errors.New("it is a directory: name a file in it")
	case info.Size() == 0:
		return nil
	}
	db, err := sql.Open("sqlite", dsn(path, "ro", "busy_timeout(5000)"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := schemaVersion(ctx, db); err != nil {
		return err
	}
	var app, tables int
	if err := db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)").Scan(&app, &tables); err != nil {
		return err
	}
	if app != appID && tables > 0 {
		return errors.New("it is a database of another program: name another file")
	}
	return nil
}

// patiently tries again as long as another process keeps the file locked.
func patiently(ctx context.Context, try func() error) error {
	ctx, cancel := context.WithTimeout(ctx, openPatience)
	defer cancel()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		err := try()
		if !isBusy(err) {
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return err
		}
	}
}

// explain says of a file that can't be opened what is wrong and what to do.
func explain(path string, err error) error {
	dir := filepath.Dir(path)
	info, derr := os.Stat(dir)
	switch {
	case errors.Is(derr, fs.ErrNotExist):
		err = fmt.Errorf("the directory %s does not exist: create it, or name another file", dir)
	case derr == nil && !info.IsDir():
		err = fmt.Errorf("%s is no directory: name a file in a directory", dir)
	case isCode(err, sqlitelib.SQLITE_NOTADB):
		err = errors.New("it is not a database: name another file, or restore it from a backup")
	case isCode(err, sqlitelib.SQLITE_CANTOPEN), isCode(err, sqlitelib.SQLITE_READONLY), isCode(err, sqlitelib.SQLITE_PERM), errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist):
		err = fmt.Errorf("this user may not write it: give the user the right to write the file and its directory %s (%w)", dir, err)
	case isBusy(err):
		err = fmt.Errorf("another process has kept it locked for %s: end that process, or try again: %w", openPatience, err)
	}
	return fmt.Errorf("the store %s can't be opened: %w", path, err)
}

func isCode(err error, code int) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == code
}

func isBusy(err error) bool { return isCode(err, sqlitelib.SQLITE_BUSY) }
