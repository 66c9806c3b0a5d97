//go:build unix

package sqlite_test

import (
	"os"
	"syscall"
	"testing"
)

// TestModes asks for the modes of all files of a store at work: leads are
// personal data, in the log as much as in the file. It must run alone, since the
// mask is the process's.
func TestModes(t *testing.T) {
	defer syscall.Umask(syscall.Umask(0o022))
	path := fresh(t)
	arrived(t, open(t, path), 1)
	for _, beside := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + beside)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != 0o600 {
			t.Errorf("the mode of the file%s is %v, want that it is for this user alone", beside, got)
		}
	}
}

// TestModeOfAnotherIsKept opens a file whose mode somebody has chosen.
func TestModeOfAnotherIsKept(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o660); err != nil {
		t.Fatal(err)
	}
	arrived(t, open(t, path), 1)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o660 {
		t.Errorf("the mode is now %v (%v)", info.Mode().Perm(), err)
	}
}
