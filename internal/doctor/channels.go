package doctor

import (
	"context"
	"errors"
	"fmt"
)

func (e *exam) sales(ctx context.Context) Finding {
	f, c := e.look(ctx, "LEADPACT_SALES_CHANNEL", e.o.Settings.SalesChannel)
	e.channel = c
	return f
}

func (e *exam) managers(ctx context.Context) Finding {
	if e.o.Settings.ManagersChannel == "" {
		return skipped("LEADPACT_MANAGERS_CHANNEL is not set")
	}
	f, _ := e.look(ctx, "LEADPACT_MANAGERS_CHANNEL", e.o.Settings.ManagersChannel)
	return f
}

// look finds the channel that a setting names, and sees whether the bot can post
// to it.
func (e *exam) look(ctx context.Context, setting, named string) (Finding, Channel) {
	c, err := e.o.Slack.Channel(ctx, named)
	if t, ok := errors.AsType[*Trouble](err); ok && t.Code == "missing_scope" && e.lacks(t.Needed) {
		return skipped(fmt.Sprintf("%s was not looked up, because the scope %s is missing", named, t.Needed)), Channel{}
	}
	switch {
	case errors.Is(err, ErrNoChannel):
		return failed(fmt.Sprintf("the bot can see no channel called %s", named), fmt.Sprintf(
			"check the spelling of %s; if the channel is private, type /invite @%s in it", setting, e.bot.Name)), Channel{}
	case err != nil:
		return e.about(err, nil), Channel{}
	case c.Archived:
		return failed("#"+c.Name+" is archived", fmt.Sprintf(
			"unarchive it (in Slack, the channel's name, Settings, Unarchive), or name another one in %s", setting)), c
	case !c.Member:
		return failed("the bot is not in #"+c.Name, fmt.Sprintf("type /invite @%s in #%s", e.bot.Name, c.Name)), c
	}
	kind := "public"
	if c.Private {
		kind = "private"
	}
	return well(fmt.Sprintf("#%s (%s): %s, and the bot is in it", c.Name, c.ID, kind)), c
}
