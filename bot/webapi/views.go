package webapi

import (
	"context"

	"leadpact/bot/view"
)

// The methods of windows. Opening one waits for no budget: what it is opened
// with lives for three seconds, and as many people as Slack allows a minute
// don't click in one.
const (
	methodOpen   = "views.open"
	methodRedraw = "views.update"
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
