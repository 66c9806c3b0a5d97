package doctor

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// requestURL is where the app's page takes the address that Slack calls.
const requestURL = yourApp + "Slash Commands, and Interactivity & Shortcuts, as Request URL"

// callable reports whether an address can be called from outside: Slack and
// HubSpot call https:// alone, while a simulated workspace on this machine calls
// what is on it, too.
func (e *exam) callable(at string) bool {
	return strings.HasPrefix(at, "https://") || loopback(e.o.Settings.SlackURL) && loopback(at)
}

// loopback reports whether an address is within this machine.
func loopback(at string) bool {
	u, err := url.Parse(at)
	return err == nil && (u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback())
}

// public asks whether Leadpact answers under its own address.
func (e *exam) public(ctx context.Context) Finding {
	at := e.o.Settings.PublicURL
	switch {
	case at == "":
		return warning("LEADPACT_PUBLIC_URL is not set, so it cannot be seen whether Slack reaches Leadpact",
			"set LEADPACT_PUBLIC_URL to the address that Slack calls, without the /slack at its end; it stands under "+requestURL)
	case !e.callable(at):
		return failed(at+" does not begin with https://, and Slack calls no other address",
			"put a web server or proxy with a certificate before Leadpact, and set LEADPACT_PUBLIC_URL to its address")
	}
	status, body, err := e.o.Web.Get(ctx, "/healthz")
	switch {
	case err != nil:
		return warning(fmt.Sprintf("%s gives no answer to this machine: %v", at, err),
			"see that leadpact serve runs and that the address leads to it. It may still be reached from outside: some routers let nobody "+
				"inside call their own outer address (hairpin NAT), so try "+at+"/healthz from elsewhere")
	case status != http.StatusOK || strings.TrimSpace(body) != "ok":
		return warning(fmt.Sprintf("something answers at %s/healthz, but it is not Leadpact (status %d)", at, status),
			"see that leadpact serve runs, and that the web server before it hands on all paths")
	}
	return well("Leadpact answers at " + at)
}

// door sees whether a request without a signature is turned away.
func (e *exam) door(ctx context.Context) Finding {
	at := e.o.Settings.PublicURL + "/slack"
	if e.o.Settings.PublicURL == "" {
		return skipped("not looked at, because the public address is not known")
	}
	status, err := e.o.Web.Post(ctx, "/slack")
	switch {
	case err != nil:
		return skipped("not looked at: " + at + " gives no answer to this machine")
	case status == http.StatusUnauthorized:
		return well("a request without Slack's signature is turned away at " + at)
	case status == http.StatusNotFound:
		return failed(at+" does not exist there (status 404)",
			"leadpact serve takes Slack over HTTP only if SLACK_SIGNING_SECRET is set and SLACK_APP_TOKEN is not: set them so for it, too")
	case status < http.StatusBadRequest:
		return failed(fmt.Sprintf("%s takes a request without a signature (status %d): that is not Leadpact's door", at, status),
			"see where the web server before Leadpact sends /slack to")
	}
	return warning(fmt.Sprintf("a request to %s was answered with status %d instead of 401", at, status),
		"see that the web server before Leadpact hands on POST requests to /slack unchanged")
}
