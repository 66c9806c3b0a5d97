package webapi_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"leadpact/bot/webapi"
)

// refusal is Slack's answer with one of its words.
func refusal(word string) http.HandlerFunc { return says(`{"ok":false,"error":"` + word + `"}`) }

func TestFailuresAreSortedByWhatCanBeDone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		want   webapi.Failure
	}{
		{"429 with a time", fails(429, "Retry-After", "7"), webapi.Failure{Code: "ratelimited", Remedy: webapi.Later, After: 7 * time.Second}},
		{"429 with no time to wait", fails(429, "Retry-After", "0"), webapi.Failure{Code: "ratelimited", Remedy: webapi.Later, After: time.Second}},
		{"429 without a time", fails(429), webapi.Failure{Code: "HTTP status 429", Remedy: webapi.Later, After: 30 * time.Second}},
		{"429 with a date", fails(429, "Retry-After", "Wed, 21 Oct 2026 07:28:00 GMT"), webapi.Failure{Code: "HTTP status 429", Remedy: webapi.Later, After: 30 * time.Second}},
		{"ratelimited in the body", refusal("ratelimited"), webapi.Failure{Code: "ratelimited", Remedy: webapi.Later, After: 30 * time.Second}},
		{"the workspace's limit", refusal("message_limit_exceeded"), webapi.Failure{Code: "message_limit_exceeded", Remedy: webapi.Later, After: 30 * time.Second}},
		{"500", fails(500), webapi.Failure{Code: "HTTP status 500", Remedy: webapi.Again}},
		{"503", fails(503, "Retry-After", "9"), webapi.Failure{Code: "HTTP status 503", Remedy: webapi.Again}},
		{"404", fails(404), webapi.Failure{Code: "HTTP status 404", Remedy: webapi.Park}},
		{"a redirect", fails(307, "Location", "http://127.0.0.1:1/elsewhere"), webapi.Failure{Code: "HTTP status 307", Remedy: webapi.Park}},
		{"internal_error", refusal("internal_error"), webapi.Failure{Code: "internal_error", Remedy: webapi.Again}},
		{"fatal_error", refusal("fatal_error"), webapi.Failure{Code: "fatal_error", Remedy: webapi.Again}},
		{"cut before the answer", cuts(""), webapi.Failure{Code: "no answer", Remedy: webapi.Again}},
		{"cut within the answer", cuts("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"ok\":tr"), webapi.Failure{Code: "no answer", Remedy: webapi.Again}},
		{"no JSON", says("<html>"), webapi.Failure{Code: "HTTP status 200 without JSON", Remedy: webapi.Again}},
		{"success without what it brings", says("{}"), webapi.Failure{Code: "an answer that says nothing", Remedy: webapi.Again}},
		{"invalid_auth", refusal("invalid_auth"), webapi.Failure{Code: "invalid_auth", Remedy: webapi.Park}},
		{"token_revoked", refusal("token_revoked"), webapi.Failure{Code: "token_revoked", Remedy: webapi.Park}},
		{"channel_not_found", refusal("channel_not_found"), webapi.Failure{Code: "channel_not_found", Remedy: webapi.Park}},
		{"not_in_channel", refusal("not_in_channel"), webapi.Failure{Code: "not_in_channel", Remedy: webapi.Park}},
		{"is_archived", refusal("is_archived"), webapi.Failure{Code: "is_archived", Remedy: webapi.Park}},
		{"invalid_blocks", says(`{"ok":false,"error":"invalid_blocks","errors":["x"],"response_metadata":{"messages":["[ERROR] x"]}}`), webapi.Failure{Code: "invalid_blocks", Remedy: webapi.Park}},
		{"a word that is new", refusal("brand_new_word"), webapi.Failure{Code: "brand_new_word", Remedy: webapi.Park}},
		{"message_not_found", refusal("message_not_found"), webapi.Failure{Code: "message_not_found", Remedy: webapi.Anew}},
		{"cant_update_message", refusal("cant_update_message"), webapi.Failure{Code: "cant_update_message", Remedy: webapi.Anew}},
		{"missing_scope", says(`{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"commands"}`), webapi.Failure{Code: "missing_scope", Remedy: webapi.Park, Needed: "chat:write"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			each(t, c.answer, c.want)
		})
	}
}

func TestAFailureSaysWhetherSlackSpoke(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{"HTTP status 404": true, "invalid_auth": false, "no answer": false} {
		if got := (&webapi.Failure{Code: code}).Wordless(); got != want {
			t.Errorf("%s: wordless %t", code, got)
		}
	}
	if got := (&webapi.Failure{After: 7 * time.Second}).Patience(); got != 7*time.Second {
		t.Errorf("the patience is %s", got)
	}
}

// each makes every kind of call once against the answer: each is made exactly
// once, whatever comes back, and fails as wanted.
func each(t *testing.T, answer http.HandlerFunc, want webapi.Failure) {
	t.Helper()
	for method, do := range map[string]func(context.Context, *webapi.Client) error{
		"chat.postMessage": func(ctx context.Context, c *webapi.Client) error {
			_, err := c.Post(ctx, "C0SALES001", "", "lead", message())
			return err
		},
		"chat.update": func(ctx context.Context, c *webapi.Client) error {
			return c.Update(ctx, "C0SALES001", "1.2", message())
		},
		"auth.test": func(ctx context.Context, c *webapi.Client) error {
			_, err := c.Identify(ctx)
			return err
		},
		"apps.connections.open": func(ctx context.Context, c *webapi.Client) error {
			_, err := c.OpenSocket(ctx)
			return err
		},
	} {
		d := serve(t, answer)
		err := do(t.Context(), d.client())
		d.only(t)
		f := webapi.FailureOf(fmt.Errorf("wrapped: %w", err))
		if f == nil {
			t.Fatalf("%s: %v is no failure", method, err)
		}
		want.Method = method
		if *f != want {
			t.Errorf("%s: %+v, want %+v", method, *f, want)
		}
		wantNoSecret(t, d, err)
	}
}

func wantNoSecret(t *testing.T, d *slackd, err error) {
	t.Helper()
	for _, secret := range []string{botToken, appToken, "127.0.0.1", strings.TrimPrefix(d.URL, "http://"), "http://", "/api"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("%q tells %q", err, secret)
		}
	}
}

func TestTheMissingScopeIsNamed(t *testing.T) {
	t.Parallel()
	d := serve(t, says(`{"ok":false,"error":"missing_scope","needed":"chat:write","provided":"commands"}`))
	_, err := d.client().Post(t.Context(), "C0SALES001", "", "", message())
	if err == nil || !strings.Contains(err.Error(), "chat:write") || !strings.Contains(err.Error(), "chat.postMessage") {
		t.Errorf("%v does not say which scope which method needs", err)
	}
}

func TestNobodyAnswers(t *testing.T) {
	t.Parallel()
	away := serve(t, nil)
	away.Close()
	_, err := away.client().Post(t.Context(), "C0SALES001", "", "", message())
	if f := webapi.FailureOf(err); f == nil || f.Code != "no connection" || f.Remedy != webapi.Again {
		t.Errorf("a workspace that is away: %v", err)
	}
	wantNoSecret(t, away, err)

	asleep := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	_, err = asleep.client().Post(ctx, "C0SALES001", "", "", message())
	if f := webapi.FailureOf(err); f == nil || f.Code != "no answer in time" || f.Remedy != webapi.Again {
		t.Errorf("a workspace that sleeps: %v", err)
	}
	asleep.only(t)
	wantNoSecret(t, asleep, err)

	patient := webapi.New(webapi.Options{BotToken: botToken, URL: asleep.URL, HTTP: &http.Client{Timeout: 30 * time.Millisecond}})
	err = patient.Update(t.Context(), "C0SALES001", "1.2", message())
	if f := webapi.FailureOf(err); f == nil || f.Code != "no answer in time" {
		t.Errorf("the client's own time is up: %v", err)
	}
}

func TestOnlyFailuresAreFailures(t *testing.T) {
	t.Parallel()
	if f := webapi.FailureOf(errors.New("something else")); f != nil {
		t.Error(f)
	}
	if f := webapi.FailureOf(nil); f != nil {
		t.Error(f)
	}
}
