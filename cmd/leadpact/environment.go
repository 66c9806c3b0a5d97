package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"strings"

	"github.com/joho/godotenv"
)

// environment is the process's environment over the file named, or else .env:
// what is set outside wins. Only .env may be missing.
func environment(environ []string, file string) (map[string]string, error) {
	all, err := readFile(file)
	if err != nil {
		return nil, &badInput{err}
	}
	outside := make(map[string]string, len(environ))
	for _, kv := range environ {
		if name, value, ok := strings.Cut(kv, "="); ok {
			outside[name] = value
			delete(all, otherWay(name)) // a secret that is set outside in either way wins over the file's
		}
	}
	maps.Copy(all, outside)
	for name, value := range all {
		if strings.TrimSpace(value) == "" {
			delete(all, name) // an empty setting is one that is not set
		}
	}
	return all, nil
}

// otherWay is the other of the two settings that can hold a secret.
func otherWay(name string) string {
	if plain, ok := strings.CutSuffix(name, "_FILE"); ok {
		return plain
	}
	return name + "_FILE"
}

func readFile(named string) (map[string]string, error) {
	file := cmp.Or(named, ".env")
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) && named == "" {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the settings cannot be read: %w", err)
	}
	defer func() { _ = f.Close() }()
	content, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("the settings cannot be read: %w", err)
	}
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	all, err := godotenv.UnmarshalBytes(content)
	if _, nameless := all[""]; err != nil || nameless {
		return nil, &badLine{file, lineAtFault(content)}
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
