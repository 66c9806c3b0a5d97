package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/joho/godotenv"
)

// environment is the process's environment over the file at dotenv: what is set
// outside wins. A file that does not exist is no fault.
func environment(environ []string, dotenv string) (map[string]string, error) {
	all, err := godotenv.Read(dotenv)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, &badInput{fmt.Errorf("%s cannot be read: each line must be NAME=value", dotenv)}
	}
	if all == nil {
		all = map[string]string{}
	}
	for _, kv := range environ {
		if name, value, ok := strings.Cut(kv, "="); ok {
			all[name] = value
		}
	}
	for name, value := range all {
		if value == "" {
			delete(all, name) // an empty setting is one that is not set
		}
	}
	return all, nil
}

// fromFiles fills in the secrets that are given as files.
func fromFiles(environ map[string]string) []error {
	var faults []error
	for _, name := range secrets {
		path, ok := environ[name+"_FILE"]
		if !ok {
			continue
		}
		if _, both := environ[name]; both {
			faults = append(faults, fmt.Errorf("  %s: set, and %s_FILE too: keep one of them", name, name))
			continue
		}
		content, err := os.ReadFile(path)
		if err != nil {
			faults = append(faults, fmt.Errorf("  %s_FILE: %w", name, err))
			continue
		}
		environ[name] = strings.TrimSpace(string(content))
	}
	return faults
}
