package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeWait = 2 * time.Second
	silence   = 3 // pings without any sign of life
)

// socket is one websocket of the app. ready and leaving belong to the link's lock.
type socket struct {
	conn    *websocket.Conn
	host    string
	link    *link
	ready   bool
	leaving bool
	greeted atomic.Bool // hello is out

	wmu  sync.Mutex
	once sync.Once
	gone chan struct{}
}

func helloFrame(host string, number int) []byte {
	return answer{
		"type": "hello", "num_connections": number,
		"debug_info":      answer{"host": host, "build_number": 1, "approximate_connection_time": approxLife},
		"connection_info": answer{"app_id": appID},
	}.bytes()
}

// serveSocket upgrades a ticket's holder and reads its acks until it goes.
func (w *Workspace) serveSocket(rw http.ResponseWriter, r *http.Request) {
	if !w.link.redeem(r.URL.Query().Get("ticket")) {
		writeError(rw, http.StatusForbidden, "This ticket is unknown, used or expired.")
		return
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // the guard has looked
	conn, err := upgrader.Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	s := &socket{conn: conn, link: w.link, host: "applink-" + randomID("", "0123456789", 4), gone: make(chan struct{})}
	w.link.serve(s, r.URL.Query().Get("debug_reconnects") == "true")
}

func (l *link) serve(s *socket, short bool) {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		s.end()
		return
	}
	l.wg.Add(2)
	l.mu.Unlock()
	defer l.wg.Done()
	defer s.end()
	go s.beat(short)
	if l.join(s) {
		_ = s.write(disconnectFrame("too_many_websockets", s.host))
		return
	}
	defer l.leave(s)
	s.read()
}

// read takes acks until the socket dies.
func (s *socket) read() {
	s.conn.SetReadLimit(maxFrame)
	alive := func(string) error {
		return s.conn.SetReadDeadline(time.Now().Add(max(silence*s.link.ping, time.Second)))
	}
	_ = alive("")
	s.conn.SetPongHandler(alive)
	answerPing := s.conn.PingHandler()
	s.conn.SetPingHandler(func(text string) error {
		_ = alive("")
		return answerPing(text)
	})
	for {
		_, frame, err := s.conn.ReadMessage()
		if errors.Is(err, websocket.ErrReadLimit) {
			s.link.oversized.Add(1)
			s.drain()
		}
		if err != nil {
			return
		}
		_ = alive("")
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(frame, &ack) == nil {
			s.link.ack(ack.ID, ack.Payload)
		}
	}
}

// drain reads the rest of a frame that was too long: closing over unread bytes
// resets the connection, and the client would never learn the close code.
func (s *socket) drain() {
	raw := s.conn.NetConn()
	_ = raw.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
	_, _ = io.Copy(io.Discard, raw)
}

// beat pings until the socket is gone.
func (s *socket) beat(short bool) {
	defer s.link.wg.Done()
	tick := time.NewTicker(s.link.ping)
	defer tick.Stop()
	var over <-chan time.Time
	if short {
		timer := time.NewTimer(shortLife)
		defer timer.Stop()
		over = timer.C
	}
	for {
		select {
		case <-s.gone:
			return
		case <-over:
			s.link.disconnect(s, "refresh_requested")
		case <-tick.C:
			text := []byte("Ping from " + s.host)
			if s.conn.WriteControl(websocket.PingMessage, text, time.Now().Add(writeWait)) != nil {
				s.end()
			}
		}
	}
}

func (s *socket) write(frame []byte) error {
	s.wmu.Lock()
	defer s.wmu.Unlock()
	return s.writeLocked(frame)
}

// writeEnvelope notes the instant right before the write: the ack is timed from there.
func (s *socket) writeEnvelope(e *envelope, frame []byte) error {
	s.wmu.Lock()
	defer s.wmu.Unlock()
	e.sent.Store(time.Now().UnixNano())
	return s.writeLocked(frame)
}

func (s *socket) writeLocked(frame []byte) error {
	_ = s.conn.SetWriteDeadline(time.Now().Add(writeWait))
	return s.conn.WriteMessage(websocket.TextMessage, frame)
}

// end closes the socket politely and wakes its reader.
func (s *socket) end() {
	s.once.Do(func() {
		close(s.gone)
		bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
		_ = s.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(100*time.Millisecond))
		_ = s.conn.Close()
	})
}
