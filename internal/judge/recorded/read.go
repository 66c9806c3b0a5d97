package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"leadpact/internal/sandbox"
)

// others are the programs whose calls are not the bot's, and why.
var others = map[string]string{
	"sandbox.test": "the workspace's own tests send on purpose what it must refuse",
}

// read hands every call in a folder of recordings over, with the program that
// recorded it.
func read(dir string, take func(program string, r sandbox.Recorded)) error {
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil {
		return err
	}
	for _, path := range files {
		if err := readFile(path, take); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
	}
	return nil
}

func readFile(path string, take func(program string, r sandbox.Recorded)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	program := programOf(path)
	for lines := json.NewDecoder(f); ; {
		var r sandbox.Recorded
		err := lines.Decode(&r)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil // the last line of a process that was killed may be cut off
		}
		if err != nil {
			return err
		}
		take(program, r)
	}
}

// programOf takes the process and the workspace off a recording's name.
func programOf(path string) string {
	name := filepath.Base(path)
	for range 2 {
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			name = name[:i]
		}
	}
	return name
}
