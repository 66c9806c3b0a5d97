package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store/sqlite"
)

func open(t *testing.T, path string) *sqlite.Engine {
	t.Helper()
	e, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func fresh(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "test.db")
}

func TestOpenCreates(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	for query, want := range map[string]int64{
		"PRAGMA user_version":   int64(sqlite.Schemas),
		"PRAGMA application_id": 0x4c506163,
		"PRAGMA synchronous":    2,
		"SELECT count(*) FROM sqlite_master WHERE type = 'table'": 6,
	} {
		if got, err := e.Query(t.Context(), query); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", query, got, err, want)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's mode is %v (%v): leads are personal data", info.Mode(), err)
	}
}

func TestOpenStrangePaths(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"with space.db", "what?.db", "number#1.db", "100%.db", "%41.db", "größe 数.db", "a&b=c;d.db", "x?mode=memory.db"} {
		dir := filepath.Join(t.TempDir(), "dir with "+name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, name)
		e := open(t, path)
		if _, err := e.Once(t.Context(), "key", time.Now()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := e.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		names, err := filepath.Glob(filepath.Join(filepath.Dir(dir), "*", "*"))
		if err != nil || len(names) != 1 || names[0] != path {
			t.Errorf("%s: the files are %q (%v)", name, names, err)
		}
		if isNew, err := open(t, path).Once(t.Context(), "key", time.Now()); err != nil || isNew {
			t.Errorf("%s: what was written is not there: %v", name, err)
		}
	}
}

func TestOpenRelativePath(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	e := open(t, "here.db")
	t.Chdir(t.TempDir()) // the store stays where it was
	if err := e.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "here.db")); err != nil {
		t.Error(err)
	}
}

func TestOpenEmptyFile(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := open(t, path).Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

// wantRefused opens the path in vain; the error says where, what and what to do.
func wantRefused(t *testing.T, path string, says ...string) {
	t.Helper()
	e, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err == nil {
		_ = e.Close()
		t.Fatalf("%s was opened", path)
	}
	for _, s := range append(says, path) {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("the error %q does not say %q", err, s)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("Dear diary, this is no database at all."), 0o600); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, filepath.Join(dir, "nowhere", "test.db"), filepath.Join(dir, "nowhere"), "does not exist", "create it")
	wantRefused(t, filepath.Join(file, "test.db"), "is no directory")
	wantRefused(t, dir, "is a directory", "name a file in it")
	wantRefused(t, file, "not a database", "backup")
	if got, err := os.ReadFile(file); err != nil || string(got) != "Dear diary, this is no database at all." {
		t.Errorf("the file was changed: %q, %v", got, err)
	}
}

func TestOpenUnwritableDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if os.Geteuid() == 0 { // whom no mode stops
		if dir = "/proc"; !exists(dir) {
			t.Skip("every directory can be written by this user")
		}
	} else if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	wantRefused(t, filepath.Join(dir, "test.db"), "may not write", "the right to write")
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// foreign makes a database that Leadpact did not.
func foreign(t *testing.T, statements string) (path string, content []byte) {
	t.Helper()
	path = fresh(t)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), statements); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

func wantUntouched(t *testing.T, path string, want []byte) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
		t.Errorf("the file was changed (%v)", err)
	}
}

func TestOpenRefusesNewer(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"DELETE", "WAL"} {
		path, content := foreign(t, fmt.Sprintf("PRAGMA journal_mode=%s; CREATE TABLE leads (id); PRAGMA application_id=%d; PRAGMA user_version=%d", mode, 0x4c506163, sqlite.Schemas+1))
		wantRefused(t, path, fmt.Sprint("schema ", sqlite.Schemas+1), "newer Leadpact", "backup")
		wantUntouched(t, path, content)
	}
}

func TestOpenRefusesAnotherProgramsFile(t *testing.T) {
	t.Parallel()
	path, content := foreign(t, "CREATE TABLE bookmarks (url)")
	wantRefused(t, path, "another program", "name another file")
	wantUntouched(t, path, content)
}

// TestOpenAtOnce opens one fresh file many times at the same moment.
func TestOpenAtOnce(t *testing.T) {
	t.Parallel()
	for range 5 {
		path := fresh(t)
		const n = 8
		engines, errs := make([]*sqlite.Engine, n), make(chan error, n)
		for i := range n {
			go func() {
				var err error
				engines[i], err = sqlite.Open(t.Context(), path, sqlite.Options{})
				errs <- err
			}()
		}
		for range n {
			if err := <-errs; err != nil {
				t.Fatal(err)
			}
		}
		for i, e := range engines {
			if _, err := e.Receive(t.Context(), one(i)); err != nil {
				t.Error(err)
			}
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

func TestOpenLockedFile(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	if err := open(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	defer lock(t, path)()
	e := open(t, path) // its schema is right, so that nothing has to be written
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := e.Ping(ctx); err == nil {
		t.Error("a locked file can be written")
	}
}

// one is a delivery of one person.
func one(n int) sla.Delivery {
	id := fmt.Sprint(n)
	return sla.Delivery{ID: id, At: time.Now(), Arrivals: []sla.Arrival{{Cause: "d:" + id, ExternalID: "person-" + id}}}
}
