package socket

import (
	"context"
	"time"
)

// keep holds one connection until ctx is done: it opens one, waits for its end or for Slack's warning, and opens the
// next. A connection that was warned stays in use until its replacement has said hello.
func (c *Client) keep(ctx context.Context) {
	var wait strikes
	var old *conn
	defer func() {
		if old != nil {
			old.retire() // once what it owes is acked, so that Slack stops sending here
		}
	}()
	for ctx.Err() == nil {
		next, err := c.connect(ctx)
		healthy := false
		if err == nil {
			if old != nil {
				old.retire()
			}
			old = next
			select {
			case <-next.leaving:
			case <-ctx.Done():
				return
			}
			err, healthy = next.verdict, next.lived() >= c.opts.Young
		}
		if ctx.Err() != nil {
			return
		}
		t := asTrouble(err)
		d := wait.delay(t, healthy, c.pace)
		c.report(t, d)
		pause(ctx, d)
	}
}

// report keeps the trouble for Health and tells the log. A refresh is no trouble.
func (c *Client) report(t trouble, next time.Duration) {
	if t.kind == replaced {
		c.opts.Log.Info("socket: a connection is being replaced", "next_in", next)
		return
	}
	c.board.note(t.why)
	c.opts.Log.Warn("socket: a connection is missing", "why", t.why, "next_in", next)
}
