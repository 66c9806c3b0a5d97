package bot

import (
	"context"
	"sync"
)

// pool runs jobs on a bounded number of workers, in three queues with workers of
// their own: what somebody waits for within Slack's three seconds, what must
// follow within seconds, and what follows afterwards, which a slow network may
// hold up without harm.
type pool struct {
	now   chan func()
	next  chan func()
	later chan func()

	mu      sync.Mutex
	closed  bool          // nothing is taken into now
	over    bool          // nothing is taken into next
	ended   bool          // nothing is taken into later
	pending int           // jobs taken and not done
	idle    chan struct{} // closed when pending falls to 0, then made anew
}

func newPool(workers, queue int) *pool {
	p := &pool{now: make(chan func(), queue), next: make(chan func(), queue), later: make(chan func(), queue), idle: make(chan struct{})}
	for range workers {
		go p.work(p.now)
		go p.work(p.next)
		go p.work(p.later)
	}
	return p
}

func (p *pool) work(jobs <-chan func()) {
	for job := range jobs {
		func() {
			defer p.done()
			job()
		}()
	}
}

// submit takes a job unless too many wait, or the pool is closed.
func (p *pool) submit(job func()) bool { return p.take(p.now, &p.closed, job) }

// soon takes a job for right after the ack, unless too many wait, or the pool
// has ended.
func (p *pool) soon(job func()) bool { return p.take(p.next, &p.over, job) }

// afterwards takes a job for after the ack, unless too many wait, or the pool
// has ended.
func (p *pool) afterwards(job func()) bool { return p.take(p.later, &p.ended, job) }

func (p *pool) take(queue chan<- func(), shut *bool, job func()) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if *shut {
		return false
	}
	select {
	case queue <- job:
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

// drain closes the pool, waits for what it has taken and for what follows from
// it, and ends the workers.
func (p *pool) drain(ctx context.Context) error {
	p.shut(p.now, &p.closed)
	err := p.settled(ctx)
	p.shut(p.next, &p.over)
	p.shut(p.later, &p.ended)
	return err
}

func (p *pool) shut(queue chan func(), shut *bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !*shut {
		*shut = true
		close(queue)
	}
}
