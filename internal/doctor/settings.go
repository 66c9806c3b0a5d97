package doctor

import (
	"context"
	"fmt"
	"strings"
)

func (e *exam) file(context.Context) Finding { return e.o.Settings.File.named(settingsFile) }

func (e *exam) settings(context.Context) []Finding {
	s := e.o.Settings
	if len(s.Findings) > 0 {
		return s.Findings
	}
	way := "Socket Mode"
	if s.OverHTTP {
		way = "signed HTTP"
	}
	return []Finding{well(fmt.Sprintf("all that is needed is set; Slack comes over %s", way))}
}

// strays says nothing where there are none.
func (e *exam) strays(context.Context) []Finding { return e.o.Settings.Strays }

func (e *exam) secrets(context.Context) []Finding {
	if len(e.o.Settings.Secrets) == 0 {
		return []Finding{skipped("no secret is given as a file")}
	}
	return e.o.Settings.Secrets
}

// kinds of Slack's tokens by how they begin, the longest beginning first.
var kinds = []struct{ prefix, called string }{
	{"xoxe.", "a token that expires, since token rotation is switched on in the app"},
	{"xoxe-", "a refresh token"},
	{"xoxb-", "the bot token, which SLACK_BOT_TOKEN takes"},
	{"xapp-", "the app-level token, which SLACK_APP_TOKEN takes"},
	{"xoxp-", "a person's token (User OAuth Token)"},
	{"xoxc-", "a browser's token"},
}

// Token says what is wrong with a token as it is written; an empty Seen if
// nothing is, as far as can be seen. It never repeats the token.
func Token(name, value, prefix string) Finding {
	place := places[prefix]
	switch {
	case value == "":
		return failed("is not set", "copy it from "+place+": it begins with "+prefix).named(name)
	case strings.ContainsAny(value, " \t\r\n\u00a0"):
		return failed("holds a blank or a line break", "write the token alone, without blanks before, in or after it").named(name)
	case strings.ContainsAny(value, `"'`):
		return failed("holds a quotation mark", "write the token alone, without quotation marks").named(name)
	case strings.HasPrefix(value, prefix):
		return Finding{}
	}
	for _, k := range kinds {
		if strings.HasPrefix(value, k.prefix) {
			return failed("holds "+k.called, "set it to the one that begins with "+prefix+": "+place+rotated(k.prefix)).named(name)
		}
	}
	return failed("is no token of Slack's kind: it does not begin with "+prefix, "copy it from "+place).named(name)
}

// places are where each token stands.
var places = map[string]string{
	"xoxb-": yourApp + "OAuth & Permissions, Bot User OAuth Token",
	"xapp-": yourApp + "Basic Information, App-Level Tokens, with the scope connections:write",
}

// yourApp is where every click begins.
const yourApp = "https://api.slack.com/apps, your app, "

func rotated(prefix string) string {
	if prefix == "xoxe." {
		return ". Leadpact needs an app without token rotation; it cannot be switched off again, so make a new app with leadpact manifest"
	}
	return ""
}
