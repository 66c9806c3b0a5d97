package sandbox

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	jsonBody = "application/json"
	formBody = "application/x-www-form-urlencoded"
)

// body is an envelope as the body of a request: a command is a flat form, an
// interaction a form with its payload in one field, an event plain JSON.
func (e *envelope) body() (kind string, body []byte, err error) {
	switch e.kind {
	case kindEvent:
		return jsonBody, e.payload, nil
	case kindInteractive:
		return formBody, []byte(url.Values{"payload": {string(e.payload)}}.Encode()), nil
	case kindCommand:
		form, err := flat(e.payload)
		return formBody, []byte(form.Encode()), err
	default:
		return "", nil, fmt.Errorf("there is no request of the kind %q", e.kind)
	}
}

// flat is an object as a form; what is no text stays JSON.
func flat(object json.RawMessage) (url.Values, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(object, &fields); err != nil {
		return nil, fmt.Errorf("a command must be an object: %w", err)
	}
	form := url.Values{}
	for name, raw := range fields {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		form.Set(name, text)
	}
	return form, nil
}

// request is a signed request to the app.
func (p *poster) request(ctx context.Context, kind string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.o.Address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	req.Header.Set("Content-Type", kind)
	req.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", signature(p.o.Secret, stamp, body))
	return req, nil
}

// signature is Slack's own: an HMAC over version, time and raw body.
func signature(secret, stamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":"))
	mac.Write(body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}
