//go:build unix

package sqlite

import "syscall"

// writable asks the system, without trying, whether this user may write there.
func writable(path string) bool { return syscall.Access(path, 2) == nil }
