package bot

import (
	"context"
	"sync"
	"time"
)

// pool runs jobs on a bounded number of workers.
type pool struct {
	jobs chan func()

	mu      sync.Mutex
	closed  bool
	pending int           // jobs taken and not done
	idle    chan struct{} // closed when pending falls to 0, then made anew
	workers sync.WaitGroup
}

func newPool(workers, queue int) *pool {
	p := &pool{jobs: make(chan func(), queue), idle: make(chan struct{})}
	for range workers {
		p.workers.Go(func() {
			for job := range p.jobs {
				job()
				p.done()
			}
		})
	}
	return p
}

// submit takes a job unless too many wait, or the pool is closed.
func (p *pool) submit(job func()) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	select {
	case p.jobs <- job:
		p.pending++
		return true
	default:
		return false
	}
}

// beside runs a long wait beside the workers; the pool is not settled before
// it ends.
func (p *pool) beside(wait func()) {
	p.mu.Lock()
	p.pending++
	p.mu.Unlock()
	go func() {
		defer p.done()
		wait()
	}()
}

func (p *pool) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pending--; p.pending == 0 {
		close(p.idle)
		p.idle = make(chan struct{})
	}
}

func (p *pool) settled(ctx context.Context) error {
	for {
		p.mu.Lock()
		pending, idle := p.pending, p.idle
		p.mu.Unlock()
		if pending == 0 {
			return ctx.Err()
		}
		select {
		case <-idle:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// drain closes the pool and waits for what it has taken.
func (p *pool) drain(ctx context.Context) error {
	p.mu.Lock()
	if !p.closed {
		p.closed = true
		close(p.jobs)
	}
	p.mu.Unlock()
	return p.settled(ctx)
}

// after is a context of its own length that ends early with neither the
// envelope's deadline nor a handler's return.
func after(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), d)
}
