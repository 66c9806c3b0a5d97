package sqlite_test

import (
	"testing"

	"leadpact/store/sqlite"
)

// TestALeaseIsSeenByARelativePath: the path of the default setting is one.
func TestALeaseIsSeenByARelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	e, err := sqlite.Open(t.Context(), "leadpact.db", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	if _, err := e.SwapLease(t.Context(), "courier", 0, "me"); err != nil {
		t.Fatal(err)
	}
	if holder, counter, err := sqlite.LookAtLease(t.Context(), "leadpact.db", "courier"); holder != "me" || counter != 1 || err != nil {
		t.Errorf("%q %d %v", holder, counter, err)
	}
}
