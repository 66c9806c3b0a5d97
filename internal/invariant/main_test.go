package invariant_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestMain makes fewer worlds than rapid would: each is broken in many ways. Ask
// for more with -rapid.checks.
func TestMain(m *testing.M) {
	asked := func(arg string) bool { return strings.Contains(arg, "rapid.checks") }
	if !slices.ContainsFunc(os.Args, asked) {
		if err := flag.Set("rapid.checks", "20"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
