package webapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	"github.com/slack-go/slack"

	"leadpact/bot/view"
)

// methodRespond names the answer by a response URL in failures: the URL itself
// is a secret.
const methodRespond = "response_url"

var errNoResponseURL = errors.New("there is no way to answer privately: the payload has no response URL")

// Respond answers an interaction by its response URL: privately, or in the
// place of the message that was clicked. The URL is a secret; one that does not
// lead to Slack is not called.
func (c *Client) Respond(ctx context.Context, url string, replace bool, m view.Message) error {
	if url == "" {
		return errNoResponseURL
	}
	body, err := json.Marshal(map[string]any{
		"response_type": slack.ResponseTypeEphemeral, "replace_original": replace, "text": m.Text, "blocks": m.Blocks,
	})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return &Failure{Method: methodRespond, Code: "not an address", Remedy: Park}
	}
	if !mayAnswer(req.URL, c.url) {
		return &Failure{Method: methodRespond, Code: "the payload's response URL does not lead to Slack, so it is not called", Remedy: Park}
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := c.http.Do(req)
	if err != nil {
		return &Failure{Method: methodRespond, Code: kindOf(err), Remedy: Again}
	}
	defer func() { _ = resp.Body.Close() }()
	answer, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if f := responded(resp.StatusCode, answer); f != nil {
		return f
	}
	return nil
}

// responded returns what is wrong with the answer, or nil. Slack says ok in
// plain words or in JSON, and can refuse with a status of 200.
func responded(status int, answer []byte) *Failure {
	f := &Failure{Method: methodRespond}
	if status != http.StatusOK {
		f.status(status)
		return f
	}
	said := struct {
		OK    bool
		Error string
	}{}
	if json.Unmarshal(answer, &said) != nil || said.OK || said.Error == "" {
		return nil
	}
	f.refused(slack.SlackErrorResponse{Err: said.Error})
	return f
}
