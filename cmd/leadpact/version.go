package main

import (
	"fmt"

	"leadpact/internal/buildinfo"
)

type versionCommand struct{}

// Run prints the version.
func (versionCommand) Run(p *program) error {
	_, err := fmt.Fprintln(p.stdout, buildinfo.String())
	return err
}
