package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// built is the program as users run it, made once: it starts several times as
// fast as this test, which counts where it is started hundreds of times.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(scratch, "leadpact")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// runsBuilt starts the built program in a process of its own.
func runsBuilt(t *testing.T, env []string, args ...string) *running {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatalf("the program cannot be built: %v", err)
	}
	return begins(t, path, env, args...)
}
