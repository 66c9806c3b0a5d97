package sandbox

import (
	"context"
	"encoding/json"
	"time"
)

// send gives a new envelope to one of the sockets, or keeps it until there is one.
func (l *link) send(e *envelope) {
	l.mu.Lock()
	l.pending[e.id] = e
	l.last = e
	l.mu.Unlock()
	l.deliver(e)
}

func (l *link) deliver(e *envelope) {
	for {
		l.mu.Lock()
		if e.finished || e.waiting || l.closed {
			l.mu.Unlock()
			return
		}
		if e.timeouts > maxTimeouts || e.deaths > maxDeaths {
			l.finish(e)
			l.mu.Unlock()
			l.log.Warn("gave up an envelope that nobody acked", "type", e.kind, "attempts", e.attempt)
			return
		}
		s := l.pick(e.socket)
		if s == nil {
			l.park(e)
			l.mu.Unlock()
			return
		}
		e.socket = s
		e.due = time.Now().Add(l.redeliver)
		frame := e.frame()
		l.mu.Unlock()
		if s.writeEnvelope(e, frame) == nil {
			return
		}
		s.end()
		l.mu.Lock()
		s.ready = false
		l.mu.Unlock()
	}
}

// park keeps an envelope until a socket comes; the oldest give way. Locked.
func (l *link) park(e *envelope) {
	if len(l.queue) >= maxQueued {
		l.queue[0].waiting = false
		l.finish(l.queue[0])
		l.queue = l.queue[1:]
	}
	e.waiting = true
	l.queue = append(l.queue, e)
}

func (l *link) finish(e *envelope) {
	e.finished = true
	delete(l.pending, e.id)
}

// ack notes an answer from a socket; unknown and repeated ones are ignored.
func (l *link) ack(id string, payload json.RawMessage) {
	now := time.Now().UnixNano()
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.pending[id]
	if e == nil {
		return
	}
	l.finish(e)
	if !e.accepts {
		payload = nil
	}
	e.slip = ackSlip{took: time.Duration(max(0, now-e.sent.Load())), payload: payload}
	close(e.acked)
}

// sweep sends again what was not acked in time.
func (l *link) sweep() {
	tick := time.NewTicker(max(l.redeliver/10, 5*time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-l.done:
			return
		case now := <-tick.C:
			for _, e := range l.overdue(now) {
				l.deliver(e)
			}
		}
	}
}

func (l *link) overdue(now time.Time) []*envelope {
	l.mu.Lock()
	defer l.mu.Unlock()
	var late []*envelope
	for _, e := range l.pending {
		if !e.waiting && !e.due.IsZero() && now.After(e.due) {
			e.timeouts++
			e.attempt++
			e.due = now.Add(l.redeliver)
			late = append(late, e)
		}
	}
	return late
}

// again sends the last envelope once more under the same id, acked or not.
func (l *link) again() (*envelope, error) {
	l.mu.Lock()
	old := l.last
	if old == nil {
		l.mu.Unlock()
		return nil, conflict("Nothing was delivered yet.")
	}
	e := newEnvelope(old.kind, old.accepts, old.payload)
	e.id, e.attempt, e.socket = old.id, old.attempt+1, old.socket
	if before := l.pending[e.id]; before != nil {
		e = before
		e.attempt++
	}
	l.last, l.pending[e.id] = e, e
	l.mu.Unlock()
	l.deliver(e)
	return e, nil
}

// await returns the ack of an envelope, or ok false after Slack's three seconds.
func (l *link) await(ctx context.Context, e *envelope) (slip ackSlip, ok bool) {
	start := time.Now()
	timer := time.NewTimer(settleMax)
	defer timer.Stop()
	select {
	case <-e.acked:
		return e.slip, true
	case <-timer.C:
	case <-ctx.Done():
	case <-l.done:
	}
	return ackSlip{took: time.Since(start)}, false
}
