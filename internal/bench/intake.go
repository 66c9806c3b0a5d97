package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// connections is how many sources post at once.
const connections = 32

func measureSingles(ctx context.Context, w *world, t *table) error {
	return w.flood(ctx, t, "single posts, 32 at once", 1, "≥ 12600/s")
}

func measureArrays(ctx context.Context, w *world, t *table) error {
	return w.flood(ctx, t, "arrays of 100, 32 at once", 100, "≥ 80000/s")
}

// flood posts leads for a while and counts those that were acknowledged. The
// courier meanwhile posts what it can.
func (w *world) flood(ctx context.Context, t *table, what string, size int, goal string) error {
	ctx, cancel := context.WithTimeout(ctx, w.span)
	defer cancel()
	var (
		next, done atomic.Int64
		mu         sync.Mutex
		took       []time.Duration
		failed     error
		wg         sync.WaitGroup
	)
	began := time.Now()
	for range connections {
		wg.Go(func() {
			mine, err := w.source(ctx, &next, &done, size)
			mu.Lock()
			defer mu.Unlock()
			took = append(took, mine...)
			if err != nil {
				failed = err
			}
		})
	}
	wg.Wait()
	if failed != nil {
		return failed
	}
	t.figure(what+", leads acknowledged", perSecond(float64(done.Load())/time.Since(began).Seconds()), goal)
	t.spread(what+", one request", took, "")
	_, peak := w.memoryOf()
	t.figure(what+", peak memory", peak, "")
	return nil
}

// source posts until the context ends and returns how long each answer took.
func (w *world) source(ctx context.Context, next, done *atomic.Int64, size int) ([]time.Duration, error) {
	c, err := dial(ctx, w.addr)
	if err != nil {
		return nil, err
	}
	defer c.close()
	var took []time.Duration
	for ctx.Err() == nil {
		n := int(next.Add(int64(size)))
		body := leadJSON(n)
		if size > 1 {
			body = arrayJSON(n, size)
		}
		began := time.Now()
		if _, err := c.post(body); err != nil {
			return took, err
		}
		took = append(took, time.Since(began))
		done.Add(int64(size))
	}
	return took, nil
}
