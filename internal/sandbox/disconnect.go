package sandbox

import (
	"net"
	"slices"
	"time"
)

// Faults of sockets.
const (
	socketWarning  = "warning"
	socketRefresh  = "refresh_requested"
	socketDisabled = "link_disabled"
	socketEnabled  = "link_enabled"
	socketTooMany  = "too_many_websockets"
	socketDrop     = "drop"
)

func disconnectFrame(reason, host string) []byte {
	return answer{"type": "disconnect", "reason": reason, "debug_info": answer{"host": host}}.bytes()
}

// fault plays one fault on the oldest socket that is still in good standing, or
// on all of them; link_disabled always means all. It returns how many it hit.
func (l *link) fault(kind string, all bool) int {
	l.mu.Lock()
	if kind == socketDisabled || kind == socketEnabled {
		l.disabled = kind == socketDisabled
		all = true
	}
	targets := slices.DeleteFunc(slices.Clone(l.sockets), func(s *socket) bool { return s.leaving || !s.ready || s.cut() })
	l.mu.Unlock()
	if kind == socketEnabled {
		return 0
	}
	if !all && len(targets) > 1 {
		targets = targets[:1]
	}
	for _, s := range targets {
		if kind == socketDrop {
			s.drop()
			continue
		}
		l.disconnect(s, kind)
	}
	return len(targets)
}

// disconnect asks a socket to go, and closes it after a while if it has not gone.
func (l *link) disconnect(s *socket, reason string) {
	l.mu.Lock()
	was := s.leaving
	s.leaving = true
	stop := was || l.closed
	if !stop {
		l.wg.Add(1)
	}
	l.mu.Unlock()
	if stop {
		return
	}
	_ = s.write(disconnectFrame(reason, s.host))
	grace := disabledGrace
	switch reason {
	case socketWarning:
		grace = warningGrace
	case socketRefresh:
		grace = refreshGrace
	}
	go func() {
		defer l.wg.Done()
		timer := time.NewTimer(grace)
		defer timer.Stop()
		select {
		case <-timer.C:
			s.end()
		case <-s.gone:
		}
	}()
}

// drop cuts the connection as a pulled cable would: no close frame, no goodbye.
func (s *socket) drop() {
	s.once.Do(func() {
		close(s.gone)
		if tcp, ok := s.conn.NetConn().(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
		_ = s.conn.Close()
	})
}

// cut reports whether the connection has ended, even if it is still listed.
func (s *socket) cut() bool {
	select {
	case <-s.gone:
		return true
	default:
		return false
	}
}
