package webapi

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"
)

// Options of a Client.
type Options struct {
	BotToken string
	AppToken string
	URL      string       // of the Web API; empty for Slack's own
	Rate     float64      // messages a second and channel; above 1, the other budgets grow with it, unless the Web API is Slack's own
	HTTP     *http.Client // nil for one with sensible timeouts
	Log      *slog.Logger // nil for none
}

// Client calls Slack's Web API for one workspace.
type Client struct {
	api     *slack.Client
	http    *http.Client
	url     string // of the Web API, if it is not Slack's own
	reach   *reach
	budgets *budgets
	home    atomic.Pointer[string] // the workspace's address, once known
}

// New returns a client; it calls nobody yet.
func New(o Options) *Client {
	if o.HTTP == nil {
		o.HTTP = newHTTP()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	watched := *o.HTTP
	seen := &reach{next: watched.Transport, log: o.Log}
	if seen.next == nil {
		seen.next = newHTTP().Transport
	}
	watched.Transport = seen
	o.HTTP = &watched
	options := []slack.Option{slack.OptionAppLevelToken(o.AppToken), slack.OptionHTTPClient(o.HTTP)}
	if o.URL != "" {
		options = append(options, slack.OptionAPIURL(strings.TrimRight(o.URL, "/")+"/"))
	}
	return &Client{api: slack.New(o.BotToken, options...), http: o.HTTP, url: o.URL, reach: seen, budgets: newBudgets(o.Rate, !isSlack(o.URL))}
}

// newHTTP returns an HTTP client that never hangs, and follows no redirect: the
// token would travel with it.
func newHTTP() *http.Client {
	return &http.Client{
		Timeout: 20 * time.Second,
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			ForceAttemptHTTP2:     true,
			MaxIdleConnsPerHost:   16,
			IdleConnTimeout:       90 * time.Second,
			TLSHandshakeTimeout:   10 * time.Second,
			ExpectContinueTimeout: time.Second,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Identity is who the bot is in the workspace.
type Identity struct {
	Team       string // the workspace's id
	Enterprise string // the organisation's id, in Enterprise Grid
	User       string // the bot's user id
	Home       string // the workspace's address, which permalinks begin with
}

// Identify asks Slack who the bot's token belongs to.
func (c *Client) Identify(ctx context.Context) (Identity, error) {
	r, err := c.api.AuthTestContext(ctx)
	if err != nil {
		return Identity{}, sorted("auth.test", err)
	}
	if r.UserID == "" {
		return Identity{}, incomplete("auth.test")
	}
	home := strings.TrimRight(r.URL, "/")
	c.home.Store(&home)
	return Identity{Team: r.TeamID, Enterprise: r.EnterpriseID, User: r.UserID, Home: home}, nil
}

// OpenSocket asks for the address of a new Socket Mode connection. The address
// is a secret that works once.
func (c *Client) OpenSocket(ctx context.Context) (string, error) {
	_, url, err := c.api.StartSocketModeContext(ctx)
	if err != nil {
		return "", sorted("apps.connections.open", err)
	}
	if url == "" {
		return "", incomplete("apps.connections.open")
	}
	return url, nil
}

// Permalink is the address of a message in the workspace; empty until the bot
// knows its workspace.
func (c *Client) Permalink(channel, message string) string {
	home := c.home.Load()
	if home == nil || message == "" {
		return ""
	}
	return *home + "/archives/" + channel + "/p" + strings.ReplaceAll(message, ".", "")
}
