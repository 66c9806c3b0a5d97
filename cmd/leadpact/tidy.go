package main

import (
	"errors"
	"io"
	"strings"
)

// errorsWithClose closes what the error leaves unused.
func errorsWithClose(err error, c io.Closer) error { return errors.Join(err, c.Close()) }

// storeKind names the engine of a store's address, which may hold a password.
func storeKind(address string) string {
	kind, _, _ := strings.Cut(address, ":")
	return kind
}
