package webapi

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"
)

// Introduction is what Slack says of a token.
type Introduction struct {
	Name      string    // of whoever the token belongs to
	Workspace string    // as people call it
	Home      string    // its address
	Bot       bool      // it is a bot's token
	Scopes    []string  // that the token has; nil if Slack did not say
	Date      time.Time // what Slack's clock said, in whole seconds; zero if it did not
}

// Introduce asks whom the bot's token belongs to, and which scopes it has. The
// date is told even if the token is refused.
func (i *Inspector) Introduce(ctx context.Context) (Introduction, error) {
	var who struct {
		URL  string `json:"url"`
		Team string `json:"team"`
		User string `json:"user"`
		Bot  string `json:"bot_id"`
	}
	header, _, err := i.ask(ctx, "auth.test", nil, &who)
	in := Introduction{Scopes: scopesOf(header)}
	if at, bad := http.ParseTime(header.Get("Date")); bad == nil {
		in.Date = at
	}
	if err == nil && who.User == "" && who.Team == "" {
		err = &Failure{Method: "auth.test", Code: notSlacks, Remedy: Again}
	}
	in.Name, in.Workspace, in.Home, in.Bot = who.User, who.Team, strings.TrimRight(who.URL, "/"), who.Bot != ""
	return in, err
}

// scopesOf reads the header by which Slack says what a token may.
func scopesOf(h http.Header) []string {
	values, ok := h["X-Oauth-Scopes"]
	if !ok {
		return nil
	}
	return append([]string{}, strings.FieldsFunc(strings.Join(values, ","), func(r rune) bool { return r == ',' || r == ' ' })...)
}

// AnyChannel finds a channel as Channel does, but also one that is archived.
func (i *Inspector) AnyChannel(ctx context.Context, named string) (Channel, error) {
	c, err := i.Channel(ctx, named)
	if unknown, ok := errors.AsType[*UnknownChannel](err); ok && !channelID.MatchString(unknown.Named) {
		return i.channelNamed(ctx, unknown.Named, false)
	}
	return c, err
}
