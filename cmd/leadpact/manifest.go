package main

import (
	"fmt"

	"leadpact/bot/manifest"
)

type manifestCommand struct {
	HTTP    string `help:"Address that Slack reaches Leadpact under, such as https://leads.example.com. Socket Mode unless told." placeholder:"URL"`
	Command string `default:"/sla" help:"The slash command." placeholder:"/NAME"`
	Link    bool   `help:"Print the address of Slack's form, filled in, instead."`
}

// Run prints the manifest of the Slack app, to be pasted into Slack's form.
func (c manifestCommand) Run(p *program) error {
	if err := checkCommand(c.Command); err != nil {
		return &badInput{fmt.Errorf("--command: %w", err)}
	}
	if err := checkRequestURL(c.HTTP); err != nil {
		return &badInput{fmt.Errorf("--http: %w", err)}
	}
	m := manifest.New(manifest.Options{Command: c.Command, HTTP: c.HTTP})
	if c.Link {
		link, err := m.Link()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, link)
		return err
	}
	text, err := m.JSON()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n", text)
	return err
}
