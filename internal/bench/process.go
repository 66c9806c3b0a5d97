package main

import (
	"fmt"
	"os"
	"strings"
)

// memoryOf reads the program's resident memory: now, and the peak.
func (w *world) memoryOf() (now, peak figure) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.child.Process.Pid))
	if err != nil {
		return figure{}, figure{}
	}
	return field(string(status), "VmRSS:"), field(string(status), "VmHWM:")
}

func field(status, name string) figure {
	_, rest, ok := strings.Cut(status, name)
	var kib float64
	if _, err := fmt.Sscanf(rest, "%f", &kib); !ok || err != nil {
		return figure{}
	}
	return megabytes(kib * 1024)
}
