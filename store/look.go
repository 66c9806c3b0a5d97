package store

import (
	"context"
	"fmt"
	"strings"

	"leadpact/store/sqlite"
)

// Sight is what can be said of a store without changing it.
type Sight = sqlite.Sight

// Look sees whether the store at the address could be opened. It changes
// nothing: no file is made, no migration starts.
func Look(ctx context.Context, address string) (Sight, error) {
	path, err := pathOf(address)
	if err != nil {
		return Sight{}, err
	}
	return sqlite.Look(ctx, path)
}

// LookAtLease reads a lease of the store at the address, without changing it.
func LookAtLease(ctx context.Context, address, name string) (holder string, counter int64, err error) {
	path, err := pathOf(address)
	if err != nil {
		return "", 0, err
	}
	return sqlite.LookAtLease(ctx, path, name)
}

func pathOf(address string) (string, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	if scheme != "sqlite" || rest == "" {
		return "", fmt.Errorf("a store of the kind %q cannot be looked at", scheme)
	}
	return strings.TrimPrefix(rest, "//"), nil
}
