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

func TestMain(m *testing.M) {
	if os.Getenv(childMark) != "" {
		_ = os.Unsetenv(childMark)
		main()
		return
	}
	code := m.Run()
	if code == 0 {
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, "the stories left something running:", err)
			code = 1
		}
	}
	os.Exit(code)
}
