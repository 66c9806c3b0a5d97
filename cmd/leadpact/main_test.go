package main

import (
	"fmt"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// childMark in the environment makes the test binary the program itself, so
// that a story can kill it.
const childMark = "LEADPACT_STORY_CHILD"

// scratch is a folder that all stories share.
var scratch string

func TestMain(m *testing.M) {
	if os.Getenv(childMark) != "" {
		_ = os.Unsetenv(childMark)
		main()
		return
	}
	var err error
	if scratch, err = os.MkdirTemp("", "leadpact-stories-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(scratch)
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, "the stories left something running:", err)
			code = 1
		}
	}
	os.Exit(code)
}
