package lease

import (
	"crypto/rand"
	"fmt"
	"os"
	"strings"
)

// Self is a name for this process that no other has, and from which another
// process in the same place can tell whether it still lives: the place (machine,
// boot and process namespace), the process, when it began, and a random word.
func Self() string {
	return fmt.Sprintf("%s/%d/%s/%s", place(), os.Getpid(), began(os.Getpid()), rand.Text()[:8])
}

// Dead reports whether the holder's process is known to have ended. It knows
// that only of processes in its own place; of all others it says no.
func Dead(holder string) bool {
	parts := strings.Split(holder, "/")
	if len(parts) != 4 || parts[0] == "" || parts[0] != place() {
		return false
	}
	var pid int
	if _, err := fmt.Sscanf(parts[1], "%d", &pid); err != nil || parts[2] == "" {
		return false
	}
	return began(pid) != parts[2]
}
