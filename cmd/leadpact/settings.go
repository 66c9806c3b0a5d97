package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

// settings is everything that can be set from outside. Each secret can also be
// given as NAME_FILE, the path of a file that holds it.
type settings struct {
	BotToken        string   `env:"SLACK_BOT_TOKEN"`
	AppToken        string   `env:"SLACK_APP_TOKEN"`
	SigningSecret   string   `env:"SLACK_SIGNING_SECRET"`
	SlackURL        string   `env:"SLACK_API_URL"`
	Store           string   `env:"LEADPACT_STORE"            envDefault:"sqlite:leadpact.db"`
	Addr            string   `env:"LEADPACT_ADDR"             envDefault:":8080"`
	PublicURL       string   `env:"LEADPACT_PUBLIC_URL"`
	SalesChannel    string   `env:"LEADPACT_SALES_CHANNEL"`
	ManagersChannel string   `env:"LEADPACT_MANAGERS_CHANNEL"`
	Admins          []string `env:"LEADPACT_ADMINS"`
	IntakeToken     string   `env:"LEADPACT_INTAKE_TOKEN"`
	ChannelRate     float64  `env:"LEADPACT_CHANNEL_RATE"     envDefault:"1"`
	Command         string   `env:"LEADPACT_COMMAND"          envDefault:"/sla"`
	Timezone        string   `env:"LEADPACT_TIMEZONE"         envDefault:"UTC"`
	LogLevel        string   `env:"LEADPACT_LOG_LEVEL"        envDefault:"info"`
	HubSpotSecret   string   `env:"HUBSPOT_CLIENT_SECRET"`

	zone  *time.Location
	level slog.Level
}

// secrets are the settings that can be given as NAME_FILE.
var secrets = []string{
	"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET",
	"LEADPACT_INTAKE_TOKEN", "HUBSPOT_CLIENT_SECRET", "LEADPACT_STORE",
}

// readSettings reads the settings and reports everything that is missing or
// wrong at once.
func readSettings(environ map[string]string) (settings, error) {
	faults := fromFiles(environ)
	var s settings
	if err := env.ParseWithOptions(&s, env.Options{Environment: environ}); err != nil {
		faults = append(faults, explained(err)...)
	}
	faults = append(faults, s.check()...)
	if len(faults) > 0 {
		return s, &badInput{fmt.Errorf("these settings need your attention (.env.example explains each):\n%w", errors.Join(faults...))}
	}
	return s, nil
}

// explained says what is wrong with values that are not of their setting's
// kind, without repeating the value.
func explained(err error) []error {
	var all env.AggregateError
	if !errors.As(err, &all) {
		return []error{err}
	}
	var out []error
	for _, e := range all.Errors {
		if p := new(env.ParseError); errors.As(e, p) {
			e = fmt.Errorf("  %s: not a %s", p.Name, p.Type)
		}
		out = append(out, e)
	}
	return out
}

func (s *settings) check() []error {
	var faults []error
	wrong := func(name, format string, args ...any) {
		faults = append(faults, fmt.Errorf("  "+name+": "+format, args...))
	}
	s.checkTokens(wrong)
	if s.SalesChannel == "" {
		wrong("LEADPACT_SALES_CHANNEL", "missing: the channel that new leads are posted to, by name or id")
	}
	if kind, place, _ := strings.Cut(s.Store, ":"); kind != "sqlite" || place == "" {
		wrong("LEADPACT_STORE", "is no store that there is: write sqlite:PATH, such as sqlite:leadpact.db")
	}
	if !strings.HasPrefix(s.Command, "/") || strings.ContainsAny(s.Command, " \t") || len(s.Command) < 2 {
		wrong("LEADPACT_COMMAND", "%q is no slash command: write it as you type it in Slack, such as /sla", s.Command)
	}
	if !(s.ChannelRate > 0 && s.ChannelRate <= 100000) {
		wrong("LEADPACT_CHANNEL_RATE", "must be a number above 0, of messages a second; Slack allows about 1")
	}
	var err error
	if s.zone, err = time.LoadLocation(s.Timezone); err != nil {
		wrong("LEADPACT_TIMEZONE", "%q is no time zone: write one such as Europe/Berlin", s.Timezone)
	}
	if _, _, err := net.SplitHostPort(s.Addr); err != nil {
		wrong("LEADPACT_ADDR", "%q is no address to listen on: write one such as :8080 or 127.0.0.1:8080", s.Addr)
	}
	if err := s.level.UnmarshalText([]byte(s.LogLevel)); err != nil {
		wrong("LEADPACT_LOG_LEVEL", "%q is none of debug, info, warn, error", s.LogLevel)
	}
	checkURL(wrong, "SLACK_API_URL", s.SlackURL)
	checkURL(wrong, "LEADPACT_PUBLIC_URL", s.PublicURL)
	if s.HubSpotSecret != "" && s.PublicURL == "" {
		wrong("LEADPACT_PUBLIC_URL", "missing: HubSpot's signatures are made over the address that it calls, so it must be known")
	}
	return faults
}

func (s *settings) checkTokens(wrong func(name, format string, args ...any)) {
	for _, t := range []struct{ name, value, prefix, where string }{
		{"SLACK_BOT_TOKEN", s.BotToken, "xoxb-", "OAuth & Permissions"},
		{"SLACK_APP_TOKEN", s.AppToken, "xapp-", "Basic Information, App-Level Tokens, with the scope connections:write"},
	} {
		switch {
		case t.value == "":
			wrong(t.name, "missing: it begins with %s and stands on your app's page under %s", t.prefix, t.where)
		case !strings.HasPrefix(t.value, t.prefix):
			wrong(t.name, "does not begin with %s: is it the other of the two tokens?", t.prefix)
		}
	}
}

func checkURL(wrong func(name, format string, args ...any), name, value string) {
	if value == "" {
		return
	}
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		wrong(name, "is no address: write one such as https://leads.example.com")
	}
}
