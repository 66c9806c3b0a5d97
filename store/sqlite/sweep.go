package sqlite

import (
	"context"
	"database/sql"
	"log/slog"
)

// The log is swept after so many pages, some thirty megabytes: the more that
// come together, the fewer are moved twice. How many pages a commit writes is
// guessed: those that every commit touches, and those of each lead's keys.
const (
	sweepEvery     = 8000
	pagesPerCommit = 6
	pagesPerLead   = 2
)

// sweeper moves what was committed from the write-ahead log into the file, on a
// connection of its own, so that no write has to wait for it. Under load that
// never ends, the writer's own limit (wal_autocheckpoint) bounds the log.
type sweeper struct {
	db    *sql.DB
	log   *slog.Logger
	pages int // written since the last sweep, about; the writer's alone
	wake  chan struct{}
	ended chan struct{}
}

func newSweeper(db *sql.DB, log *slog.Logger) *sweeper {
	s := &sweeper{db: db, log: log, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go s.loop()
	return s
}

// note counts a commit of so many leads.
func (s *sweeper) note(leads int) {
	s.pages += pagesPerCommit + pagesPerLead*leads
	if s.pages < sweepEvery {
		return
	}
	s.pages = 0
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *sweeper) loop() {
	defer close(s.ended)
	for range s.wake {
		if _, err := s.db.ExecContext(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
			s.log.Warn("the write-ahead log could not be swept; it is tried again later", "error", err)
		}
	}
}

// close ends the sweeper; the writer must have ended.
func (s *sweeper) close() {
	close(s.wake)
	<-s.ended
}
