package sandbox

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

const (
	upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	mixed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

// randomID has the look of Slack's ids; nothing in the sandbox is secret, so
// the generator need not be a strong one.
func randomID(prefix, alphabet string, n int) string {
	var b strings.Builder
	b.Grow(len(prefix) + n)
	b.WriteString(prefix)
	for range n {
		b.WriteByte(alphabet[rand.IntN(len(alphabet))])
	}
	return b.String()
}

func uuid() string {
	a, b := rand.Uint64(), rand.Uint64()
	return fmt.Sprintf("%08x-%04x-4%03x-%04x-%012x", uint32(a>>32), uint16(a>>16), a&0xfff, 0x8000|(b>>48)&0x3fff, b&0xffffffffffff)
}

// stamp gives the next message timestamp: the workspace's clock in
// microseconds, never the same twice and never backwards. The lock is held.
func (w *Workspace) stamp() string {
	at := max(w.opts.Now().UnixMicro(), w.lastStamp+1)
	w.lastStamp = at
	return stampOf(at)
}

func stampOf(micros int64) string {
	return fmt.Sprintf("%d.%06d", micros/1_000_000, micros%1_000_000)
}

// actionStamp is the instant of a click; it need not be unique.
func (w *Workspace) actionStamp() string { return stampOf(w.opts.Now().UnixMicro()) }
