package main

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// overHTTP reports whether Slack reaches the program over signed HTTP instead of
// Socket Mode: there is no app-level token, but a signing secret.
func (s *settings) overHTTP() bool { return s.AppToken == "" && s.SigningSecret != "" }

// check finds everything that is missing or wrong.
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
	if err := checkCommand(s.Command); err != nil {
		wrong("LEADPACT_COMMAND", "%w", err)
	}
	if !(s.ChannelRate > 0 && s.ChannelRate <= 100000) {
		wrong("LEADPACT_CHANNEL_RATE", "must be a number above 0, of messages a second; Slack allows about 1")
	}
	var err error
	if s.zone, err = time.LoadLocation(s.Timezone); err != nil {
		wrong("LEADPACT_TIMEZONE", "%q is no time zone: write one such as Europe/Berlin", s.Timezone)
	}
	if !isAddress(s.Addr) {
		wrong("LEADPACT_ADDR", "%q is no address to listen on: write one such as :8080 or 127.0.0.1:8080", s.Addr)
	}
	if err := s.level.UnmarshalText([]byte(s.LogLevel)); err != nil {
		wrong("LEADPACT_LOG_LEVEL", "%q is none of debug, info, warn, error", s.LogLevel)
	}
	if err := checkSlack(s.SlackURL); err != nil {
		wrong("SLACK_API_URL", "%w", err)
	}
	if err := checkAddress(s.PublicURL); err != nil {
		wrong("LEADPACT_PUBLIC_URL", "%w", err)
	}
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
		case t.value == "" && t.name == "SLACK_APP_TOKEN" && s.overHTTP():
		case t.value == "":
			wrong(t.name, "missing: it begins with %s and stands on your app's page under %s", t.prefix, t.where)
		case !strings.HasPrefix(t.value, t.prefix):
			wrong(t.name, "does not begin with %s: is it the other of the two tokens?", t.prefix)
		}
	}
}

// isAddress reports whether one can listen on the address, as far as it can be
// seen.
func isAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	if err != nil {
		return false
	}
	_, err = strconv.ParseUint(port, 10, 16)
	return err == nil
}

func checkCommand(s string) error {
	if !strings.HasPrefix(s, "/") || strings.ContainsAny(s, " \t") || len(s) < 2 {
		return fmt.Errorf("%q is no slash command: write it as you type it in Slack, such as /sla", s)
	}
	return nil
}

// checkSlack takes what checkAddress does, but no plain http beyond this
// machine: the token would travel in the clear.
func checkSlack(s string) error {
	if err := checkAddress(s); err != nil {
		return err
	}
	if inTheClear(s) {
		return errors.New("must begin with https://: over plain http the bot's token could be read on the way")
	}
	return nil
}

// checkRequestURL takes an address that Slack is to call: it calls no plain
// http, but a simulated workspace on this machine does.
func checkRequestURL(s string) error {
	if err := checkAddress(s); err != nil {
		return err
	}
	if inTheClear(s) {
		return errors.New("must begin with https://: Slack calls no other address")
	}
	return nil
}

// inTheClear reports whether an address is one of plain http beyond this machine.
func inTheClear(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "http" && !isLoopback(address)
}

// isLoopback reports whether an address is within this machine.
func isLoopback(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback())
}

// checkAddress takes nothing, or an address of the web.
func checkAddress(s string) error {
	if s == "" {
		return nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") {
		return errors.New("is no address: write one such as https://leads.example.com")
	}
	return nil
}
