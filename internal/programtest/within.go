package programtest

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

// firstPause is how soon a check is made for the second time.
const firstPause = 5 * time.Millisecond

// Within checks again and again until nothing is wrong, and returns what still
// is at the end of the time, or what is [Final]. The pauses between two looks
// double up to the longest one.
func Within(limit, longest time.Duration, check func() error) error {
	end := time.NewTimer(limit)
	defer end.Stop()
	look := time.NewTimer(0)
	defer look.Stop()
	for pause := firstPause; ; pause = min(2*pause, longest) {
		err := check()
		if f, ok := errors.AsType[*final](err); ok {
			return f.error
		}
		if err == nil {
			return nil
		}
		look.Reset(pause)
		select {
		case <-look.C:
		case <-end.C:
			return fmt.Errorf("after %s: %w", limit, err)
		}
	}
}

// Eventually fails the test if something does not come true in time.
func Eventually(t *testing.T, limit, longest time.Duration, check func() error) {
	t.Helper()
	if err := Within(limit, longest, check); err != nil {
		t.Fatal(err)
	}
}

// Final marks an error that waiting will not mend.
func Final(err error) error { return &final{err} }

type final struct{ error }
