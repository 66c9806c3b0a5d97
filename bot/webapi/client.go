package webapi

import (
	"context"
	"errors"
	"fmt"
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
	Rate     float64      // messages a second and channel; the other budgets grow with it when it is above 1
	HTTP     *http.Client // nil for one with sensible timeouts
}

// Client calls Slack's Web API for one workspace.
type Client struct {
	api     *slack.Client
	http    *http.Client
	budgets *budgets
	home    atomic.Pointer[string] // the workspace's address, once known
}

// New returns a client; it calls nobody yet.
func New(o Options) *Client {
	if o.HTTP == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.MaxIdleConnsPerHost = 16
		o.HTTP = &http.Client{Transport: transport, Timeout: 20 * time.Second}
	}
	options := []slack.Option{slack.OptionAppLevelToken(o.AppToken), slack.OptionHTTPClient(o.HTTP)}
	if o.URL != "" {
		options = append(options, slack.OptionAPIURL(strings.TrimRight(o.URL, "/")+"/"))
	}
	return &Client{api: slack.New(o.BotToken, options...), http: o.HTTP, budgets: newBudgets(o.Rate)}
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

// Channel returns the id of the channel that is named by its id or by its name,
// with or without #. A channel that the bot cannot see is an error that says
// what to do.
func (c *Client) Channel(ctx context.Context, named string) (string, error) {
	named = strings.TrimPrefix(strings.TrimSpace(named), "#")
	if isChannelID(named) {
		_, err := c.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: named})
		if err == nil {
			return named, nil
		}
		if f := sorted("conversations.info", err); f.Code != "channel_not_found" {
			return "", f
		}
		return "", &UnknownChannel{named}
	}
	return c.channelByName(ctx, strings.ToLower(named))
}

func (c *Client) channelByName(ctx context.Context, name string) (string, error) {
	p := &slack.GetConversationsParameters{Limit: 1000, ExcludeArchived: true, Types: []string{"public_channel", "private_channel"}}
	for {
		channels, next, err := c.api.GetConversationsContext(ctx, p)
		if err != nil {
			return "", sorted("conversations.list", err)
		}
		for i := range channels {
			if channels[i].Name == name {
				return channels[i].ID, nil
			}
		}
		if next == "" {
			return "", &UnknownChannel{name}
		}
		p.Cursor = next
	}
}

// UnknownChannel says that a setting names a channel that the bot cannot see.
type UnknownChannel struct{ Named string }

// Error says what to do about it.
func (u *UnknownChannel) Error() string {
	return fmt.Sprintf("the channel %q does not exist, or the bot cannot see it: check the name, unarchive it, or invite the bot with /invite", u.Named)
}

// isChannelID tells an id such as C0123ABCD from a name, which has no capitals.
func isChannelID(s string) bool {
	return len(s) >= 9 && (s[0] == 'C' || s[0] == 'G') && strings.ToUpper(s) == s
}

var errNoResponseURL = errors.New("there is no way to answer privately: the payload has no response URL")
