package sandbox

import (
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	maxSockets    = 10
	maxFrame      = 20 * 1024
	ticketLife    = time.Minute
	shortLife     = 360 * time.Second // of sockets opened with debug_reconnects
	approxLife    = 18060             // seconds that hello promises
	warningGrace  = 5 * time.Second
	refreshGrace  = 2 * time.Second
	disabledGrace = time.Second
)

// link holds the app's sockets and the envelopes that wait for their acks.
type link struct {
	redeliver time.Duration
	ping      time.Duration
	log       *slog.Logger
	onChange  func()
	done      chan struct{}
	wg        sync.WaitGroup

	mu        sync.Mutex
	sockets   []*socket
	next      int
	tickets   *shelf[time.Time]
	pending   map[string]*envelope
	queue     []*envelope
	last      *envelope
	disabled  bool
	closed    bool
	oversized atomic.Int64
}

func newLink(o Options, onChange func()) *link {
	l := &link{
		redeliver: o.Redeliver, ping: o.Ping, log: o.Log, onChange: onChange,
		done: make(chan struct{}), pending: map[string]*envelope{}, tickets: newShelf[time.Time](1000),
	}
	l.wg.Go(l.sweep)
	return l
}

func (l *link) close() {
	l.mu.Lock()
	l.closed = true
	sockets := slices.Clone(l.sockets)
	l.mu.Unlock()
	close(l.done)
	for _, s := range sockets {
		s.end()
	}
	l.wg.Wait()
}

// ticket makes the single-use key of one websocket address; ok is false while
// the link is switched off.
func (l *link) ticket() (key string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.disabled {
		return "", false
	}
	key = randomID("", mixed, 24)
	l.tickets.put(key, time.Now().Add(ticketLife))
	return key, true
}

func (l *link) redeem(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	until, ok := l.tickets.get(key)
	delete(l.tickets.items, key)
	return ok && time.Now().Before(until) && !l.disabled && !l.closed
}

// join makes a socket one of the app's; full is true when ten are open already.
// The socket's own write lock is held over hello, so that no envelope, which may
// come from the instant the socket is listed, can overtake it.
func (l *link) join(s *socket) (full bool) {
	s.wmu.Lock()
	l.mu.Lock()
	if len(l.sockets) >= maxSockets {
		l.mu.Unlock()
		s.wmu.Unlock()
		return true
	}
	l.sockets = append(l.sockets, s)
	s.ready = true
	number := len(l.sockets)
	queued := l.queue
	l.queue = nil
	for _, e := range queued {
		e.waiting = false
	}
	l.mu.Unlock()
	if s.writeLocked(helloFrame(s.host, number)) == nil {
		s.greeted.Store(true)
	}
	s.wmu.Unlock()
	l.onChange()
	for _, e := range queued {
		l.deliver(e)
	}
	return false
}

// leave takes a dead socket out and hands its unacked envelopes to the others.
func (l *link) leave(s *socket) {
	l.mu.Lock()
	l.sockets = slices.DeleteFunc(l.sockets, func(o *socket) bool { return o == s })
	var orphans []*envelope
	for _, e := range l.pending {
		if e.socket == s && !e.waiting {
			e.deaths++
			e.attempt++
			orphans = append(orphans, e)
		}
	}
	l.mu.Unlock()
	l.onChange()
	slices.SortFunc(orphans, func(a, b *envelope) int { return a.due.Compare(b.due) })
	for _, e := range orphans {
		l.deliver(e)
	}
}

// pick chooses the socket for an envelope: the next in turn, rather not one
// that was told to go and not the one that let this envelope down.
func (l *link) pick(not *socket) *socket {
	var second *socket
	for i := range l.sockets {
		s := l.sockets[(l.next+i)%len(l.sockets)]
		if !s.ready {
			continue
		}
		if s == not || s.leaving {
			if second == nil || second == not {
				second = s
			}
			continue
		}
		l.next = (l.next + i + 1) % len(l.sockets)
		return s
	}
	return second
}

// count is the number of living sockets that have had their hello.
func (l *link) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, s := range l.sockets {
		if s.ready && s.greeted.Load() && !s.cut() {
			n++
		}
	}
	return n
}

// waitingEnvelopes is the number of envelopes without an ack.
func (l *link) waitingEnvelopes() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.pending)
}
