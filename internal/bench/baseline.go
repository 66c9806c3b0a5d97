package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// baseline is an ordinary Node bot with a small part of Leadpact's features.
// Figures of one run are compared with its figures of the same run, because
// machines differ from day to day.
//
//go:embed baseline/package.json baseline/package-lock.json baseline/bot.mjs
var baseline embed.FS

// installBaseline installs the baseline, with the Node that its lock names, and
// returns how to start it.
func installBaseline(ctx context.Context, dir string) (program, error) {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return program{}, errors.New("node and npm are not on this machine")
	}
	files, err := fs.Sub(baseline, "baseline")
	if err != nil {
		return program{}, err
	}
	dir = filepath.Join(dir, "node")
	if err := os.CopyFS(dir, files); err != nil {
		return program{}, err
	}
	// No package may run a script of its own: none of these needs one.
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return program{}, fmt.Errorf("npm ci: %w: %s", err, strings.TrimSpace(string(out)))
	}
	node := nodeIn(dir)
	if err := exec.CommandContext(ctx, node, "-e", `require("node:sqlite")`).Run(); err != nil {
		return program{}, fmt.Errorf("%s has no SQLite, node 24 is needed: %w", node, err)
	}
	return program{name: "baseline", command: []string{node, filepath.Join(dir, "bot.mjs")}}, nil
}

// nodeIn is the installed Node, or the machine's where the lock has none for its kind.
func nodeIn(dir string) string {
	arch := strings.Replace(runtime.GOARCH, "amd64", "x64", 1)
	node := filepath.Join(dir, "node_modules", "node-"+runtime.GOOS+"-"+arch, "bin", "node")
	if _, err := os.Stat(node); err != nil {
		return "node"
	}
	return node
}
