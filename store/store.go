// Package store names what Leadpact asks of whatever keeps its leads, and opens
// the engine that an address names. The engines know the domain and their own
// driver, and pass one suite of tests, store/storetest.
package store

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"leadpact/sla"
	"leadpact/store/sqlite"
)

// Store keeps leads, notices, leases and once-only keys. Every method is safe
// for concurrent use, in as many processes as the engine allows. A write whose
// context ends answers with [sla.ErrNotRecorded] if it is certain that nothing
// was saved, else with [*sla.Unconfirmed]. Update and Receive also save the
// notices that the new events ask for, together with the lead.
type Store interface {
	// Receive saves a delivery, or nothing of it, and answers each arrival.
	Receive(ctx context.Context, d sla.Delivery) ([]sla.Receipt, error)
	// Get returns the lead with the id, or a refusal that there is none.
	Get(ctx context.Context, id string) (*sla.Lead, error)
	// Find returns the leads that hold the key: the open one, then the closed ones from the latest back.
	Find(ctx context.Context, key string) ([]*sla.Lead, error)
	// Update applies a change to a lead as one step that no other can come between.
	Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error)

	// Untold returns leads that owe the channel a message of one of the ranks, the most urgent first.
	Untold(ctx context.Context, ranks []sla.Rank, limit int) ([]*sla.Lead, error)
	// Parked returns parked leads whose next try is due.
	Parked(ctx context.Context, now time.Time, limit int) ([]*sla.Lead, error)
	// Backlog counts untold and parked leads, and tells when the oldest event was recorded that is untold and not parked, to the millisecond; zero if there is none.
	Backlog(ctx context.Context) (untold int, oldest time.Time, parked int, err error)
	// Waiting returns the leads that nobody owns, the longest waiting first.
	Waiting(ctx context.Context, limit int) ([]*sla.Lead, error)
	// Owned returns the open leads that the person owns, the longest owned first.
	Owned(ctx context.Context, owner string, limit int) ([]*sla.Lead, error)
	// Facts streams the facts of leads that are open or closed at or after the instant; the record is reused.
	Facts(ctx context.Context, closedFrom time.Time, yield func(*sla.Facts) error) error

	// Each streams the leads whose ids come after the given one, in the order of arrival; the empty id begins with the first.
	Each(ctx context.Context, after string, yield func(*sla.Lead) error) error

	// AddNotice saves a notice unless its key exists; it reports whether it was new.
	AddNotice(ctx context.Context, n sla.Notice) (bool, error)
	// DueNotices returns notices that are to be sent now, the oldest first.
	DueNotices(ctx context.Context, now time.Time, limit int) ([]sla.Notice, error)
	// SaveNotice replaces a notice.
	SaveNotice(ctx context.Context, n sla.Notice) error
	// EachNotice streams the notices whose keys come after the given one, in the order of their keys.
	EachNotice(ctx context.Context, after string, yield func(sla.Notice) error) error

	// ReadLease returns who holds the lease and how often it was renewed.
	ReadLease(ctx context.Context, name string) (holder string, counter int64, err error)
	// SwapLease gives the lease to the holder if its counter is still the one seen.
	SwapLease(ctx context.Context, name string, seen int64, holder string) (bool, error)
	// Once reports whether the key is new, and remembers it.
	Once(ctx context.Context, key string, at time.Time) (bool, error)
	// Forget removes once-only keys, and notices that are done with, from before the instant.
	Forget(ctx context.Context, before time.Time) (int, error)

	// Ping reports whether the store can be written; after a write has failed, only a write that works proves it.
	Ping(ctx context.Context) error
	// Close carries the writes under way through and lets go of the store.
	Close() error
}

// Options of an engine.
type Options struct {
	Changed func()       // called after a commit that changed something and before its writers are answered; must not block
	Log     *slog.Logger // nil discards
}

// Open opens the store at the address: sqlite:PATH.
func Open(ctx context.Context, address string, o Options) (Store, error) {
	scheme, rest, _ := strings.Cut(address, ":")
	rest = strings.TrimPrefix(rest, "//")
	switch {
	case rest == "":
		return nil, fmt.Errorf("the store's address %q is not complete: write sqlite:PATH, such as sqlite:leadpact.db", address)
	case scheme == "sqlite":
		e, err := sqlite.Open(ctx, rest, sqlite.Options{Changed: o.Changed, Log: o.Log})
		if err != nil {
			return nil, err
		}
		return e, nil
	default:
		return nil, fmt.Errorf("the store's address begins with %q, an engine that does not exist: write sqlite:PATH, such as sqlite:leadpact.db", scheme)
	}
}
