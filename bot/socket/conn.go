package socket

import (
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// readLimit is far above any envelope, and keeps a confused server from filling the memory.
const readLimit = 4 << 20

// conn is one websocket. Two goroutines serve it: read, until the socket ends, and tend, which pings and says goodbye.
type conn struct {
	client *Client
	ws     *websocket.Conn
	log    *slog.Logger

	greeted chan struct{} // closed by hello
	leaving chan struct{} // closed when a replacement is needed; verdict says why
	retired chan struct{} // closed when nobody needs this one any more
	done    chan struct{} // closed when the read loop has ended: nothing can be written either

	greet, leave, resign sync.Once
	verdict              trouble
	greetedAt, leftAt    time.Time

	liveMu sync.Mutex
	live   bool

	writeMu sync.Mutex   // one ack at a time
	owed    atomic.Int64 // envelopes handed over and not yet acked
	paid    chan struct{}
}

func newConn(c *Client, ws *websocket.Conn) *conn {
	n := &conn{
		client: c, ws: ws, log: c.opts.Log,
		greeted: make(chan struct{}), leaving: make(chan struct{}),
		retired: make(chan struct{}), done: make(chan struct{}),
		paid: make(chan struct{}, 1),
	}
	ws.SetReadLimit(readLimit)
	ws.SetPingHandler(n.pinged)
	ws.SetPongHandler(func(string) error { return n.heard() })
	return n
}

// read takes frames until the socket ends. Also after the client has stopped listening: pings are still answered then,
// so that Slack keeps the socket open for the last acks.
func (n *conn) read() {
	defer close(n.done)
	err := n.heard()
	for err == nil {
		var frame []byte
		if _, frame, err = n.ws.ReadMessage(); err == nil {
			err = n.heard()
			n.take(frame, time.Now())
		}
	}
	n.end(reading(err, n.client.opts.SilenceLimit))
	_ = n.ws.Close()
}

// heard puts off the moment at which the socket counts as dead.
func (n *conn) heard() error {
	return n.ws.SetReadDeadline(time.Now().Add(n.client.opts.SilenceLimit))
}

func (n *conn) pinged(data string) error {
	err := n.ws.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(n.client.pace.write))
	if timeout, ok := errors.AsType[net.Error](err); errors.Is(err, websocket.ErrCloseSent) || (ok && timeout.Timeout()) {
		err = nil // the goodbye is on its way, or the silence limit will judge
	}
	return errors.Join(err, n.heard())
}

// hello makes the connection count.
func (n *conn) hello() {
	n.greet.Do(func() {
		n.greetedAt = time.Now()
		n.setLive(true)
		n.log.Info("socket: connected")
		close(n.greeted)
	})
}

// end says that a replacement is needed; the first reason stays. A connection that is merely to be replaced still counts.
func (n *conn) end(t trouble) {
	if t.kind != replaced {
		n.setLive(false)
	}
	n.leave.Do(func() {
		n.verdict, n.leftAt = t, time.Now()
		close(n.leaving)
	})
}

func (n *conn) hasGreeted() bool {
	select {
	case <-n.greeted:
		return true
	default:
		return false
	}
}

// lived is how long the connection was of use. It may be called once leaving is closed.
func (n *conn) lived() time.Duration {
	if !n.hasGreeted() {
		return 0
	}
	return n.leftAt.Sub(n.greetedAt)
}

func (n *conn) setLive(live bool) {
	n.liveMu.Lock()
	defer n.liveMu.Unlock()
	if n.live == live {
		return
	}
	n.live = live
	if live {
		n.client.board.add(+1)
	} else {
		n.client.board.add(-1)
	}
}
