package browser

import (
	"time"

	"leadpact/internal/programtest"
)

// longest is how long a story waits for what must come true; on a busy machine
// a browser takes its time.
const longest = 60 * time.Second

// within returns what is still wrong at the end of the time.
func within(limit time.Duration, check func() error) error {
	return programtest.Within(limit, 80*time.Millisecond, check)
}
