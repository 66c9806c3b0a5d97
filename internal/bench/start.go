package main

import (
	"context"
	"os"
	"path/filepath"
	"time"
)

// startRounds is how often the program is started anew.
const startRounds = 10

// measureStart measures from the start of the process to ready (store open,
// Slack reached, both sockets asked for), and the memory at rest.
func measureStart(ctx context.Context, w *world, t *table) error {
	var ready []time.Duration
	for range startRounds {
		if err := w.stop(); err != nil {
			return err
		}
		if err := w.start(ctx); err != nil {
			return err
		}
		ready = append(ready, time.Since(w.started))
	}
	t.spread("process start to ready", ready, "≤ 135 ms")
	select {
	case <-time.After(3 * time.Second):
	case <-ctx.Done():
	}
	now, peak := w.memoryOf()
	t.figure("memory at rest", now, "≤ 35 MB")
	t.figure("memory at rest, peak until then", peak, "")
	return nil
}

// syncRounds is how many syncs are timed.
const syncRounds = 300

// measureSync measures what the disk itself takes for a small write that is
// synced: the floor under every saved change.
func measureSync(dir string, t *table) error {
	f, err := os.Create(filepath.Join(dir, "sync"))
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	block := make([]byte, 4096)
	var took []time.Duration
	for range syncRounds {
		began := time.Now()
		if _, err := f.Write(block); err != nil {
			return err
		}
		if err := f.Sync(); err != nil {
			return err
		}
		took = append(took, time.Since(began))
	}
	t.spread("floor: 4 KiB written and synced", took, "")
	return nil
}
