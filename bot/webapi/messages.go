package webapi

import (
	"context"

	"github.com/slack-go/slack"

	"leadpact/bot/view"
)

// The methods that have a budget.
const (
	methodPost   = "chat.postMessage"
	methodUpdate = "chat.update"
)

// leadEvent is the type of the metadata on a card: it holds the lead's id and
// nothing else, since everybody in the workspace can read it.
const leadEvent = "leadpact_lead"

// Post posts a message to a channel, or to a person, in the thread of another
// message if one is named. It returns the message's own id. The lead may be
// empty.
func (c *Client) Post(ctx context.Context, channel, thread, lead string, m view.Message) (string, error) {
	options := append(content(m), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl())
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	if lead != "" {
		options = append(options, slack.MsgOptionMetadata(slack.SlackMetadata{
			EventType: leadEvent, EventPayload: map[string]any{"lead": lead},
		}))
	}
	_, message, err := c.api.PostMessageContext(ctx, channel, options...)
	if err != nil {
		return "", c.failed(methodPost, err)
	}
	if message == "" {
		return "", incomplete(methodPost)
	}
	return message, nil
}

// Update changes a message.
func (c *Client) Update(ctx context.Context, channel, message string, m view.Message) error {
	_, changed, _, err := c.api.UpdateMessageContext(ctx, channel, message, content(m)...)
	if err != nil {
		return c.failed(methodUpdate, err)
	}
	if changed == "" {
		return incomplete(methodUpdate)
	}
	return nil
}

func content(m view.Message) []slack.MsgOption {
	return []slack.MsgOption{slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks...)}
}

func (c *Client) failed(method string, err error) *Failure {
	f := sorted(method, err)
	if f.Remedy == Later {
		c.budgets.pause(method, f.After)
	}
	return f
}
