package main

import (
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"leadpact/internal/clock"
)

// isServedTuned starts a bot in this process, with what cannot be set from
// outside: the pace of its sockets, and a clock of its own.
func (w *world) isServedTuned(store string, clk *clock.Clock, tune func(*settings), more ...string) *serves {
	t := w.workspace.t
	t.Helper()
	env := append(settingsFor(w.workspace.url, store), more...)
	environ, err := environment(env, os.DevNull)
	expect(t, err)
	s, err := readSettings(environ)
	expect(t, err)
	if tune != nil {
		tune(&s)
	}
	return w.starts(store, env, func(t *testing.T) *running {
		t.Helper()
		ctx, cancel := context.WithCancel(context.Background())
		r := &running{t: t, stop: cancel, ended: make(chan struct{})}
		go func() {
			defer close(r.ended)
			r.code = exitCode(serveWith(&program{ctx: ctx, stdout: &r.out, stderr: &r.errs}, s, clk), &r.errs)
		}()
		t.Cleanup(func() {
			r.stops()
			r.keepsSecrets()
		})
		return r
	})
}

// ahead is a clock that is so far ahead of the machine's.
func ahead(by time.Duration) *clock.Clock {
	c := &clock.Clock{}
	c.Set(time.Now().Add(by))
	return c
}

// scene is a part of a story that is told beside the others: most of its time
// it waits.
type scene struct {
	name string
	tell func(t *testing.T)
}

// together tells scenes beside each other, so many at once, since waiting needs
// no processor.
func together(t *testing.T, most int, scenes []scene) {
	t.Helper()
	var all sync.WaitGroup
	room := make(chan struct{}, most)
	for _, s := range scenes {
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			t.Run(s.name, s.tell)
		})
	}
	all.Wait()
}
