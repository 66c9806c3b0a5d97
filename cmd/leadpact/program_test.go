package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"sync"
	"syscall"
	"testing"
)

// output is what a program writes, readable while it does.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// running is a run of leadpact: in this process, or in one of its own.
type running struct {
	t         *testing.T
	out, errs output
	stop      func()        // asks it to end, as SIGTERM does
	ended     chan struct{} // closed once code is set
	code      int
	process   *os.Process // of a child
	parting   func()      // what is done before it ends, if anything
}

// runs starts the program in this process, as main does.
func runs(t *testing.T, env []string, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &running{t: t, stop: cancel, ended: make(chan struct{})}
	go func() {
		defer close(r.ended)
		r.code = run(ctx, args, env, &r.out, &r.errs)
	}()
	t.Cleanup(func() {
		r.stops()
		r.keepsSecrets()
	})
	return r
}

// runsAlone starts the program in a process of its own, with the race detector
// if the tests have it.
func runsAlone(t *testing.T, env []string, args ...string) *running {
	t.Helper()
	return begins(t, os.Args[0], append(slices.Clip(env), childMark+"=1", "GORACE=atexit_sleep_ms=0"), args...)
}

// begins starts a program in a process of its own.
func begins(t *testing.T, path string, env []string, args ...string) *running {
	t.Helper()
	r := &running{t: t, ended: make(chan struct{})}
	cmd := exec.Command(path, args...)
	cmd.Env = append(slices.Clip(env), "GOCOVERDIR="+os.TempDir())
	cmd.Dir = t.TempDir()
	cmd.Stdout, cmd.Stderr = &r.out, &r.errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	r.process = cmd.Process
	r.stop = func() { _ = cmd.Process.Signal(syscall.SIGTERM) }
	go func() {
		defer close(r.ended)
		err := cmd.Wait()
		if exit := new(exec.ExitError); errors.As(err, &exit) {
			r.code = exit.ExitCode()
		} else if err != nil {
			r.code = -2
		}
	}()
	t.Cleanup(func() {
		r.dies()
		r.keepsSecrets()
	})
	return r
}

// dies is kill -9.
func (r *running) dies() {
	r.parts()
	_ = r.process.Kill()
	<-r.ended
}

// stops asks the program to end and returns its exit code.
func (r *running) stops() int {
	r.t.Helper()
	r.parts()
	r.stop()
	return r.ends()
}

// parts does what is to be done before the program ends, once.
func (r *running) parts() {
	if do := r.parting; do != nil && !r.hasEnded() {
		r.parting = nil
		do()
	}
}

// ends waits until the program ends and returns its exit code.
func (r *running) ends() int {
	r.t.Helper()
	eventually(r.t, func() error {
		if !r.hasEnded() {
			return errors.New("the program has not ended; it wrote:\n" + r.all())
		}
		return nil
	})
	return r.code
}

func (r *running) hasEnded() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

// writes waits until the program has written what the pattern describes and
// returns the pattern's first group.
func (r *running) writes(pattern string) string {
	r.t.Helper()
	re := regexp.MustCompile(pattern)
	found := ""
	eventually(r.t, func() error {
		if m := re.FindStringSubmatch(r.all()); m != nil {
			found = m[len(m)-1]
			return nil
		}
		if r.hasEnded() {
			r.t.Fatalf("the program ended with %d; it wrote:\n%s", r.code, r.all())
		}
		return errors.New("the program does not write " + pattern + " but:\n" + r.all())
	})
	return found
}

func (r *running) all() string { return r.out.String() + r.errs.String() }
