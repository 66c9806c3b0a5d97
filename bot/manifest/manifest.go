// Package manifest describes the Slack app that Leadpact needs: its name, its
// command, and the least scopes, each with its reason. Slack's form takes it as
// it is.
package manifest

import (
	"encoding/json"
	"net/url"
	"strings"
)

// Scope is one right that the bot asks for, and what for.
type Scope struct {
	Name   string
	Reason string
}

// Scopes are the bot scopes, all of them.
func Scopes() []Scope {
	return []Scope{
		{"chat:write", "post and update cards, their threads and direct messages"},
		{"commands", "answer the slash command"},
		{"channels:read", "find the sales channel by its name, if it is public"},
		{"groups:read", "find the sales channel by its name, if it is private"},
	}
}

// Options of a manifest.
type Options struct {
	Command string // the slash command, such as /sla
	HTTP    string // the address that Slack reaches Leadpact under; empty for Socket Mode
}

// Manifest is an app as Slack's form takes it.
type Manifest struct {
	Display  display  `json:"display_information"`
	Features features `json:"features"`
	OAuth    oauth    `json:"oauth_config"`
	Settings settings `json:"settings"`
}

type display struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Background  string `json:"background_color"`
}

type features struct {
	Bot      botUser   `json:"bot_user"`
	Commands []command `json:"slash_commands"`
	Home     home      `json:"app_home"`
}

type home struct {
	Home     bool `json:"home_tab_enabled"`
	Messages bool `json:"messages_tab_enabled"`
	ReadOnly bool `json:"messages_tab_read_only_enabled"`
}

type botUser struct {
	Name   string `json:"display_name"`
	Online bool   `json:"always_online"`
}

type command struct {
	Command     string `json:"command"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description"`
	Hint        string `json:"usage_hint"`
	Escape      bool   `json:"should_escape"`
}

type oauth struct {
	Scopes struct {
		Bot []string `json:"bot"`
	} `json:"scopes"`
}

type settings struct {
	Events        events        `json:"event_subscriptions"`
	Interactivity interactivity `json:"interactivity"`
	OrgDeploy     bool          `json:"org_deploy_enabled"`
	SocketMode    bool          `json:"socket_mode_enabled"`
	TokenRotation bool          `json:"token_rotation_enabled"`
}

type interactivity struct {
	Enabled bool   `json:"is_enabled"`
	URL     string `json:"request_url,omitempty"`
}

type events struct {
	URL string   `json:"request_url,omitempty"`
	Bot []string `json:"bot_events"`
}

// New returns the manifest.
func New(o Options) Manifest {
	at := ""
	if o.HTTP != "" {
		at = strings.TrimRight(o.HTTP, "/") + "/slack"
	}
	m := Manifest{
		Display: display{
			Name: "Leadpact", Background: "#1f6b54",
			Description: "Keeps the pact between marketing and sales: every lead is picked up in time.",
		},
		Features: features{
			Bot:  botUser{Name: "leadpact", Online: true},
			Home: home{Home: true, Messages: true, ReadOnly: true},
			Commands: []command{{
				Command: o.Command, URL: at, Description: "Leads: what waits, who has what, how today goes", Hint: "help | status | lead ID or email",
			}},
		},
		Settings: settings{
			Events:        events{URL: at, Bot: []string{"app_home_opened"}}, // somebody looks at the home tab
			Interactivity: interactivity{Enabled: true, URL: at},
			SocketMode:    at == "",
		},
	}
	for _, s := range Scopes() {
		m.OAuth.Scopes.Bot = append(m.OAuth.Scopes.Bot, s.Name)
	}
	return m
}

// JSON is the manifest, indented, as Slack's form takes it.
func (m Manifest) JSON() ([]byte, error) { return json.MarshalIndent(m, "", "  ") }

// Link is the address of Slack's form, filled in with the manifest.
func (m Manifest) Link() (string, error) {
	raw, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	return "https://api.slack.com/apps?" + url.Values{"new_app": {"1"}, "manifest_json": {string(raw)}}.Encode(), nil
}
