package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// A lock with addresses would tie the baseline to one registry.
func TestTheLockNamesNoAddress(t *testing.T) {
	lock, err := baseline.ReadFile("baseline/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(lock), `"resolved"`) {
		t.Error("the lock says where packages come from: write it with --omit-lockfile-registry-resolved")
	}
}

// Only the same baseline can be compared with over time.
func TestTheBaselineIsPinned(t *testing.T) {
	var wanted struct{ Dependencies, OptionalDependencies map[string]string }
	var locked struct {
		Packages map[string]struct{ Version, Integrity string }
	}
	for name, into := range map[string]any{"package.json": &wanted, "package-lock.json": &locked} {
		content, err := baseline.ReadFile("baseline/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(content, into); err != nil {
			t.Fatal(err)
		}
	}
	for _, list := range []map[string]string{wanted.Dependencies, wanted.OptionalDependencies} {
		for name, version := range list {
			if got := locked.Packages["node_modules/"+name].Version; got != version {
				t.Errorf("%s %s is locked as %q", name, version, got)
			}
		}
	}
	for path, p := range locked.Packages {
		if path != "" && p.Integrity == "" {
			t.Errorf("%s has no integrity", path)
		}
	}
}

func TestTheInstalledNodeIsPreferred(t *testing.T) {
	dir := t.TempDir()
	if got := nodeIn(dir); got != "node" {
		t.Errorf("without an installed one it is %s", got)
	}
	arch := map[string]string{"amd64": "x64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	want := filepath.Join(dir, "node_modules", "node-"+runtime.GOOS+"-"+arch, "bin", "node")
	if err := os.MkdirAll(filepath.Dir(want), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(want, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := nodeIn(dir); got != want {
		t.Errorf("it is %s, want %s", got, want)
	}
}

func TestWithoutNpmTheRunGoesOnAlone(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	list, err := options{program: "leadpact", baseline: true}.programs(t.Context(), t.TempDir())
	if err != nil || len(list) != 1 || list[0].name != "leadpact" {
		t.Errorf("the programs are %v, %v", list, err)
	}
}
