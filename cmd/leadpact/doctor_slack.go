package main

import (
	"context"
	"errors"
	"strings"
	"time"

	"leadpact/bot/socket"
	"leadpact/bot/view"
	"leadpact/bot/webapi"
	"leadpact/internal/doctor"
	"leadpact/sla"
)

// slackEyes lets the doctor see the workspace.
type slackEyes struct{ slack *webapi.Inspector }

// Introduce asks whom the bot's token belongs to.
func (e slackEyes) Introduce(ctx context.Context) (doctor.Bot, error) {
	in, err := e.slack.Introduce(ctx)
	return doctor.Bot{
		Name: in.Name, Workspace: in.Workspace, Home: in.Home, IsBot: in.Bot, Granted: in.Scopes, Date: in.Date,
	}, troubleOf(err, nil)
}

// Channel finds a channel, also an archived one.
func (e slackEyes) Channel(ctx context.Context, named string) (doctor.Channel, error) {
	c, err := e.slack.AnyChannel(ctx, named)
	if _, unknown := errors.AsType[*webapi.UnknownChannel](err); unknown {
		return doctor.Channel{}, doctor.ErrNoChannel
	}
	return doctor.Channel{ID: c.ID, Name: c.Name, Private: c.Private, Archived: c.Archived, Member: c.Member}, troubleOf(err, nil)
}

// slackLine lets the doctor open a socket.
type slackLine struct{ slack *webapi.Inspector }

// Open asks for the address of a socket.
func (l slackLine) Open(ctx context.Context) (string, error) {
	ticket, err := l.slack.OpenSocket(ctx)
	return ticket, troubleOf(err, nil)
}

// Greet opens the socket and waits for Slack's hello.
func (l slackLine) Greet(ctx context.Context, ticket string) (doctor.Hello, error) {
	h, err := socket.Greet(ctx, ticket)
	if d, ok := errors.AsType[*socket.Dismissal](err); ok {
		return doctor.Hello{}, &doctor.Trouble{Method: "apps.connections.open", Code: d.Reason}
	}
	return doctor.Hello{App: h.App, Sockets: h.Connections}, err
}

// slackCards lets the doctor show a card to Slack.
type slackCards struct{ slack *webapi.Inspector }

// Validate has Slack check the blocks of a sample card.
func (c slackCards) Validate(ctx context.Context) error {
	faults, err := c.slack.Validate(ctx, view.Card(sampleLead()))
	return troubleOf(err, faults)
}

// Post posts the sample card as a test: it says so, and its button does nothing.
func (c slackCards) Post(ctx context.Context, channel string) (message, app string, err error) {
	message, app, err = c.slack.PostTest(ctx, channel, view.TestCard(sampleLead()))
	return message, app, troubleOf(err, nil)
}

// Delete takes the test card away again.
func (c slackCards) Delete(ctx context.Context, channel, message string) error {
	return troubleOf(c.slack.Delete(ctx, channel, message), nil)
}

// troubleOf says in the doctor's words what kept Slack from doing something.
// Slack's own words are one word each; what keeps it from answering is said in
// several.
func troubleOf(err error, details []string) error {
	f := webapi.FailureOf(err)
	if f == nil {
		return err
	}
	away := strings.Contains(f.Code, " ") && !strings.HasPrefix(f.Code, "HTTP status")
	return &doctor.Trouble{Method: f.Method, Code: f.Code, Away: away, Needed: f.Needed, Details: details, After: f.After}
}

// sampleLead is a lead whose card shows all that a card can show.
func sampleLead() *sla.Lead {
	return &sla.Lead{
		ID: "0000000sample", State: sla.StateNew, Tier: sla.TierHot, WaitsFrom: time.Date(2026, 2, 24, 9, 0, 0, 0, time.UTC),
		Details: sla.Details{
			Name: "Sample Lead", Title: "COO", Company: "Sample AG", Email: "sample@example.com", Phone: "+49 30 1234567", Country: "DE",
			Action: "demo request", Message: "Is <this> & that *escaped*?", Campaign: "leadpact doctor",
		},
	}
}
