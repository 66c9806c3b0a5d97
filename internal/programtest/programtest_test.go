package programtest_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"leadpact/internal/programtest"
)

// mark makes this test's own program behave as a program that is tested.
const mark = "PROGRAMTEST_BEHAVES"

const long = 30 * time.Second

var address = regexp.MustCompile(`open at (\S+)\n`)

func TestMain(m *testing.M) {
	if how := os.Getenv(mark); how != "" {
		os.Exit(behaves(how))
	}
	goleak.VerifyTestMain(m)
}

func behaves(how string) int {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
	fmt.Fprintln(os.Stdout, "GREETING is", os.Getenv("GREETING"))
	if how == "gives up" {
		return 3
	}
	fmt.Fprintln(os.Stderr, "open at 127.0.0.1:1")
	for range asked {
		if how != "stays" {
			break
		}
	}
	if how == "fails" {
		return 4
	}
	return 0
}

func starts(t *testing.T, how string) *programtest.Running {
	t.Helper()
	return programtest.Start(t, os.Args[0], []string{mark + "=" + how, "GREETING=hello", "GORACE=atexit_sleep_ms=0", "GOCOVERDIR=" + t.TempDir()})
}

func TestAProgramIsReadAndEnded(t *testing.T) {
	t.Parallel()
	r := starts(t, "well")
	at, err := r.Writes(long, address)
	if err != nil || at != "127.0.0.1:1" || !strings.Contains(r.Output.String(), "GREETING is hello") {
		t.Fatal(at, err, r.Output.String())
	}
	if r.Ended() {
		t.Error("it has ended before it was asked to")
	}
	for range 2 {
		if err := r.Stop(long); err != nil || !r.Ended() {
			t.Errorf("it ends with %v", err)
		}
	}
}

func TestHowAProgramEndedIsTold(t *testing.T) {
	t.Parallel()
	r := starts(t, "fails")
	if _, err := r.Writes(long, address); err != nil {
		t.Fatal(err)
	}
	exit := new(exec.ExitError)
	if err := r.Stop(long); !errors.As(err, &exit) || exit.ExitCode() != 4 {
		t.Errorf("it ends with %v", err)
	}
	r = starts(t, "stays")
	if _, err := r.Writes(long, address); err != nil {
		t.Fatal(err)
	}
	if err := r.Stop(time.Millisecond); !errors.Is(err, programtest.ErrStubborn) || !r.Ended() {
		t.Errorf("it ends with %v", err)
	}
}

func TestNobodyWaitsForAProgramThatHasEnded(t *testing.T) {
	t.Parallel()
	began := time.Now()
	_, err := starts(t, "gives up").Writes(long, address)
	if err == nil || !strings.Contains(err.Error(), "it has ended") || !strings.Contains(err.Error(), "GREETING is hello") {
		t.Errorf("%v", err)
	}
	if time.Since(began) > long/2 {
		t.Error("it was waited for to the end")
	}
}

func TestAProgramEndsWithItsTest(t *testing.T) {
	t.Parallel()
	var r *programtest.Running
	t.Run("one that stays", func(t *testing.T) { r = starts(t, "stays") })
	if !r.Ended() {
		t.Error("it outlives its test")
	}
}

func TestWithinLooksUntilNothingIsWrong(t *testing.T) {
	t.Parallel()
	looks := 0
	err := programtest.Within(long, time.Millisecond, func() error {
		if looks++; looks < 4 {
			return errors.New("not yet")
		}
		return nil
	})
	if err != nil || looks != 4 {
		t.Errorf("%d looks: %v", looks, err)
	}
	odd := errors.New("odd")
	if err := programtest.Within(10*time.Millisecond, time.Millisecond, func() error { return odd }); !errors.Is(err, odd) || !strings.HasPrefix(err.Error(), "after 10ms: ") {
		t.Errorf("at the end of the time: %v", err)
	}
	if err := programtest.Within(long, long, func() error { return programtest.Final(odd) }); !errors.Is(err, odd) {
		t.Errorf("what is final: %v", err)
	}
	programtest.Eventually(t, long, time.Millisecond, func() error { return nil })
}

func TestTheProgramIsBuiltUnlessItIsGiven(t *testing.T) {
	t.Setenv(programtest.Variable, "")
	folder := t.TempDir()
	path, err := programtest.Build(folder)
	if err != nil || path != filepath.Join(folder, "leadpact") {
		t.Fatal(path, err)
	}
	if out, err := exec.Command(path, "version").CombinedOutput(); err != nil || !strings.Contains(string(out), "leadpact") {
		t.Errorf("%v: %s", err, out)
	}
	t.Setenv(programtest.Variable, "/given")
	if path, err := programtest.Build(folder); err != nil || path != "/given" {
		t.Errorf("%q %v", path, err)
	}
}
