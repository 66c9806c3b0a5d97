package socket

import (
	"context"
	"errors"
	"sync"

	"github.com/gorilla/websocket"
)

// Client holds the connections. Make one with [New], let [Client.Run] work, end it with [Client.Close].
type Client struct {
	opts     Options
	pace     pace
	throttle *turns
	dialer   *websocket.Dialer
	board    board

	// gate lets Run wait for a Handle under way, and keeps it shut afterwards.
	gate sync.RWMutex
	deaf bool

	mu     sync.Mutex
	stop   context.CancelFunc // ends Run; set while or after it ran
	closed bool
	quit   chan struct{} // closed by Close: every connection says goodbye and ends
	group  sync.WaitGroup
}

// New makes a client that does nothing yet.
func New(o Options) *Client {
	o = o.withDefaults()
	return &Client{
		opts:     o,
		pace:     defaultPace(),
		throttle: newTurns(o.OpenMost, o.OpenWithin),
		dialer:   newDialer(),
		quit:     make(chan struct{}),
	}
}

// Run keeps the connections until ctx is done (or Close is called) and then returns nil. From that moment nothing more is
// handed to Handle and nothing is reconnected. A socket that still owes an ack stays writable for it; one that owes nothing
// says goodbye at once, so that Slack gives its envelopes to others. It returns an error at once when the options are incomplete, or when it was called before.
func (c *Client) Run(ctx context.Context) error {
	if err := c.opts.check(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if !c.begin(cancel) {
		return errors.New("socket: the client is already running or closed")
	}
	defer c.group.Done()

	var keepers sync.WaitGroup
	for range c.opts.Connections {
		keepers.Go(func() { c.keep(ctx) })
	}
	<-ctx.Done()
	c.deafen()
	keepers.Wait()
	return nil
}

// Close ends Run, says goodbye on every socket, closes it and waits for the goroutines. It may be called more than once,
// and without Run. It takes about a second at most, when Slack does not answer the goodbye.
func (c *Client) Close() {
	if c.finish() {
		c.deafen()
		close(c.quit)
	}
	c.group.Wait()
}

// begin counts Run itself among what Close waits for.
func (c *Client) begin(stop context.CancelFunc) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stop != nil || c.closed {
		return false
	}
	c.stop = stop
	c.group.Add(1)
	return true
}

// finish stops Run, so that no connection which ends from now on is replaced. It is true the first time.
func (c *Client) finish() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	c.closed = true
	if c.stop != nil {
		c.stop()
	}
	return true
}

// launch starts a connection's goroutines, unless the client is closed.
func (c *Client) launch(work ...func()) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return false
	}
	for _, w := range work {
		c.group.Go(w)
	}
	return true
}

// deafen returns once no Handle is under way, and none will be called again.
func (c *Client) deafen() {
	c.gate.Lock()
	defer c.gate.Unlock()
	c.deaf = true
}

// handOver gives an envelope to Handle, unless the client has stopped listening.
func (c *Client) handOver(e Envelope, ack Ack) bool {
	c.gate.RLock()
	defer c.gate.RUnlock()
	if c.deaf {
		return false
	}
	c.board.envelopes.Add(1)
	c.opts.Handle(e, ack)
	return true
}
