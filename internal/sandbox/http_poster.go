package sandbox

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// poster is the carrier of an app that takes signed requests.
type poster struct {
	o        Delivery
	log      *slog.Logger
	client   *http.Client
	onChange func()
	ctx      context.Context //nolint:containedctx // the life of the workspace, for requests that nobody waits for
	cancel   context.CancelFunc
	wg       sync.WaitGroup
	verified atomic.Bool // the app has answered the challenge

	mu      sync.Mutex
	waiting int
	last    *envelope
	closed  bool
}

func newPoster(o Options, onChange func()) *poster {
	p := &poster{o: o.Delivery.withDefaults(), log: o.Log, client: newClient(), onChange: onChange}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	p.wg.Go(p.introduce)
	return p
}

func (p *poster) close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.cancel()
	p.wg.Wait()
}

func (p *poster) waitingEnvelopes() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.waiting
}

func (p *poster) send(e *envelope) { p.start(e, retry{}) }

// again repeats an event, as if Slack had missed the app's answer. Clicks and
// commands are never repeated over HTTP.
func (p *poster) again() (*envelope, error) {
	p.mu.Lock()
	last := p.last
	p.mu.Unlock()
	switch {
	case last == nil:
		return nil, conflict("Nothing was delivered yet.")
	case last.kind != kindEvent:
		return nil, conflict("Over HTTP Slack repeats events alone, and the last delivery was of the kind %s.", last.kind)
	}
	e := newEnvelope(last.kind, last.accepts, last.payload)
	p.start(e, retry{number: 1, reason: failTimeout})
	return e, nil
}

// retry says which repetition a request is, and why there is one.
type retry struct {
	number int
	reason string
}

func (r retry) mark(h http.Header) {
	if r.number > 0 {
		h.Set("X-Slack-Retry-Num", strconv.Itoa(r.number))
		h.Set("X-Slack-Retry-Reason", r.reason)
	}
}

func (p *poster) start(e *envelope, r retry) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		e.slip.failure = failConnection
		close(e.acked)
		return
	}
	p.last = e
	p.waiting++
	p.wg.Go(func() { p.carry(e, r) })
}

// carry posts an envelope until it was taken or is given up. Who waits for it
// hears of the first try.
func (p *poster) carry(e *envelope, r retry) {
	defer func() {
		p.mu.Lock()
		p.waiting--
		p.mu.Unlock()
	}()
	slip := p.post(e, r)
	e.slip = slip
	close(e.acked)
	for slip.failure != "" {
		if e.kind != kindEvent || slip.final || r.number >= len(p.o.Retries) || !p.pause(p.o.Retries[r.number]) {
			p.log.Warn("the app did not take a delivery", "type", e.kind, "why", slip.failure, "tries", r.number+1)
			return
		}
		r = retry{number: r.number + 1, reason: slip.failure}
		slip = p.post(e, r)
	}
}

// pause waits; it is false if the workspace closes meanwhile.
func (p *poster) pause(d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-p.ctx.Done():
		return false
	}
}

func (p *poster) await(ctx context.Context, e *envelope) (slip ackSlip, ok bool) {
	select {
	case <-e.acked:
		return e.slip, e.slip.failure == ""
	case <-ctx.Done():
		return ackSlip{failure: failTimeout}, false
	}
}
