package lease

import (
	"crypto/rand"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Self is a name for this process that no other has, and from which another
// process in the same place can tell whether it still lives: the place (machine,
// boot and process namespace), the process, when it began, and a random word.
func Self() string {
	start, _ := began(os.Getpid())
	return fmt.Sprintf("%s/%d/%s/%s", place(), os.Getpid(), start, rand.Text()[:8])
}

// Dead reports whether the holder's process is known to have ended. It knows
// that only of processes in its own place; of all others it says no.
func Dead(holder string) bool {
	parts := strings.Split(holder, "/")
	if len(parts) != 4 || parts[0] == "" || parts[0] != place() || parts[2] == "" {
		return false
	}
	pid, err := strconv.Atoi(parts[1])
	if err != nil || pid <= 0 {
		return false
	}
	start, known := began(pid)
	return known && start != parts[2]
}
