package webapi

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/slack-go/slack"
)

// Channel is a channel as the bot sees it.
type Channel struct {
	ID       string
	Name     string
	Member   bool // the bot is in it, so it may post
	Archived bool
	Private  bool
}

// Trouble says why the bot cannot post to the channel, and what to do; empty if
// it can.
func (c Channel) Trouble() string {
	switch {
	case c.Archived:
		return fmt.Sprintf("the channel #%s is archived: unarchive it, or set another one", c.Name)
	case !c.Member:
		return fmt.Sprintf("the bot is not in #%s: type /invite there and pick it", c.Name)
	default:
		return ""
	}
}

func channelOf(c *slack.Channel) Channel {
	return Channel{ID: c.ID, Name: c.Name, Member: c.IsMember, Archived: c.IsArchived, Private: c.IsPrivate}
}

// Channel finds the channel that is named by its id or by its name, with or
// without #. A channel that the bot cannot see is an error that says what to do.
func (c *Client) Channel(ctx context.Context, named string) (Channel, error) {
	named = strings.TrimPrefix(strings.TrimSpace(named), "#")
	if !channelID.MatchString(named) {
		return c.channelNamed(ctx, strings.ToLower(named), true)
	}
	found, err := c.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: named})
	if err == nil {
		return channelOf(found), nil
	}
	if f := sorted("conversations.info", err); f.Code != "channel_not_found" {
		return Channel{}, f
	}
	return Channel{}, &UnknownChannel{named}
}

// channelID is what an id looks like; names have no capitals.
var channelID = regexp.MustCompile(`^[CG][A-Z0-9]{8,}$`)

// mostPages is how many pages of channels are asked for: more than any workspace
// has.
const mostPages = 1000

// channelNamed goes through the workspace's channels, with or without those that
// are archived. Pages that come again, or never end, are no answer.
func (c *Client) channelNamed(ctx context.Context, name string, inUse bool) (Channel, error) {
	p := &slack.GetConversationsParameters{Limit: 1000, ExcludeArchived: inUse, Types: []string{"public_channel", "private_channel"}}
	for range mostPages {
		channels, next, err := c.api.GetConversationsContext(ctx, p)
		if err != nil {
			return Channel{}, sorted("conversations.list", err)
		}
		for i := range channels {
			if channels[i].Name == name {
				return channelOf(&channels[i]), nil
			}
		}
		if next == "" {
			return Channel{}, &UnknownChannel{name}
		}
		if next == p.Cursor {
			break
		}
		p.Cursor = next
	}
	return Channel{}, &Failure{Method: "conversations.list", Code: "pages that do not end", Remedy: Again}
}

// UnknownChannel says that a setting names a channel that the bot cannot see.
type UnknownChannel struct{ Named string }

// Error says what to do about it.
func (u *UnknownChannel) Error() string {
	return fmt.Sprintf("the channel %q does not exist, or the bot cannot see it: check the name, unarchive it, or invite the bot with /invite", u.Named)
}
