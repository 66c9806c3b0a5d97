package main

import (
	"context"
	"path/filepath"
	"time"

	"leadpact/internal/doctor"
	"leadpact/internal/lease"
	"leadpact/store"
)

// shelf lets the doctor look at the store.
type shelf struct{ address string }

// Look sees whether the store can be used, and whether a courier works on it.
func (s shelf) Look(ctx context.Context) (doctor.Store, error) {
	seen, err := store.Look(ctx, s.address)
	if err != nil {
		return doctor.Store{}, err
	}
	out := doctor.Store{
		Path: seen.Path, Exists: seen.Exists, Schema: seen.Schema, Knows: seen.Knows, Foreign: seen.Foreign,
		Refuses: seen.Refuses, Remedy: seen.Remedy, Locked: seen.Locked,
	}
	out.Free, out.Network = diskUnder(filepath.Dir(seen.Path))
	if seen.Schema > 0 && seen.Schema <= seen.Knows && !seen.Foreign && seen.Refuses == "" && !seen.Locked {
		if out.Serving, err = s.beats(ctx); err != nil {
			out.Unseen = err.Error()
		}
	}
	return out, nil
}

// How long a courier's counter is watched: it is renewed about every two seconds.
const (
	beatsWithin = 6 * time.Second
	beatLook    = 200 * time.Millisecond
)

// beats reports whether somebody renews the courier's lease.
func (s shelf) beats(ctx context.Context) (bool, error) {
	holder, first, err := store.LookAtLease(ctx, s.address, courierLease)
	if err != nil || holder == "" || lease.Dead(holder) {
		return false, err
	}
	within, cancel := context.WithTimeout(ctx, beatsWithin)
	defer cancel()
	tick := time.NewTicker(beatLook)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-within.Done():
			return false, err // of the last look, if it failed
		}
		var now int64
		if _, now, err = store.LookAtLease(ctx, s.address, courierLease); err == nil && now != first {
			return true, nil
		}
	}
}
