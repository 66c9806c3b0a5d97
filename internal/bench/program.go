package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// program is what is measured.
type program struct {
	name    string   // in the table's head
	command []string // starts it
	store   string   // its store's address; a fresh file for each measurement unless told
}

// programs are Leadpact and, if wanted and possible, the baseline.
func (o options) programs(ctx context.Context, dir string) ([]program, error) {
	if o.program == "" {
		o.program = filepath.Join(dir, "leadpact")
		progress("building the program")
		if err := build(ctx, o.program); err != nil {
			return nil, err
		}
	}
	list := []program{{name: "leadpact", command: []string{o.program, "serve", "--env-file", os.DevNull}, store: o.store}}
	if !o.baseline {
		return list, nil
	}
	progress("installing the baseline")
	p, err := installBaseline(ctx, dir)
	if err != nil {
		progress(fmt.Sprintf("going on without the baseline: %v", err))
		return list, nil
	}
	return append(list, p), nil
}

// build builds the program of this checkout.
func build(ctx context.Context, path string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-o", path, "leadpact/cmd/leadpact")
	cmd.Stderr = os.Stderr
	return cmd.Run()
}
