package programtest

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
	"time"
)

// ErrStubborn says that a program did not end when it was asked to.
var ErrStubborn = errors.New("the program does not end, and was killed")

// Running is a program at work in a process of its own.
type Running struct {
	Output Output // what it writes, to either stream

	cmd   *exec.Cmd
	ended chan struct{} // closed once err is set
	err   error
}

// Start starts a program in a folder of its own, with this environment alone.
// What still runs at the end of the test is killed; end it before with
// [Running.Stop].
func Start(t *testing.T, path string, env []string, args ...string) *Running {
	t.Helper()
	r := &Running{cmd: exec.CommandContext(context.Background(), path, args...), ended: make(chan struct{})}
	r.cmd.Dir, r.cmd.Env = t.TempDir(), append([]string{}, env...)
	r.cmd.Stdout, r.cmd.Stderr = &r.Output, &r.Output
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(r.ended)
		r.err = r.cmd.Wait()
	}()
	t.Cleanup(r.kill)
	return r
}

// kill is kill -9. The process is known by its id, so nothing else is hit.
func (r *Running) kill() {
	_ = r.cmd.Process.Kill()
	<-r.ended
}

// Stop asks the program to end, as Ctrl+C and a container's stop do, and
// returns how it ended: nil for exit code 0, an [exec.ExitError] for another,
// [ErrStubborn] if it had to be killed after the time. It may be called twice.
func (r *Running) Stop(limit time.Duration) error {
	_ = r.cmd.Process.Signal(syscall.SIGTERM)
	end := time.NewTimer(limit)
	defer end.Stop()
	select {
	case <-r.ended:
		return r.err
	case <-end.C:
		r.kill()
		return fmt.Errorf("after %s: %w", limit, ErrStubborn)
	}
}

// Ended reports whether the program has ended by itself or was ended.
func (r *Running) Ended() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

// Writes waits until the program has written what the pattern describes, such
// as its address, and returns the pattern's first group.
func (r *Running) Writes(limit time.Duration, pattern *regexp.Regexp) (string, error) {
	found := ""
	err := Within(limit, 50*time.Millisecond, func() error {
		last := r.Ended()
		if m := pattern.FindStringSubmatch(r.Output.String()); len(m) > 1 {
			found = m[1]
			return nil
		}
		err := fmt.Errorf("the program does not write %s but: %s", pattern, &r.Output)
		if last {
			return Final(fmt.Errorf("it has ended: %w", err))
		}
		return err
	})
	return found, err
}
