package webapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"leadpact/bot/webapi"
)

func TestRespondAnswersPrivately(t *testing.T) {
	t.Parallel()
	for _, replace := range []bool{false, true} {
		for _, answer := range []string{"ok", `{"ok":true}`} {
			d := serve(t, says(answer))
			m := card("0m3k9f2xq7ab")
			if err := d.client().Respond(t.Context(), d.URL+"/actions/T1/secret", replace, m); err != nil {
				t.Fatal(err)
			}
			var got struct {
				Type    string `json:"response_type"`
				Replace bool   `json:"replace_original"`
				Text    string
				Blocks  json.RawMessage
			}
			c := d.only(t)
			if err := json.Unmarshal([]byte(c.Body), &got); err != nil {
				t.Fatal(err)
			}
			if got.Type != "ephemeral" || got.Replace != replace || got.Text != m.Text || len(got.Blocks) < 100 || strings.Contains(c.Body, botToken) {
				t.Errorf("%s", c.Body)
			}
		}
	}
}

func TestRespondTellsNoSecret(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		answer http.HandlerFunc
		code   string
		remedy webapi.Remedy
	}{
		{"used up", fails(404), "HTTP status 404", webapi.Park},
		{"too many", fails(429), "HTTP status 429", webapi.Later},
		{"Slack's trouble", fails(502), "HTTP status 502", webapi.Again},
		{"cut", cuts(""), "no answer", webapi.Again},
		{"refused in the body", says(`{"ok":false,"error":"expired_url"}`), "expired_url", webapi.Park},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := serve(t, c.answer)
			err := d.client().Respond(t.Context(), d.URL+"/actions/T1/secret", false, message())
			d.only(t)
			f := webapi.FailureOf(err)
			if f == nil || f.Code != c.code || f.Remedy != c.remedy {
				t.Fatalf("%+v", err)
			}
			wantNoSecret(t, d, err)
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("%q tells the response URL", err)
			}
		})
	}
}

func TestRespondNeedsAnAddress(t *testing.T) {
	t.Parallel()
	d := serve(t, says("ok"))
	if err := d.client().Respond(t.Context(), "", false, message()); err == nil || webapi.FailureOf(err) != nil {
		t.Errorf("without an address: %v", err)
	}
	err := d.client().Respond(t.Context(), "http://secret\x7f/", false, message())
	if f := webapi.FailureOf(err); f == nil || f.Remedy != webapi.Park || strings.Contains(err.Error(), "secret") {
		t.Errorf("with no address at all: %v", err)
	}
	if n := len(d.seen()); n != 0 {
		t.Errorf("%d calls were made", n)
	}
}
