package buildinfo

import (
	"runtime"
	"strings"
	"testing"
)

func TestStringNamesVersionAndPlatform(t *testing.T) {
	for _, want := range []string{"leadpact " + Version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH} {
		if got := String(); !strings.Contains(got, want) {
			t.Errorf("%q does not name %q", got, want)
		}
	}
}
