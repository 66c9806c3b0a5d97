package socket

import (
	"sync"
	"sync/atomic"
)

// Health says whether envelopes can arrive.
type Health struct {
	Live int    // sockets on which Slack has said hello and which have not ended since
	Why  string // the last trouble in words, when Live is 0
}

// Stats counts what happened since the client was made.
type Stats struct {
	Opens     uint64 // calls of Options.Open
	Envelopes uint64 // handed to Options.Handle
	Malformed uint64 // frames that could not be read; acknowledged empty where they showed an envelope_id
	Ignored   uint64 // readable frames that are neither an envelope nor a hello or disconnect
}

// Health reports the connections as they are now.
func (c *Client) Health() Health { return c.board.health() }

// Stats reports the counters as they are now.
func (c *Client) Stats() Stats {
	b := &c.board
	return Stats{
		Opens: b.opens.Load(), Envelopes: b.envelopes.Load(),
		Malformed: b.malformed.Load(), Ignored: b.ignored.Load(),
	}
}

// board is what all connections together write down about themselves.
type board struct {
	opens, envelopes, malformed, ignored atomic.Uint64

	mu   sync.Mutex
	live int
	why  string
}

func (b *board) health() Health {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.live > 0:
		return Health{Live: b.live}
	case b.why == "":
		return Health{Why: "a connection to Slack is being opened"}
	}
	return Health{Why: b.why}
}

// add counts a socket in (+1) or out (-1). A hello ends whatever trouble there was.
func (b *board) add(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.live += n
	if n > 0 {
		b.why = ""
	}
}

func (b *board) note(why string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.why = why
}
