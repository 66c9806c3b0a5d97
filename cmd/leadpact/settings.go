package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"time"

	"github.com/caarlos0/env/v11"

	"leadpact/bot/socket"
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

	sockets socket.Options // their pace; cannot be set from outside
}

// secrets are the settings that can be given as NAME_FILE.
var secrets = []string{
	"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET",
	"LEADPACT_INTAKE_TOKEN", "HUBSPOT_CLIENT_SECRET", "LEADPACT_STORE",
}

// readSettings reads the settings and reports everything that is missing or
// wrong at once.
func readSettings(environ map[string]string) (settings, error) {
	s, faults := understood(environ)
	if len(faults) > 0 {
		return s, &badInput{fmt.Errorf("these settings need your attention (.env.example explains each):\n%w", errors.Join(faults...))}
	}
	return s, nil
}

// understood is what the settings say, and everything that is missing or wrong.
func understood(environ map[string]string) (settings, []error) {
	faults := fromFiles(environ)
	var s settings
	if err := env.ParseWithOptions(&s, env.Options{Environment: environ}); err != nil {
		faults = append(faults, explained(err)...)
		s.ChannelRate = cmp.Or(s.ChannelRate, 1) // the one number: said already
	}
	return s, append(faults, s.check()...)
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
			e = fmt.Errorf("  %s: is no number", settingOf(p.Name))
		}
		out = append(out, e)
	}
	return out
}

// settingOf is the name under which a field is set.
func settingOf(field string) string {
	f, ok := reflect.TypeFor[settings]().FieldByName(field)
	if !ok {
		return field
	}
	return f.Tag.Get("env")
}
