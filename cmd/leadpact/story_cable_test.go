package main

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"
)

// What a cable does with what is sent through it.
type condition int

const (
	sound    condition = iota
	cut                // connections are refused, and those that stood are gone
	dead               // connections are taken, and not a byte comes through, either way
	deafened           // what the bot sends comes through, what Slack sends does not
	jittery            // every piece comes late, each by another time
)

// cable is the network between a bot and its Slack, which can be hurt and
// healed.
type cable struct {
	t    *testing.T
	url  string
	to   string
	addr string

	mu    sync.Mutex
	is    condition
	door  net.Listener
	conns map[net.Conn]bool
	ended sync.WaitGroup
	over  bool
	lost  int // answers to posts that did not come through
}

// aCable leads to an address.
func aCable(t *testing.T, to string) *cable {
	t.Helper()
	c := &cable{t: t, to: to, conns: map[net.Conn]bool{}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	expect(t, err)
	c.addr = l.Addr().String()
	c.url = "http://" + c.addr
	c.opens(l)
	t.Cleanup(func() {
		c.mu.Lock()
		c.over = true
		c.mu.Unlock()
		c.becomes(cut)
		c.ended.Wait()
	})
	return c
}

// becomes changes what the cable does, with what it carries already, too.
func (c *cable) becomes(is condition) {
	c.t.Helper()
	c.mu.Lock()
	was := c.is
	c.is = is
	if is == cut && c.door != nil {
		_ = c.door.Close()
		c.door = nil
		for conn := range c.conns {
			_ = conn.Close()
		}
	}
	c.mu.Unlock()
	if was == cut && is != cut {
		l, err := net.Listen("tcp", c.addr)
		expect(c.t, err)
		c.opens(l)
	}
}

func (c *cable) opens(l net.Listener) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.door = l
	c.ended.Go(func() {
		for {
			near, err := l.Accept()
			if err != nil {
				return
			}
			c.ended.Go(func() { c.carries(near) })
		}
	})
}

// carries carries one connection.
func (c *cable) carries(near net.Conn) {
	far, err := net.Dial("tcp", c.to)
	if err != nil {
		_ = near.Close()
		return
	}
	c.mu.Lock()
	c.conns[near], c.conns[far] = true, true
	lost := c.is == cut
	c.mu.Unlock()
	var both sync.WaitGroup
	if !lost {
		both.Go(func() { c.pipe(far, near, dead) })
		both.Go(func() { c.pipe(near, far, deafened) })
		both.Wait()
	}
	_ = near.Close()
	_ = far.Close()
	c.mu.Lock()
	delete(c.conns, near)
	delete(c.conns, far)
	c.mu.Unlock()
}

// pipe carries one direction. Whoever hears nothing at the worse condition
// hears nothing in a dead cable either.
func (c *cable) pipe(to, from net.Conn, worse condition) {
	buf := make([]byte, 32<<10)
	swallowed := false // a stream with a hole in it cannot go on
	for {
		n, err := from.Read(buf)
		c.mu.Lock()
		is := c.is
		c.mu.Unlock()
		switch {
		case n == 0:
		case swallowed, is == dead, is == worse:
			swallowed = true
			c.notesLoss(buf[:n])
		default:
			if is == jittery {
				<-time.After(rand.N(120 * time.Millisecond))
			}
			_, _ = to.Write(buf[:n])
		}
		if err != nil {
			break
		}
	}
	if half, ok := to.(*net.TCPConn); ok && !swallowed {
		_ = half.CloseWrite()
	}
	_, _ = io.Copy(io.Discard, from)
}

// notesLoss counts the answers to posts among what is swallowed.
func (c *cable) notesLoss(piece []byte) {
	if bytes.HasPrefix(piece, []byte("HTTP/1.1 200")) && bytes.Contains(piece, []byte(`"ts":`)) {
		c.mu.Lock()
		c.lost++
		c.mu.Unlock()
	}
}

// hasLostAnswer waits until the answer to a post has not come through: the
// message can be seen before it is on its way.
func (c *cable) hasLostAnswer() {
	c.t.Helper()
	eventually(c.t, func() error {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.lost == 0 {
			return errors.New("no answer to a post was lost")
		}
		return nil
	})
}
