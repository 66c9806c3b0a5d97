package webapi

import (
	"net/url"
	"slices"
	"strings"
)

// isSlack reports whether the address of a Web API is one of Slack's own.
func isSlack(api string) bool {
	u, err := url.Parse(api)
	if api == "" || err != nil {
		return true
	}
	host := strings.ToLower(u.Hostname())
	return slices.ContainsFunc([]string{"slack.com", "slack-gov.com"}, func(own string) bool {
		return host == own || strings.HasSuffix(host, "."+own)
	})
}
