package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// verifyPause is the time between two tries to have the address verified.
const verifyPause = 200 * time.Millisecond

// introduce sends the challenge with which Slack makes sure that an address is
// the app's own, until it is answered: the app may be started after the workspace.
func (p *poster) introduce() {
	warned := ""
	for {
		fault := p.verify()
		if fault == "" {
			p.verified.Store(true)
			p.log.Info("the app answered the challenge", "address", p.o.Address)
			p.onChange()
			return
		}
		if fault != warned && fault != failConnection {
			p.log.Warn("the app does not answer the challenge", "address", p.o.Address, "why", fault)
		}
		warned = fault
		if !p.pause(verifyPause) {
			return
		}
	}
}

// verify sends one challenge and says why its answer will not do.
func (p *poster) verify() string {
	challenge := randomID("", mixed, 52)
	body := answer{"token": verification, "challenge": challenge, "type": "url_verification"}.bytes()
	ctx, cancel := context.WithTimeout(p.ctx, p.o.Wait)
	defer cancel()
	req, err := p.request(ctx, jsonBody, body)
	if err != nil {
		return failUnknown
	}
	got, err := p.exchange(req)
	switch {
	case err != nil:
		return failureOf(err)
	case got.status != http.StatusOK:
		return "the status is " + strconv.Itoa(got.status)
	case !echoes(string(got.text), challenge):
		return "the challenge is not in the answer"
	}
	return ""
}

// echoes takes the three ways in which Slack lets an app answer: as plain text,
// as a form, as JSON.
func echoes(text, challenge string) bool {
	text = strings.TrimSpace(text)
	if text == challenge {
		return true
	}
	if form, err := url.ParseQuery(text); err == nil && form.Get("challenge") == challenge {
		return true
	}
	var object struct {
		Challenge string `json:"challenge"`
	}
	return json.Unmarshal([]byte(text), &object) == nil && object.Challenge == challenge
}
