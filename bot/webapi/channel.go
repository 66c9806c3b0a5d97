package webapi

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/slack-go/slack"
)

// Channel returns the id of the channel that is named by its id or by its name,
// with or without #. A channel that the bot cannot see is an error that says
// what to do.
func (c *Client) Channel(ctx context.Context, named string) (string, error) {
	named = strings.TrimPrefix(strings.TrimSpace(named), "#")
	if !channelID.MatchString(named) {
		return c.channelByName(ctx, strings.ToLower(named))
	}
	_, err := c.api.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: named})
	if err == nil {
		return named, nil
	}
	if f := sorted("conversations.info", err); f.Code != "channel_not_found" {
		return "", f
	}
	return "", &UnknownChannel{named}
}

// channelID is what an id looks like; names have no capitals.
var channelID = regexp.MustCompile(`^[CG][A-Z0-9]{8,}$`)

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
