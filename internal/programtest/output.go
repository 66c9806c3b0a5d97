package programtest

import (
	"bytes"
	"sync"
)

// Output is what a program writes, readable while it does.
type Output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

// Write takes what the program writes.
func (o *Output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

// String is everything so far.
func (o *Output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}
