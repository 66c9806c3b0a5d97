package webapi

import (
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"
)

// reachTime is how long calls may stay unanswered before this process is taken
// to be cut off from Slack, by monotonic time.
const reachTime = 30 * time.Second

// reach watches whether calls are answered at all, by whatever status, and that
// no answer is read without end.
type reach struct {
	next  http.RoundTripper
	log   *slog.Logger
	since atomic.Pointer[time.Time] // the first of the calls in a row that got no answer; nil if the last one did
}

// RoundTrip makes one call.
func (r *reach) RoundTrip(req *http.Request) (*http.Response, error) {
	began := time.Now()
	resp, err := r.next.RoundTrip(req)
	if err != nil {
		r.since.CompareAndSwap(nil, &began)
		return nil, err
	}
	r.since.Store(nil)
	bound(req, resp, r.log)
	return resp, nil
}

// Reachable reports whether Slack answers this process, as far as is known.
func (c *Client) Reachable() bool {
	since := c.reach.since.Load()
	return since == nil || time.Since(*since) < reachTime
}
