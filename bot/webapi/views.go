package webapi

import (
	"context"

	"github.com/slack-go/slack"

	"leadpact/bot/view"
)

// The methods of windows and home tabs. Opening a window waits for no budget: what it is opened
// with lives for three seconds, and as many people as Slack allows a minute
// don't click in one.
const (
	methodOpen    = "views.open"
	methodRedraw  = "views.update"
	methodPublish = "views.publish"
)

// exchanged is Slack's word for a trigger that has opened a window already.
const exchanged = "exchanged_trigger_id"

// OpenWindow opens a window with what a click gave. Where no answer came, it
// tries once more: a trigger that turns out to be used has opened the window.
func (c *Client) OpenWindow(ctx context.Context, trigger string, w view.Window) error {
	if trigger == "" {
		return &Failure{Method: methodOpen, Code: "the payload has no trigger", Remedy: Park}
	}
	if err := c.budgets.awaitPause(ctx, methodOpen); err != nil {
		return &Failure{Method: methodOpen, Code: "Slack asks for patience", Remedy: Later}
	}
	f := c.open(ctx, trigger, w)
	if f != nil && f.Remedy == Again && ctx.Err() == nil {
		f = c.open(ctx, trigger, w)
	}
	if f == nil || f.Code == exchanged {
		return nil
	}
	return f
}

func (c *Client) open(ctx context.Context, trigger string, w view.Window) *Failure {
	if _, err := c.api.OpenViewContext(ctx, trigger, w); err != nil {
		return c.failed(methodOpen, err)
	}
	return nil
}

// UpdateWindow changes a window that is open.
func (c *Client) UpdateWindow(ctx context.Context, id string, w view.Window) error {
	if id == "" {
		return &Failure{Method: methodRedraw, Code: "the payload names no window", Remedy: Park}
	}
	if err := c.budgets.awaitPause(ctx, methodRedraw); err != nil {
		return err
	}
	if _, err := c.api.UpdateViewContext(ctx, w, "", "", id); err != nil {
		return c.failed(methodRedraw, err)
	}
	return nil
}

// AwaitHome waits until a home tab may be published.
func (c *Client) AwaitHome(ctx context.Context) error {
	return c.budgets.await(ctx, methodPublish, c.budgets.homes)
}

// notEnabled is Slack's word for an app whose home tab is switched off.
const notEnabled = "not_enabled"

// PublishHome shows a person their home tab, whatever it has shown before. It
// reports false if the app has no home tab. Where Slack asks for patience it
// waits, and where no answer came it tries once more: nobody is hurt by a tab
// that is published twice.
func (c *Client) PublishHome(ctx context.Context, person string, t view.Tab) (shown bool, err error) {
	for unanswered := 0; ; {
		f := c.publish(ctx, person, t)
		switch {
		case f == nil:
			return true, nil
		case f.Code == notEnabled:
			return false, nil
		case f.Remedy == Again && unanswered == 0:
			unanswered++
		case f.Remedy != Later:
			return false, f
		}
		if c.AwaitHome(ctx) != nil {
			return false, f
		}
	}
}

func (c *Client) publish(ctx context.Context, person string, t view.Tab) *Failure {
	if _, err := c.api.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: person, View: t}); err != nil {
		return c.failed(methodPublish, err)
	}
	return nil
}
