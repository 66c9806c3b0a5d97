// Package scheduler decides when recurring work is done, with gocron. What the
// work is, it is told: the jobs call small interfaces and ask the domain what
// is due, so that nothing depends on a timer in memory and downtime is caught
// up.
package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-co-op/gocron/v2"
)

// Options of a Scheduler.
type Options struct {
	Store Store
	Now   func() time.Time // the domain's clock
	Log   *slog.Logger
}

// Scheduler runs the jobs.
type Scheduler struct {
	o    Options
	cron gocron.Scheduler
	jobs []job
}

// job is one kind of recurring work. Its run is safe to repeat.
type job struct {
	name  string
	every time.Duration // real time
	run   func(ctx context.Context) error
}

// New returns a scheduler that rests until Start.
func New(o Options) (*Scheduler, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	cron, err := gocron.NewScheduler(gocron.WithLocation(time.UTC))
	if err != nil {
		return nil, fmt.Errorf("scheduler: %w", err)
	}
	s := &Scheduler{o: o, cron: cron}
	s.jobs = []job{
		{"forget", time.Hour, s.forget},
	}
	return s, nil
}

// Start begins to run the jobs, each one for the first time at once.
func (s *Scheduler) Start(ctx context.Context) error {
	for _, j := range s.jobs {
		_, err := s.cron.NewJob(gocron.DurationJob(j.every), gocron.NewTask(func() { s.attempt(ctx, j) }),
			gocron.WithName(j.name), gocron.WithSingletonMode(gocron.LimitModeReschedule),
			gocron.WithStartAt(gocron.WithStartImmediately()))
		if err != nil {
			return fmt.Errorf("scheduler: %s: %w", j.name, err)
		}
	}
	s.cron.Start()
	return nil
}

// RunDue runs every job once, now: what a moved clock has made due is done
// when it returns.
func (s *Scheduler) RunDue(ctx context.Context) error {
	errs := make([]error, 0, len(s.jobs))
	for _, j := range s.jobs {
		errs = append(errs, j.run(ctx))
	}
	return errors.Join(errs...)
}

// Stop waits for the jobs under way and ends.
func (s *Scheduler) Stop() error { return s.cron.Shutdown() }

func (s *Scheduler) attempt(ctx context.Context, j job) {
	if ctx.Err() != nil {
		return
	}
	if err := j.run(ctx); err != nil {
		s.o.Log.Error("a job failed: it is tried again at its next time", "job", j.name, "error", err)
	}
}
