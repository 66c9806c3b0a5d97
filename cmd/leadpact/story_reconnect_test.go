package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"leadpact/internal/clock"
	"leadpact/internal/sandbox"
)

// reconnects is how many sockets are lost, in each of the ways.
const reconnects = 200

// TestGoroutinesAndMemoryAreFlatAfterManyReconnects counts within one process:
// no other story may run beside this one.
func TestGoroutinesAndMemoryAreFlatAfterManyReconnects(t *testing.T) { //nolint:paralleltest // it counts goroutines
	w := aHastyWorkspace(t)
	bot := w.isServedTuned(aStore(t), &clock.Clock{}, func(s *settings) {
		s.sockets.OpenMost, s.sockets.Young = 10*reconnects, time.Nanosecond
	})
	w.door = bot.door
	w.hasSockets(2)
	bot.isReady()
	w.loses(20) // what grows only once has grown then
	goroutines, heap := w.calm(0)

	began := time.Now()
	w.loses(reconnects)
	after, heapAfter := w.calm(goroutines)
	t.Logf("%d reconnects in %s: %d goroutines and %d KiB before, %d and %d KiB after",
		reconnects, time.Since(began).Round(time.Millisecond), goroutines, heap>>10, after, heapAfter>>10)
	if heapAfter > heap+heap/5 {
		t.Errorf("the heap grew from %d to %d KiB", heap>>10, heapAfter>>10)
	}
	mara := w.aLeadArrives()
	w.clicks("ana", w.expectCard(mara), "claim")
	w.expectCard(mara, "<@U0ANADUARTE> took it")
}

// aHastyWorkspace is one that does not wait for what follows from an act.
func aHastyWorkspace(t *testing.T) *world {
	t.Helper()
	slack := sandbox.New(sandbox.Options{Settle: func(context.Context) error { return nil }})
	t.Cleanup(slack.Close)
	web := httptest.NewServer(slack.Handler())
	t.Cleanup(web.Close)
	return &world{
		workspace: &workspace{t: t, url: web.URL, http: newClient(t), seen: &witness{}},
		program:   &running{t: t, ended: make(chan struct{})},
	}
}

// loses has sockets end in each of the ways in turn; the bot must have opened
// another one each time. A socket that is going already, while its heir is on
// its way, is none that can be lost.
func (w *world) loses(times int) {
	t := w.workspace.t
	t.Helper()
	opened := len(w.calls("apps.connections.open"))
	for i := range times {
		fault := sandbox.Fault{Socket: []string{"drop", "refresh_requested", "warning", "drop"}[i%4]}
		eventually(t, func() error {
			if hit := w.suffers(fault); hit.Sockets != 1 {
				return fmt.Errorf("%s hit %d sockets", fault.Socket, hit.Sockets)
			}
			return nil
		})
		opened++
		eventually(t, func() error {
			if got := len(w.calls("apps.connections.open")); got < opened {
				return fmt.Errorf("after %d losses, the last by %s: %d sockets were asked for, not %d", i+1, fault.Socket, got, opened)
			}
			return nil
		})
		w.hasSockets(2)
	}
}

// calm waits until no more goroutines are left than there were, or, if nothing
// is known of before, until their number stays. The heap is what garbage
// collection leaves.
func (w *world) calm(before int) (goroutines int, heap uint64) {
	t := w.workspace.t
	t.Helper()
	last, same := 0, 0
	eventually(t, func() error {
		w.workspace.http.CloseIdleConnections()
		n := runtime.NumGoroutine()
		if same++; n != last {
			last, same = n, 0
		}
		if same < 20 || (before > 0 && n > before+4) {
			return fmt.Errorf("%d goroutines, %d before", n, before)
		}
		return nil
	})
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return last, m.HeapAlloc
}
