package webapi

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Inspector looks at a workspace for somebody who wants to know what is wrong
// with it: it sees what the library hides, such as the headers of an answer.
type Inspector struct {
	*Client
	token string
	calls string // where its calls go
}

// slackURL is where Slack's Web API is.
const slackURL = "https://slack.com/api/"

// NewInspector returns an inspector; it calls nobody yet.
func NewInspector(o Options) *Inspector {
	at := slackURL
	if o.URL != "" {
		at = strings.TrimRight(o.URL, "/") + "/"
	}
	return &Inspector{Client: New(o), token: o.BotToken, calls: at}
}

// CloseIdle lets go of connections that nobody needs any more.
func (i *Inspector) CloseIdle() { i.http.CloseIdleConnections() }

// said is what every answer of Slack's has.
type said struct {
	OK       bool   `json:"ok"`
	Error    string `json:"error"`
	Needed   string `json:"needed"`
	Metadata struct {
		Messages []string `json:"messages"`
	} `json:"response_metadata"`
}

// mostAnswer is more than any answer that is asked for here.
const mostAnswer = 1 << 20

// longestPause is as far as a pause that is asked for can be told, in seconds: a
// year.
const longestPause = 365 * 24 * 3600

// ask makes one call with the bot's token and reads the answer into out. The
// header is told even if Slack refuses.
func (i *Inspector) ask(ctx context.Context, method string, fields url.Values, out any) (http.Header, *said, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, i.calls+method, strings.NewReader(fields.Encode()))
	if err != nil {
		return nil, nil, sorted(method, err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Authorization", "Bearer "+i.token)
	resp, err := i.http.Do(req)
	if err != nil {
		return nil, nil, sorted(method, err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostAnswer))
	if err != nil {
		return resp.Header, nil, sorted(method, err)
	}
	s, err := understood(method, resp, body)
	if err == nil && out != nil {
		_ = json.Unmarshal(body, out) // a field of an unexpected kind is left empty
	}
	return resp.Header, s, err
}

// understood reads what every answer has; anything but success is a failure.
func understood(method string, resp *http.Response, body []byte) (*said, error) {
	f := &Failure{Method: method, Remedy: Again}
	if resp.StatusCode != http.StatusOK {
		f.status(resp.StatusCode)
		if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && resp.StatusCode == http.StatusTooManyRequests {
			f.Code, f.After = "ratelimited", time.Duration(min(seconds, longestPause))*time.Second
		}
		return nil, f
	}
	s := &said{}
	if err := json.Unmarshal(body, s); err != nil {
		f.Code = withoutJSON
		return nil, f
	}
	switch {
	case s.OK:
		return s, nil
	case s.Error == "":
		f.Code = notSlacks
		return nil, f
	}
	f.Code, f.Remedy, f.Needed = s.Error, Park, s.Needed
	return s, f
}
