package scheduler

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

type forgetter func(ctx context.Context, before time.Time) (int, error)

func (f forgetter) Forget(ctx context.Context, before time.Time) (int, error) { return f(ctx, before) }

func TestForgetRunsAtOnceAndThenHourly(t *testing.T) {
	defer goleak.VerifyNone(t)
	synctest.Test(t, func(t *testing.T) {
		var asked []time.Time
		s, err := New(Options{Now: time.Now, Store: forgetter(func(_ context.Context, before time.Time) (int, error) {
			asked = append(asked, before)
			return 1, nil
		})})
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(3*time.Hour + time.Minute) //nolint:forbidigo // simulated time
		synctest.Wait()
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		if len(asked) != 4 {
			t.Fatalf("in three hours it forgot %d times, want 4", len(asked))
		}
		if want := began.Add(-repetitions); !asked[0].Equal(want) {
			t.Errorf("it forgot what is from before %v, want %v", asked[0], want)
		}
	})
}

func TestAFailedJobIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		s, err := New(Options{Now: time.Now, Store: forgetter(func(context.Context, time.Time) (int, error) {
			calls++
			return 0, errors.New("disk full")
		})})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour + time.Minute) //nolint:forbidigo // simulated time
		synctest.Wait()
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		if calls != 2 {
			t.Errorf("it was called %d times, want 2", calls)
		}
	})
}

func TestRunDueTellsWhatFailed(t *testing.T) {
	trouble := errors.New("disk full")
	s, err := New(Options{Now: time.Now, Store: forgetter(func(context.Context, time.Time) (int, error) { return 0, trouble })})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RunDue(t.Context()); !errors.Is(err, trouble) {
		t.Errorf("RunDue = %v, want %v", err, trouble)
	}
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
}
