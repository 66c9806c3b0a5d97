package storetest

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"leadpact/sla"
)

var stalling = []test{
	{"Stalled/what has not begun is withdrawn", testWithdrawn},
	{"Stalled/others are served afterwards", testServedAfterwards},
	{"Stalled/ping says so", testStalledPing},
	{"Withdrawn/a context that is over", testOverContext},
	{"Begun/the fate is told", testFate},
	{"Close/carries through", testCloseCarries},
	{"Close/is repeatable, and writes afterwards fail", testCloseTwice},
}

// stall stops all writes, or skips the test where the engine can't.
func stall(t *testing.T, s *subject) (release func()) {
	t.Helper()
	if s.engine.Stall == nil {
		t.Skip("this engine has no means to stall its database")
	}
	var once atomic.Bool
	free := s.engine.Stall(t, s.name)
	release = func() {
		if once.CompareAndSwap(false, true) {
			free()
		}
	}
	t.Cleanup(release)
	return release
}

// within gives a context that ends soon, as that of a click does.
func within(t *testing.T) context.Context {
	t.Helper()
	c, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	t.Cleanup(cancel)
	return c
}

func testWithdrawn(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	before := get(t, s, id)
	release := stall(t, s)
	began := time.Now()
	const n = 20
	together(n, func(i int) {
		_, err := s.Update(within(t), id, claim(ana, monday))
		if i%2 == 1 {
			_, err = s.Receive(within(t), delivered("late", monday, someone(i)))
		}
		if !errors.Is(err, sla.ErrNotRecorded) {
			t.Errorf("the answer is %v, want that it is not recorded", err)
		}
	})
	if took := time.Since(began); took > 2*time.Second {
		t.Errorf("answered after %s", took)
	}
	wantSame(t, "the lead while writes stand still", get(t, s, id), before)
	release()
	if _, err := s.Once(t.Context(), "after", monday); err != nil {
		t.Fatalf("a write afterwards: %v", err)
	}
	wantSame(t, "the lead", get(t, s, id), before)
	if all := factsOf(t, s, time.Time{}); len(all) != 1 {
		t.Errorf("%d leads, want 1: what was withdrawn was saved", len(all))
	}
}

// testServedAfterwards mixes impatient and patient writes behind a stall.
func testServedAfterwards(t *testing.T, s *subject) {
	release := stall(t, s)
	const n = 40
	impatient := make(chan struct{}, n/2)
	go func() {
		for range n / 2 {
			<-impatient
		}
		release()
	}()
	together(n, func(i int) {
		d := delivered(strconv.Itoa(i), monday, someone(i))
		if i%2 == 0 {
			defer func() { impatient <- struct{}{} }()
			if _, err := s.Receive(within(t), d); !errors.Is(err, sla.ErrNotRecorded) {
				t.Errorf("impatient %d: %v", i, err)
			}
			return
		}
		if _, err := s.Receive(t.Context(), d); err != nil {
			t.Errorf("patient %d: %v", i, err)
		}
	})
	if all := factsOf(t, s, time.Time{}); len(all) != n/2 {
		t.Errorf("%d leads were kept, want %d", len(all), n/2)
	}
}

func testStalledPing(t *testing.T, s *subject) {
	release := stall(t, s)
	if err := s.Ping(within(t)); err == nil {
		t.Error("a store that can't be written says that it can")
	}
	release()
	if err := s.Ping(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func testOverContext(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Update(over, id, claim(ana, monday))
	if !errors.Is(err, sla.ErrNotRecorded) {
		t.Errorf("update: %v", err)
	}
	if _, err = s.Receive(over, delivered("d2", monday, someone(1))); !errors.Is(err, sla.ErrNotRecorded) {
		t.Errorf("receive: %v", err)
	}
	if _, err = s.Once(over, "key", monday); !errors.Is(err, sla.ErrNotRecorded) {
		t.Errorf("once: %v", err)
	}
	if err = s.Facts(over, monday, func(*sla.Facts) error { return nil }); err == nil {
		t.Error("facts were told after the context was over")
	}
	if l := get(t, s, id); l.Owner != "" {
		t.Error("a claim was saved whose context was over")
	}
}

// testFate ends the context while the change itself is at work. Whether such a
// write has begun is the engine's affair, but its answer must be true.
func testFate(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	c, cancel := context.WithCancel(t.Context())
	hold, answered := make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := s.Update(c, id, func(l *sla.Lead) error {
			cancel()
			<-hold
			return l.Claim(ana, monday, "click")
		})
		answered <- err
	}()
	<-c.Done()
	var err error
	select {
	case err = <-answered:
		close(hold)
	case <-time.After(100 * time.Millisecond): // an engine may wait for the change
		close(hold)
		err = <-answered
	}
	var pending *sla.Unconfirmed
	saved := err == nil
	switch {
	case errors.As(err, &pending):
		saved = pending.Fate(t.Context()) == nil
	case err != nil && !errors.Is(err, sla.ErrNotRecorded):
		t.Fatalf("the answer is %v", err)
	}
	if l := get(t, s, id); saved != (l.Owner == ana.ID) {
		t.Errorf("the claim is said to be saved: %v; the owner is %q", saved, l.Owner)
	}
}

func testCloseCarries(t *testing.T, s *subject) {
	other := s.again()
	const n = 50
	kept := make([]error, n)
	var begun atomic.Int32
	done := make(chan struct{})
	go func() {
		defer close(done)
		together(n, func(i int) {
			begun.Add(1)
			_, kept[i] = s.Receive(t.Context(), delivered(strconv.Itoa(i), monday, someone(i)))
		})
	}()
	eventually(t, "writes begin", func() bool { return begun.Load() > n/2 })
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	<-done
	for i, err := range kept {
		leads, ferr := other.Find(t.Context(), sla.IDKey("person-"+strconv.Itoa(i)))
		if ferr != nil {
			t.Fatal(ferr)
		}
		if (err == nil) != (len(leads) == 1) {
			t.Errorf("write %d was answered %v, and %d leads are kept", i, err, len(leads))
		}
	}
}

func testCloseTwice(t *testing.T, s *subject) {
	id := arrive(t, s, "d1", monday, mara())
	together(3, func(int) {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	if _, err := s.Update(t.Context(), id, claim(ana, monday)); err == nil {
		t.Error("a closed store was written")
	}
	if _, err := s.Receive(t.Context(), delivered("d2", monday, mara())); err == nil {
		t.Error("a closed store received")
	}
	if _, err := s.Get(t.Context(), id); err == nil {
		t.Error("a closed store was read")
	}
	if err := s.Ping(t.Context()); err == nil {
		t.Error("a closed store is well")
	}
}
