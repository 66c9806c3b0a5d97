package sqlite_test

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadpact/store/sqlite"
)

// lying is everything that lies in a folder.
func lying(t *testing.T, dir string) string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := ""
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name(), "-shm") {
			text = nil // scratch of those who have the file open
		}
		all += fmt.Sprintf("%s %x\n", f.Name(), text)
	}
	return all
}

func looks(t *testing.T, path string) sqlite.Sight {
	t.Helper()
	s, err := sqlite.Look(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestLookMakesNoFile(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	s := looks(t, path)
	if s.Exists || s.Refuses != "" || s.Path != path || s.Knows != sqlite.Schemas || lying(t, filepath.Dir(path)) != "" {
		t.Errorf("%+v", s)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := looks(t, path); !s.Exists || s.Schema != 0 || s.Refuses != "" {
		t.Errorf("an empty file: %+v", s)
	}
}

func TestLookChangesNothing(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	if _, err := e.SwapLease(t.Context(), "courier", 0, "me"); err != nil {
		t.Fatal(err)
	}
	for _, state := range []string{"in use", "closed"} {
		if state == "closed" {
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
		}
		before := lying(t, filepath.Dir(path))
		if s := looks(t, path); !s.Exists || s.Schema != sqlite.Schemas || s.Foreign || s.Locked || s.Refuses != "" {
			t.Errorf("%s: %+v", state, s)
		}
		if holder, counter, err := sqlite.LookAtLease(t.Context(), path, "courier"); holder != "me" || counter != 1 || err != nil {
			t.Errorf("%s: %q %d %v", state, holder, counter, err)
		}
		if holder, _, err := sqlite.LookAtLease(t.Context(), path, "other"); holder != "" || err != nil {
			t.Errorf("%s: %q %v", state, holder, err)
		}
		if after := lying(t, filepath.Dir(path)); after != before {
			t.Errorf("%s: looking changed something", state)
		}
	}
}

// TestLookLeavesTheLogOfAKilledProcess: its log holds what it had committed, and
// only the next start may bring that home. Looking may add the index of the log,
// nothing else.
func TestLookLeavesTheLogOfAKilledProcess(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	if _, err := e.Once(t.Context(), "key", time.Now()); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, part := range []string{"", "-wal"} {
		text, err := os.ReadFile(path + part)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "left.db"+part), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := lying(t, dir)
	if s := looks(t, filepath.Join(dir, "left.db")); s.Schema != sqlite.Schemas || s.Locked || s.Refuses != "" {
		t.Errorf("%+v", s)
	}
	if after := lying(t, dir); strings.Replace(after, "left.db-shm \n", "", 1) != before {
		t.Errorf("looking changed what the killed process left:\n%.200s", after)
	}
	if isNew, err := open(t, filepath.Join(dir, "left.db")).Once(t.Context(), "key", time.Now()); isNew || err != nil {
		t.Errorf("what was committed is lost: %t %v", isNew, err)
	}
}

func TestLookSeesOlderAndNewerFiles(t *testing.T) {
	t.Parallel()
	for _, version := range []int{1, 999} {
		path := fresh(t)
		if err := open(t, path).Close(); err != nil {
			t.Fatal(err)
		}
		runs(t, path, fmt.Sprintf("PRAGMA user_version = %d", version))
		before := lying(t, filepath.Dir(path))
		if s := looks(t, path); s.Schema != version || s.Refuses != "" {
			t.Errorf("%+v", s)
		}
		if lying(t, filepath.Dir(path)) != before {
			t.Error("looking changed the file")
		}
	}
}

func runs(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(context.Background(), query); err != nil {
		t.Fatal(err)
	}
}

func TestLookDoesNotHangOnALock(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	open(t, path)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	if _, err := conn.ExecContext(context.Background(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	if s := looks(t, path); !s.Locked || s.Schema != sqlite.Schemas {
		t.Errorf("%+v", s)
	}
	if _, err := conn.ExecContext(context.Background(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if s := looks(t, path); s.Locked {
		t.Errorf("%+v", s)
	}
}

func TestLookSaysWhatCannotBeUsed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	words := filepath.Join(dir, "words")
	if err := os.WriteFile(words, []byte(strings.Repeat("just words ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, why := range map[string]string{
		dir: "is a directory", words: "is not a database", words + "/x.db": "is no directory", dir + "/none/x.db": "does not exist",
	} {
		if s := looks(t, path); !strings.Contains(s.Refuses, why) || s.Remedy == "" {
			t.Errorf("%s: %+v", path, s)
		}
	}
	other := filepath.Join(dir, "other.db")
	runs(t, other, "CREATE TABLE other (n)")
	if s := looks(t, other); !s.Foreign {
		t.Errorf("%+v", s)
	}
}

func TestLookSeesWhatThisUserMayNotWrite(t *testing.T) {
	t.Parallel()
	if os.Getuid() <= 0 {
		t.Skip("this user may write everywhere, or the system has no such rights")
	}
	path := fresh(t)
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	for at, mode := range map[string]os.FileMode{path: 0o400, dir: 0o500} {
		if err := os.Chmod(at, mode); err != nil {
			t.Fatal(err)
		}
		if s := looks(t, path); !strings.Contains(s.Refuses, "may not write") || !strings.Contains(s.Remedy, "chown") {
			t.Errorf("%+v", s)
		}
		if err := os.Chmod(at, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}
