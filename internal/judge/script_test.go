package judge_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// script runs some lines as the judges' scripts would, and returns what they
// print, the lines joined by commas.
func script(t *testing.T, lines string, arguments ...string) string {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("the judges' scripts need bash, which is not on this machine")
	}
	strict := "set -euo pipefail; shopt -s nullglob; "
	out, err := exec.Command(bash, append([]string{"-c", strict + lines, "script"}, arguments...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.Join(strings.Split(strings.TrimSpace(string(out)), "\n"), ", ")
}

// file makes a file that holds next to nothing.
func file(t *testing.T, folder, name string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
}
