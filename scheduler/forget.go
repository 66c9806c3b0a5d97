package scheduler

import (
	"context"
	"time"
)

// Store is what the jobs need of the store.
type Store interface {
	Forget(ctx context.Context, before time.Time) (int, error)
}

// repetitions is how long is remembered what is kept only to recognise
// repetitions: longer than any source or Slack ever sends something again.
const repetitions = 90 * 24 * time.Hour

// forget removes what no repetition can ask for any more.
func (s *Scheduler) forget(ctx context.Context) error {
	n, err := s.o.Store.Forget(ctx, s.o.Now().Add(-repetitions))
	if err == nil && n > 0 {
		s.o.Log.Info("forgot what no repetition can ask for any more", "rows", n)
	}
	return err
}
