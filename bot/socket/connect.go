package socket

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

func newDialer() *websocket.Dialer {
	return &websocket.Dialer{Proxy: http.ProxyFromEnvironment}
}

// connect opens one connection and returns it once Slack has said hello on it.
func (c *Client) connect(ctx context.Context) (*conn, error) {
	if err := c.throttle.wait(ctx); err != nil {
		return nil, fmt.Errorf("socket: waiting for a turn to open: %w", err)
	}
	ticket, err := c.open(ctx)
	if err != nil {
		return nil, err
	}
	ws, err := c.dial(ctx, ticket)
	if err != nil {
		return nil, err
	}
	n := newConn(c, ws)
	if !c.launch(n.read, n.tend) {
		_ = ws.Close()
		return nil, errors.New("socket: the client is closed")
	}
	return n, n.awaitHello(ctx)
}

func (c *Client) open(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, c.pace.open)
	defer cancel()
	c.board.opens.Add(1)
	ticket, err := c.opts.Open(ctx)
	if err != nil {
		c.throttle.hold(pauseAsked(err))
		return "", opening(err)
	}
	return ticket, nil
}

// dial makes the websocket. The address is a ticket to the app's events, so no error may carry it: it is parsed here
// first, because the error of a failed parse quotes its input.
func (c *Client) dial(ctx context.Context, ticket string) (*websocket.Conn, error) {
	u, err := url.Parse(ticket)
	if err != nil || (u.Scheme != "ws" && u.Scheme != "wss") || u.Host == "" {
		return nil, trouble{lost, "Slack gave something else than the address of a websocket"}
	}
	ctx, cancel := context.WithTimeout(ctx, c.pace.shake)
	defer cancel()
	ws, answer, err := c.dialer.DialContext(ctx, ticket, nil)
	switch {
	case err == nil:
		return ws, nil
	case answer != nil:
		_ = answer.Body.Close()
		return nil, fmt.Errorf("%s refused the websocket with status %d", u.Hostname(), answer.StatusCode)
	case u.RawQuery != "" && strings.Contains(err.Error(), u.RawQuery), strings.Contains(err.Error(), ticket):
		return nil, fmt.Errorf("%s could not be reached", u.Hostname())
	}
	return nil, fmt.Errorf("%s could not be reached: %w", u.Hostname(), err)
}

// awaitHello waits for Slack's first word. A connection that does not get it is given up.
func (n *conn) awaitHello(ctx context.Context) error {
	timer := time.NewTimer(n.client.pace.hello)
	defer timer.Stop()
	select {
	case <-n.greeted:
		return nil
	case <-n.leaving:
		if n.hasGreeted() {
			return nil // both came at once; the hello was first
		}
		return n.verdict
	case <-timer.C:
		n.retire()
		return trouble{lost, "Slack accepted the websocket but said no hello"}
	case <-ctx.Done():
		return ctx.Err()
	}
}
