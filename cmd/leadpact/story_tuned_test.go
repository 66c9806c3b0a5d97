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
	w.program.t.Helper()
	t := w.program.t
	env := append(settingsFor(w.workspace.url, store), more...)
	w.seen.keeps(store)
	w.seen.paced(env)
	w.seen.begun()
	environ, err := environment(env, os.DevNull)
	expect(t, err)
	s, err := readSettings(environ)
	expect(t, err)
	if tune != nil {
		tune(&s)
	}
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
	bot := listens(t, r)
	bot.watch = w.seen
	w.bots = append(w.bots, r)
	w.isJudged() // before this bot is stopped by its test's end
	return bot
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
