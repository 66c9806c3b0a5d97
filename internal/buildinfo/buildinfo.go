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
	return fmt.Sprintf("leadpact %s%s (%s %s/%s)", Version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// revision is the commit that this was built from, where the build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, set := range info.Settings {
		if set.Key == "vcs.revision" && len(set.Value) >= 12 {
			return "+" + set.Value[:12]
		}
	}
	return ""
}
