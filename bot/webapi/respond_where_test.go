package webapi_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"leadpact/bot/webapi"
)

func TestOnlySlackIsAnsweredByAResponseURL(t *testing.T) {
	t.Parallel()
	const sandbox, proxy = "http://127.0.0.1:8765/api/", "https://slack.kessel.example/api/"
	for _, c := range []struct {
		api, to string
		called  bool
	}{
		{"", "https://hooks.slack.com/actions/T1/secret", true},
		{"", "https://hooks.slack-gov.com/actions/T1/secret", true},
		{"https://slack-gov.com/api/", "https://hooks.slack-gov.com/actions/T1/secret", true},
		{"", "http://hooks.slack.com/actions/T1/secret", false},
		{"", "https://hooks.slack.com:8443/secret", false},
		{"", "https://hooks.slack.com.evil.example/secret", false},
		{"", "https://evil.example/hooks.slack.com/secret", false},
		{"", "https://hooks.slack.com@evil.example/secret", false},
		{"", "https://me@hooks.slack.com/secret", false},
		{"", "http://169.254.169.254/secret", false},
		{"", "http://127.0.0.1:8765/response/secret", false},
		{"", "//hooks.slack.com/secret", false},
		{sandbox, "http://127.0.0.1:8765/response/secret", true},
		{sandbox, "http://localhost:8766/response/secret", true},
		{sandbox, "http://10.0.0.1:8765/response/secret", false},
		{proxy, "https://slack.kessel.example/response/secret", true},
		{proxy, "https://hooks.slack.com/secret", true},
		{proxy, "http://slack.kessel.example/response/secret", false},
		{proxy, "https://other.kessel.example/secret", false},
		{proxy, "http://127.0.0.1/secret", false},
	} {
		called := false
		client := webapi.New(webapi.Options{URL: c.api, HTTP: &http.Client{Transport: inMemory(func() *http.Response {
			called = true
			return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader("ok"))}
		})}})
		err := client.Respond(t.Context(), c.to, false, message())
		if called != c.called || (err == nil) != c.called {
			t.Errorf("%s with the API at %q: called %t, %v", c.to, c.api, called, err)
		}
		if err == nil {
			continue
		}
		if f := webapi.FailureOf(err); f == nil || f.Remedy != webapi.Park || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "evil") {
			t.Errorf("%s: %v", c.to, err)
		}
	}
}
