package socket

import (
	"time"

	"github.com/gorilla/websocket"
)

// tend pings until the connection is not needed any more, and then ends it.
func (n *conn) tend() {
	ticker := time.NewTicker(max(n.client.opts.SilenceLimit/3, 1))
	defer ticker.Stop()
	leaving := n.leaving
	var overdue <-chan time.Time
	for {
		select {
		case <-n.done:
			return
		case <-n.client.quit:
			n.goodbye()
			return
		case <-n.retired:
			n.collect()
			n.goodbye()
			return
		case <-overdue:
			n.retire()
		case <-leaving:
			leaving = nil
			overdue = n.afterLeaving()
		case <-ticker.C:
			n.ping()
		}
	}
}

// retire says that nobody needs the connection any more. It returns at once.
func (n *conn) retire() { n.resign.Do(func() { close(n.retired) }) }

// afterLeaving decides how long the connection stays once a replacement is needed: where it goes on working, until the
// replacement has come or the span is over.
func (n *conn) afterLeaving() <-chan time.Time {
	if n.verdict.kind == replaced {
		return time.After(n.client.pace.leave)
	}
	n.retire()
	return nil
}

// ping asks for a sign of life. Where it cannot even be written, the socket is dead.
func (n *conn) ping() {
	err := n.ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(n.client.pace.write))
	if err != nil {
		n.abandon(trouble{lost, "the connection to Slack was lost: " + err.Error()})
	}
}

// abandon closes the socket without a goodbye.
func (n *conn) abandon(t trouble) {
	n.end(t)
	_ = n.ws.Close()
}

// collect waits for acks that are still owed on this socket, because they can be written on no other.
func (n *conn) collect() {
	timer := time.NewTimer(n.client.pace.unpaid)
	defer timer.Stop()
	for n.owed.Load() > 0 {
		select {
		case <-n.paid:
		case <-n.done:
			return
		case <-n.client.quit:
			return
		case <-timer.C:
			return
		}
	}
}

// goodbye closes the socket in the way of the protocol: Slack has read every ack before it reads the close frame. The
// read loop goes on meanwhile, because closing a socket with unread bytes in it would throw away what was just written.
func (n *conn) goodbye() {
	n.setLive(false)
	bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
	if n.ws.WriteControl(websocket.CloseMessage, bye, time.Now().Add(n.client.pace.bye)) == nil {
		timer := time.NewTimer(n.client.pace.bye)
		defer timer.Stop()
		select {
		case <-n.done:
		case <-timer.C:
		}
	}
	_ = n.ws.Close()
}
