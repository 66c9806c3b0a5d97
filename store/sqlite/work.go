package sqlite

import (
	"context"
	"strings"
	"time"

	"leadpact/sla"
)

// Untold returns leads that owe the channel a message of one of the ranks, the
// most urgent first, then by arrival.
func (e *Engine) Untold(ctx context.Context, ranks []sla.Rank, limit int) ([]*sla.Lead, error) {
	if len(ranks) == 0 {
		return nil, nil
	}
	args := make([]any, 0, len(ranks)+1)
	for _, r := range ranks {
		args = append(args, int(r))
	}
	rows, err := e.read.rows(ctx, "SELECT doc FROM leads WHERE rank > 0 AND rank IN (?"+strings.Repeat(", ?", len(ranks)-1)+
		") ORDER BY rank, id LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, err
	}
	return leadsOf(rows)
}

// Parked returns parked leads whose next try is due.
func (e *Engine) Parked(ctx context.Context, now time.Time, limit int) ([]*sla.Lead, error) {
	rows, err := e.read.rows(ctx,
		"SELECT doc FROM leads WHERE park IS NOT NULL AND park <= ? ORDER BY park LIMIT ?", now.UnixMilli(), limit)
	if err != nil {
		return nil, err
	}
	return leadsOf(rows)
}

// Backlog tells how much the channel is owed: the number of leads with an
// untold event, when the oldest of these events was recorded (zero if there is
// none), and the number of parked leads.
func (e *Engine) Backlog(ctx context.Context) (untold int, oldest time.Time, parked int, err error) {
	var since *int64
	err = e.read.row(ctx, `SELECT
		(SELECT count(*) FROM leads WHERE rank > 0),
		(SELECT min(owed) FROM leads WHERE rank > 0),
		(SELECT count(*) FROM leads WHERE park IS NOT NULL)`, nil, []any{&untold, &since, &parked})
	if since != nil {
		oldest = time.UnixMilli(*since).UTC()
	}
	return untold, oldest, parked, err
}

// Waiting returns the leads that nobody owns, the longest waiting first.
func (e *Engine) Waiting(ctx context.Context, limit int) ([]*sla.Lead, error) {
	rows, err := e.read.rows(ctx,
		"SELECT doc FROM leads WHERE waits IS NOT NULL ORDER BY waits, id LIMIT ?", limit)
	if err != nil {
		return nil, err
	}
	return leadsOf(rows)
}

// Owned returns the open leads that the person owns, the longest owned first.
func (e *Engine) Owned(ctx context.Context, owner string, limit int) ([]*sla.Lead, error) {
	rows, err := e.read.rows(ctx,
		"SELECT doc FROM leads WHERE closed = 0 AND waits IS NULL AND owner = ? ORDER BY taken, id LIMIT ?", owner, limit)
	if err != nil {
		return nil, err
	}
	return leadsOf(rows)
}
