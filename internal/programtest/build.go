package programtest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Variable names, in the environment, a program that is built already.
const Variable = "LEADPACT_PROGRAM"

// Build returns the path of the program as users run it: the one that
// [Variable] names, or else one that is built into the folder.
func Build(folder string) (string, error) {
	if path := os.Getenv(Variable); path != "" {
		return path, nil
	}
	path := filepath.Join(folder, "leadpact")
	build := exec.CommandContext(context.Background(), "go", "build", "-buildvcs=false", "-o", path, "leadpact/cmd/leadpact")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("the program cannot be built: %w: %s", err, out)
	}
	return path, nil
}
