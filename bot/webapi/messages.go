package webapi

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

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
	return message, nil
}

// Update changes a message.
func (c *Client) Update(ctx context.Context, channel, message string, m view.Message) error {
	if _, _, _, err := c.api.UpdateMessageContext(ctx, channel, message, content(m)...); err != nil {
		return c.failed(methodUpdate, err)
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

// Respond answers an interaction by its response URL: privately, or in the
// place of the message that was clicked. The URL is a secret.
func (c *Client) Respond(ctx context.Context, url string, replace bool, m view.Message) error {
	if url == "" {
		return errNoResponseURL
	}
	body, err := json.Marshal(map[string]any{
		"response_type": slack.ResponseTypeEphemeral, "replace_original": replace, "text": m.Text, "blocks": m.Blocks,
	})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return &Failure{Method: "response_url", Code: "not an address", Remedy: Park}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := c.http.Do(req)
	if err != nil {
		return &Failure{Method: "response_url", Code: "no answer", Remedy: Again}
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	if resp.StatusCode != http.StatusOK {
		return &Failure{Method: "response_url", Code: fmt.Sprintf("HTTP status %d", resp.StatusCode), Remedy: Park}
	}
	return nil
}
