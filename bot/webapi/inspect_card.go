package webapi

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"

	"leadpact/bot/view"
)

// Validate has Slack check a message's blocks, without posting anything. If it
// refuses them, faults are what it says about them.
func (i *Inspector) Validate(ctx context.Context, m view.Message) (faults []string, err error) {
	blocks, err := json.Marshal(m.Blocks)
	if err != nil {
		return nil, err
	}
	_, s, err := i.ask(ctx, "blocks.validate", url.Values{"blocks": {string(blocks)}}, nil)
	if s != nil {
		faults = s.Metadata.Messages
	}
	return faults, err
}

// PostTest posts a message to a channel and returns its id and, where Slack
// tells, that of the app which the bot's token belongs to.
func (i *Inspector) PostTest(ctx context.Context, channel string, m view.Message) (message, app string, err error) {
	blocks, err := json.Marshal(m.Blocks)
	if err != nil {
		return "", "", err
	}
	var posted struct {
		TS      string `json:"ts"`
		Message struct {
			App     string `json:"app_id"`
			Profile struct {
				App string `json:"app_id"`
			} `json:"bot_profile"`
		} `json:"message"`
	}
	_, _, err = i.ask(ctx, methodPost, url.Values{"channel": {channel}, "text": {m.Text}, "blocks": {string(blocks)}}, &posted)
	if err == nil && posted.TS == "" {
		return "", "", incomplete(methodPost)
	}
	return posted.TS, cmp.Or(posted.Message.App, posted.Message.Profile.App), err
}

// Delete deletes a message of the bot's own.
func (i *Inspector) Delete(ctx context.Context, channel, message string) error {
	_, _, err := i.ask(ctx, "chat.delete", url.Values{"channel": {channel}, "ts": {message}}, nil)
	return err
}
