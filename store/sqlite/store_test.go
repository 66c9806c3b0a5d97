package sqlite_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"go.uber.org/goleak"

	"leadpact/store"
	"leadpact/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestStore(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name+".db") }
	storetest.Run(t, storetest.Engine{
		Open: func(ctx context.Context, name string, o store.Options) (store.Store, error) {
			return store.Open(ctx, "sqlite:"+path(name), o)
		},
		Stall: func(t *testing.T, name string) func() {
			t.Helper()
			return lock(t, path(name))
		},
	})
}

// lock holds the write lock of the file, as another process may, until release is called.
func lock(t *testing.T, path string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.ExecContext(t.Context(), "PRAGMA busy_timeout=10000; BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := conn.ExecContext(context.Background(), "ROLLBACK"); err != nil {
			t.Errorf("unlock: %v", err)
		}
		_ = conn.Close()
		_ = db.Close()
	}
}
