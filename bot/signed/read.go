package signed

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/url"
)

// read finds out what a request is. The answer is what must be sent back at
// once, for Slack's own checks; an envelope without a type needs nothing but a
// 200.
func read(contentType string, body []byte) (env Envelope, answer string, err error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return Envelope{}, "", fmt.Errorf("content type: %w", err)
	}
	switch kind {
	case "application/json":
		return readEvent(body)
	case "application/x-www-form-urlencoded":
		env, err = readForm(body)
		return env, "", err
	default:
		return Envelope{}, "", errors.New("a content type that Slack does not use")
	}
}

func readEvent(body []byte) (Envelope, string, error) {
	var e struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
		EventID   string `json:"event_id"`
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return Envelope{}, "", errors.New("not JSON")
	}
	switch e.Type {
	case "url_verification":
		return Envelope{}, e.Challenge, nil
	case "event_callback":
		return Envelope{ID: "event:" + e.EventID, Type: "events_api", Payload: body}, "", nil
	default:
		return Envelope{}, "", nil
	}
}

func readForm(body []byte) (Envelope, error) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return Envelope{}, errors.New("not a form")
	}
	switch {
	case form.Has("payload"):
		payload := json.RawMessage(form.Get("payload"))
		if !json.Valid(payload) {
			return Envelope{}, errors.New("the payload is not JSON")
		}
		return Envelope{ID: hashID(body), Type: "interactive", Payload: payload}, nil
	case form.Has("command"):
		return readCommand(form, hashID(body))
	default:
		return Envelope{}, nil // ssl_check, and whatever Slack adds
	}
}

// readCommand writes a command's form as the JSON that it is on a socket.
func readCommand(form url.Values, id string) (Envelope, error) {
	fields := make(map[string]string, len(form))
	for name := range form {
		fields[name] = form.Get(name)
	}
	payload, err := json.Marshal(fields)
	if err != nil {
		return Envelope{}, err
	}
	return Envelope{ID: id, Type: "slash_commands", Payload: payload}, nil
}

// hashID names a request that has no id of its own.
func hashID(body []byte) string {
	sum := sha256.Sum256(body)
	return "http:" + base64.RawURLEncoding.EncodeToString(sum[:16])
}
