package webapi

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"path"
)

// mostRead is the largest answer that is read, in bytes: Slack's largest are far
// smaller, and an endless one must not fill the memory.
const mostRead = 8 << 20

// errEndless says that an answer was given up on. Answers by a response URL,
// which is a secret, are never read that far.
var errEndless = errors.New("the answer is larger than 8 MiB")

// bounded is the body of an answer, of which no more than mostRead is read.
type bounded struct {
	io.ReadCloser
	left int64
	tell func() // called once, when the answer turns out to be larger
}

// bound keeps the answer to a call from being read without end.
func bound(req *http.Request, resp *http.Response, log *slog.Logger) {
	resp.Body = &bounded{ReadCloser: resp.Body, left: mostRead, tell: func() {
		log.ErrorContext(req.Context(), "an answer to a call of Slack's is larger than 8 MiB, so it was not read to its end", "method", path.Base(req.URL.Path))
	}}
}

// Read reads the next part.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errEndless
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		b.tell()
		return n - 1, errEndless
	}
	return n, err
}
