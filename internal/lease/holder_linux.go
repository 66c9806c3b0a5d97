package lease

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// place names the machine's present boot and this process's namespace of
// process numbers; empty if that can't be told.
func place() string {
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return ""
	}
	namespace, err := os.Readlink("/proc/self/ns/pid")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(boot)) + "." + strings.Trim(namespace, "pid:[]")
}

// began says when a process began, in the kernel's ticks; empty if there is no
// such process, or nothing left of it but its exit code. It is not known of a
// process that exists but may not be looked at.
func began(pid int) (ticks string, known bool) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "", errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
	}
	return ticksOf(string(stat))
}

// ticksOf reads the line that the kernel writes about a process. The program's
// name in it stands in brackets and may hold anything.
func ticksOf(stat string) (ticks string, known bool) {
	end := strings.LastIndex(stat, ") ")
	if end < 0 {
		return "", false
	}
	fields := strings.Fields(stat[end+2:])
	switch {
	case len(fields) < 20:
		return "", false
	case fields[0] == "Z" || fields[0] == "X":
		return "", true
	default:
		return fields[19], true
	}
}
