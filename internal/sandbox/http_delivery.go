package sandbox

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// SigningSecret signs what is delivered over HTTP, unless another is set. It is
// as public as the two tokens are.
const SigningSecret = "sandbox-signing-secret"

// Delivery is how the app is told of what happens. The zero value means sockets.
type Delivery struct {
	// Address takes signed requests, as an app's request URL does. It is on this machine.
	Address string
	// Secret signs them (default SigningSecret).
	Secret string
	// Wait is how long one request may take (default 3 s, Slack's own).
	Wait time.Duration
	// Retries are the pauses before an event that was not taken is sent again (default
	// Slack's own: at once, after one minute, after five). Nothing else is sent again.
	Retries []time.Duration
}

// Check says what is wrong with a delivery's address.
func (d Delivery) Check() error {
	u, err := url.Parse(d.Address)
	switch {
	case err != nil || u.Scheme != "http" || u.Host == "":
		return errors.New("write the address as the app's request URL, such as http://127.0.0.1:3000/slack/events")
	case !loopback(u.Host):
		return errors.New("the sandbox delivers to this machine only: localhost, 127.0.0.1 or [::1]")
	}
	return nil
}

func (d Delivery) withDefaults() Delivery {
	d.Secret = cmp.Or(d.Secret, SigningSecret)
	d.Wait = cmp.Or(d.Wait, settleMax)
	if d.Retries == nil {
		d.Retries = []time.Duration{0, time.Minute, 5 * time.Minute}
	}
	return d
}

// newClient goes to the address and nowhere else: by no proxy, and after no
// redirect. Each request has a connection of its own, so that an app that was
// restarted is not spoken to on a dead one.
func newClient() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
