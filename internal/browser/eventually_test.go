package browser

import (
	"testing"
	"time"
)

// longest is how long a story waits for what must come true; on a busy machine
// a browser takes its time.
const longest = 60 * time.Second

// eventually looks again and again until the check finds nothing wrong.
func eventually(t *testing.T, check func() error) {
	t.Helper()
	if err := within(longest, check); err != nil {
		t.Fatalf("after %s: %v", longest, err)
	}
}

// within returns what is still wrong at the end of the time.
func within(limit time.Duration, check func() error) error {
	end := time.NewTimer(limit)
	defer end.Stop()
	look := time.NewTimer(0)
	defer look.Stop()
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, 80*time.Millisecond) {
		err := check()
		if err == nil {
			return nil
		}
		look.Reset(pause)
		select {
		case <-look.C:
		case <-end.C:
			return err
		}
	}
}
