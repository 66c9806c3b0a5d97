package main

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// longest is how long a story waits for what must come true; under the race
// detector on a busy machine everything takes its time.
const longest = 90 * time.Second

// eventually looks again and again until the check finds nothing wrong.
func eventually(t *testing.T, check func() error) {
	t.Helper()
	within(t, longest, check)
}

// within looks less often the longer it takes: most stories that wait long wait
// beside others.
func within(t *testing.T, limit time.Duration, check func() error) {
	t.Helper()
	end := time.NewTimer(limit)
	defer end.Stop()
	look := time.NewTimer(0)
	defer look.Stop()
	began := time.Now()
	for pause := time.Millisecond; ; pause = min(2*pause, max(100*time.Millisecond, min(time.Since(began)/20, 500*time.Millisecond))) {
		err := check()
		if err == nil {
			return
		}
		look.Reset(pause)
		select {
		case <-look.C:
		case <-end.C:
			t.Fatalf("after %s: %v", limit, err)
		}
	}
}

// all joins what is wrong.
func all(faults ...error) error { return errors.Join(faults...) }

// says checks that a text holds each of the parts.
func says(what, text string, parts ...string) error {
	for _, p := range parts {
		if !strings.Contains(text, p) {
			return fmt.Errorf("%s does not say %q, but:\n%s", what, p, text)
		}
	}
	return nil
}

func expect(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Fatalf("%s: %v, should be %v", what, got, want)
	}
}
