package main

import (
	"fmt"
	"os"
	"strings"
)

// memoryOf reads the program's resident memory, in MB: now, and the peak.
func (w *world) memoryOf() (now, peak string) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.child.Process.Pid))
	if err != nil {
		return "?", "?"
	}
	return field(string(status), "VmRSS:"), field(string(status), "VmHWM:")
}

func field(status, name string) string {
	_, rest, ok := strings.Cut(status, name)
	var kib float64
	if _, err := fmt.Sscanf(rest, "%f", &kib); !ok || err != nil {
		return "?"
	}
	return fmt.Sprintf("%.0f MB", kib*1024/1e6)
}
