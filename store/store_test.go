package store_test

import (
	"path/filepath"
	"strings"
	"testing"

	"leadpact/store"
)

func TestOpenAddress(t *testing.T) {
	t.Parallel()
	for _, slashes := range []string{"", "//"} {
		path := filepath.Join(t.TempDir(), "test.db")
		s, err := store.Open(t.Context(), "sqlite:"+slashes+path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Ping(t.Context()); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if found, err := filepath.Glob(path); err != nil || len(found) != 1 {
			t.Errorf("there is no file at %s", path)
		}
	}
}

func TestOpenRefusesAddress(t *testing.T) {
	t.Parallel()
	for address, says := range map[string]string{
		"":                  "not complete",
		"leadpact.db":       "not complete",
		"sqlite:":           "not complete",
		"sqlite://":         "not complete",
		"postgres://x/y":    `"postgres"`,
		"sqlite:/no/such/d": "/no/such",
	} {
		s, err := store.Open(t.Context(), address, store.Options{})
		if err == nil {
			_ = s.Close()
			t.Errorf("%q was opened", address)
			continue
		}
		if s != nil {
			t.Errorf("%q: an error and a store that is not nil", address)
		}
		if !strings.Contains(err.Error(), says) {
			t.Errorf("%q: the error %q does not say %q", address, err, says)
		}
	}
}
