// Package storetest is the one suite that every engine of the store passes.
//
// An engine says how its databases are opened; the suite then tests what
// [store.Store] promises, each test against a fresh database of its own, and
// all of them at the same time. It knows no engine: whatever it asks for is a
// promise of the interface. Tests that an engine's server cannot pass are
// skipped by name, with the reason.
package storetest

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"leadpact/store"
)

// Engine says how a database of the engine under test is reached.
type Engine struct {
	// Open opens the named database, which is fresh when it is opened for the
	// first time within a test run. Opened again, it is the same one, as
	// another process would see it.
	Open func(ctx context.Context, name string, o store.Options) (store.Store, error)

	// Stall lets nothing be written to the named database until release is
	// called. Nil if the engine has no means to that: what needs it is skipped.
	Stall func(t *testing.T, name string) (release func())

	// Skip names the tests that this engine's server can't pass, each with the reason.
	Skip map[string]string
}

// test is one promise of the store.
type test struct {
	name string
	run  func(t *testing.T, s *subject)
}

// Run tests the engine.
func Run(t *testing.T, e Engine) {
	known := map[string]bool{}
	for _, group := range [][]test{receiving, repeating, cycles, finding, changing, working, reporting, everything, noticing, sharing, stalling} {
		for _, c := range group {
			known[c.name] = true
			t.Run(c.name, func(t *testing.T) {
				t.Parallel()
				if reason := e.Skip[c.name]; reason != "" {
					t.Skip(reason)
				}
				c.run(t, newSubject(t, e))
			})
		}
	}
	for name := range e.Skip {
		if !known[name] {
			t.Errorf("a test is to be skipped that does not exist: %q", name)
		}
	}
}

// subject is a fresh database, opened.
type subject struct {
	store.Store
	t       *testing.T
	engine  Engine
	name    string
	changed chan struct{} // holds one signal that something was changed
}

func newSubject(t *testing.T, e Engine) *subject {
	t.Helper()
	s := &subject{t: t, engine: e, name: strings.ReplaceAll(t.Name(), "/", "_"), changed: make(chan struct{}, 1)}
	s.Store = s.open(s.name, store.Options{Log: slog.New(slog.DiscardHandler), Changed: func() {
		select {
		case s.changed <- struct{}{}:
		default:
		}
	}})
	return s
}

// again opens the same database once more, as another process would.
func (s *subject) again() store.Store {
	s.t.Helper()
	return s.open(s.name, store.Options{})
}

func (s *subject) open(name string, o store.Options) store.Store {
	s.t.Helper()
	st, err := s.engine.Open(s.t.Context(), name, o)
	if err != nil {
		s.t.Fatalf("open: %v", err)
	}
	s.t.Cleanup(func() {
		if err := st.Close(); err != nil {
			s.t.Errorf("close: %v", err)
		}
	})
	return st
}

// patience is how long a test waits for what must happen at once.
const patience = 20 * time.Second
