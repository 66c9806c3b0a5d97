package doctor

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// again is how one gets a bot token that works.
const again = yourApp + "OAuth & Permissions: press Install (or Reinstall) to Workspace, " +
	"and copy the Bot User OAuth Token into SLACK_BOT_TOKEN"

// tokenWords are Slack's words for a bot token that it does not take.
var tokenWords = map[string]advice{
	"invalid_auth":            {"Slack does not know the token in SLACK_BOT_TOKEN", again},
	"not_authed":              {"Slack does not know the token in SLACK_BOT_TOKEN", again},
	"token_revoked":           {"the token in SLACK_BOT_TOKEN was revoked", again},
	"account_inactive":        {"the app was removed from the workspace", again},
	"token_expired":           {"the token in SLACK_BOT_TOKEN has expired: token rotation is switched on in the app", "make a new app with leadpact manifest, which leaves token rotation off"},
	"not_allowed_token_type":  {"the token in SLACK_BOT_TOKEN is of another kind", again},
	"team_access_not_granted": {"the organisation has not given the app access to this workspace", "ask an organisation's admin to add the app to the workspace, then run leadpact doctor again"},
	"org_login_required":      {"the workspace is just being moved into an organisation", "wait until that is done, then run leadpact doctor again"},
	"ekm_access_denied":       {"an admin has suspended the workspace's keys", "ask the workspace's admins"},
	"invalid_arguments":       {"Slack does not understand the call", "look at SLACK_API_URL: it must be Slack's address, or not be set"},
}

func (e *exam) token(ctx context.Context) Finding {
	before := e.o.Now()
	bot, err := e.o.Slack.Introduce(ctx)
	if after := e.o.Now(); !bot.Date.IsZero() {
		// Slack told its time somewhere between before and after, in whole seconds.
		skew := before.Add(after.Sub(before) / 2).Sub(bot.Date)
		e.skew = &skew
	}
	if err != nil {
		return e.about(err, tokenWords)
	}
	if !bot.IsBot {
		return failed("the token in SLACK_BOT_TOKEN is a person's, not a bot's", again)
	}
	e.bot = bot
	seen := fmt.Sprintf("@%s in the workspace %s (%s)", bot.Name, bot.Workspace, strings.TrimPrefix(bot.Home, "https://"))
	if at := e.o.Settings.SlackURL; at != "" {
		return remark(seen+", reached at "+at, "SLACK_API_URL is set: remove it if this is to be Slack itself")
	}
	return well(seen)
}

// addScopes says how the bot gets scopes.
func addScopes(names ...string) string {
	return yourApp + "OAuth & Permissions, Scopes, Bot Token Scopes: press Add an OAuth Scope and pick " + strings.Join(names, ", ") +
		"; then press Reinstall to Workspace at the top of that page"
}

func (e *exam) scopes(context.Context) Finding {
	if e.bot.Granted == nil {
		return warning("Slack did not say which scopes the app has", "compare them with those of leadpact manifest: "+yourApp+"OAuth & Permissions, Scopes")
	}
	var missing, names, reasons []string
	for _, s := range e.o.Scopes {
		names = append(names, s.Name)
		if !e.has(s.Name) {
			missing, reasons = append(missing, s.Name), append(reasons, s.Name+", to "+s.Reason)
		}
	}
	if len(missing) > 0 {
		return failed("missing: "+strings.Join(reasons, "; "), addScopes(missing...))
	}
	more := slices.DeleteFunc(slices.Clone(e.bot.Granted), func(s string) bool { return slices.Contains(names, s) })
	if len(more) > 0 {
		return remark("all that are needed, and "+strings.Join(more, ", "),
			"not needed; you may remove what is more under "+yourApp+"OAuth & Permissions, Scopes, and reinstall")
	}
	return well("exactly those that are needed: " + strings.Join(names, ", "))
}

func (e *exam) has(scope string) bool { return slices.Contains(e.bot.Granted, scope) }

// lacks reports whether a scope is missing, and was said to be.
func (e *exam) lacks(scope string) bool {
	needed := slices.ContainsFunc(e.o.Scopes, func(s Scope) bool { return s.Name == scope })
	return needed && e.bot.Granted != nil && !e.has(scope)
}

// command looks at what can be seen of the slash command, which Slack lists nowhere.
func (e *exam) command(context.Context) Finding {
	c := e.o.Settings.Command
	if e.lacks("commands") {
		return skipped("not looked at, because the scope commands is missing")
	}
	return well(fmt.Sprintf("%s may be answered. Whether the app has a command of that name, Slack tells no program: type %s help in Slack to see", c, c))
}
