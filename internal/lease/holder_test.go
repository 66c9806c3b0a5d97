package lease_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"leadpact/internal/lease"
)

// self is this process's name in its four parts; the test is skipped where a
// process's place can't be told.
func self(t *testing.T) []string {
	t.Helper()
	parts := strings.Split(lease.Self(), "/")
	if len(parts) != 4 {
		t.Fatalf("the name %q has not four parts", parts)
	}
	if parts[0] == "" || parts[2] == "" {
		t.Skip("this machine does not tell processes apart")
	}
	return parts
}

func named(place string, pid int, began string) string {
	return fmt.Sprintf("%s/%d/%s/RANDOM", place, pid, began)
}

func TestSelfIsUniqueAndAlive(t *testing.T) {
	a, b := lease.Self(), lease.Self()
	if a == b {
		t.Errorf("two names are the same: %s", a)
	}
	if lease.Dead(a) {
		t.Error("takes itself for dead")
	}
	self(t)
}

func TestDeadChild(t *testing.T) {
	parts := self(t)
	child := exec.Command("cat")
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Skipf("no child can be started here: %v", err)
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", child.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	fields := strings.Fields(string(stat))
	name := named(parts[0], child.Process.Pid, fields[21])
	if lease.Dead(name) {
		t.Error("takes a living process for dead")
	}
	_ = in.Close()
	if err := child.Wait(); err != nil {
		t.Fatal(err)
	}
	if !lease.Dead(name) {
		t.Error("takes an ended process for alive")
	}
}

// TestZombie ends a child without asking for its exit code, so that its entry
// stays: it is dead all the same.
func TestZombie(t *testing.T) {
	parts := self(t)
	child := exec.Command("cat")
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Skipf("no child can be started here: %v", err)
	}
	defer func() { _ = child.Wait() }()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", child.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	name := named(parts[0], child.Process.Pid, strings.Fields(string(stat))[21])
	_ = in.Close()
	_, _ = out.Read(make([]byte, 1))                                       // ends when the child does
	for deadline := time.Now().Add(10 * time.Second); !lease.Dead(name); { // the kernel may need a moment more
		if time.Now().After(deadline) {
			t.Fatal("takes a zombie for alive")
		}
	}
}

func TestDead(t *testing.T) {
	parts := self(t)
	place, pid := parts[0], os.Getpid()
	for _, c := range []struct {
		what, holder string
		want         bool
	}{
		{"its number was given to a later process", named(place, pid, "1"), true},
		{"another machine or boot", named("elsewhere", pid, "1"), false},
		{"nobody's number", named(place, 1<<30, "1"), true},
		{"no place", named("", pid, "1"), false},
		{"no beginning", named(place, pid, ""), false},
		{"no number", place + "/x/1/RANDOM", false},
		{"half a number", place + "/1x/1/RANDOM", false},
		{"a group's number", place + "/-1/1/RANDOM", false},
		{"number zero", place + "/0/1/RANDOM", false},
		{"too few parts", place + "/1/1", false},
		{"too many parts", named(place, pid, "1") + "/more", false},
		{"nobody", "", false},
		{"garbage", "\x00////", false},
	} {
		if got := lease.Dead(c.holder); got != c.want {
			t.Errorf("%s: dead is %v, want %v", c.what, got, c.want)
		}
	}
}
