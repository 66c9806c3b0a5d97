// Package buildinfo says which Leadpact this is.
package buildinfo

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Version is the version of this program.
const Version = "0.1.0"

// String is the version with what it was built from and for.
func String() string {
	s := "leadpact " + Version
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, set := range info.Settings {
			if set.Key == "vcs.revision" && len(set.Value) >= 12 {
				s += "+" + set.Value[:12]
			}
		}
	}
	return fmt.Sprintf("%s (%s %s/%s)", s, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
