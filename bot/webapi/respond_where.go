package webapi

import (
	"net"
	"net/url"
	"slices"
)

// hooks are Slack's hosts for answers by a response URL.
var hooks = []string{"hooks.slack.com", "hooks.slack-gov.com"}

// mayAnswer reports whether a payload's response URL leads to Slack. Where the
// Web API is somewhere else, as a sandbox is, it may lead there as well. What
// the bot says must not go to whoever made a payload up.
func mayAnswer(at *url.URL, api string) bool {
	if at.User != nil {
		return false
	}
	if slices.Contains(hooks, at.Host) {
		return at.Scheme == "https"
	}
	own, err := url.Parse(api)
	if err != nil || own.Host == "" || at.Scheme != own.Scheme {
		return false
	}
	return at.Host == own.Host || loopback(at) && loopback(own) // on this machine, ports may lead to one another
}

func loopback(u *url.URL) bool {
	return u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
}
