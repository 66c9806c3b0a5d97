package sandbox

import (
	"net"
	"net/http"
	"net/url"
	"strings"
)

// guard refuses whoever did not mean this machine: a page of another site in
// the same browser, or a name on the internet that was pointed at loopback.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if !loopback(r.Host) {
			writeError(rw, http.StatusForbidden,
				"The sandbox answers only to localhost, 127.0.0.1 and [::1]; this request was meant for another host.")
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" && !sameOrigin(origin, r.Host) && !socketClient(r, origin) {
			writeError(rw, http.StatusForbidden,
				"The sandbox takes no requests from pages of other sites; this one came from another origin.")
			return
		}
		if !ownPage(r) {
			writeError(rw, http.StatusForbidden,
				"The sandbox takes no requests from pages of other sites; this one was made by another page.")
			return
		}
		next.ServeHTTP(rw, r)
	})
}

// ownPage refuses what another site's page asks for without an Origin, such as
// a picture whose address is a call. Following a link to the page is fine.
func ownPage(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	default:
		return r.URL.Path == "/" && r.Header.Get("Sec-Fetch-Mode") == "navigate"
	}
}

// socketClient lets the one foreign origin through that Slack clients outside
// browsers claim when they open their socket; a ticket is needed there anyway.
func socketClient(r *http.Request, origin string) bool {
	return origin == "https://api.slack.com" && strings.HasPrefix(r.URL.Path, "/socket/")
}

func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}

func sameOrigin(origin, host string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, host)
}
