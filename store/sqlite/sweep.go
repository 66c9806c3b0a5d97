package sqlite

import (
	"context"
	"database/sql"
	"log/slog"
)

// sweepEvery is after how many pages the log is swept, some thirty megabytes:
// the more that come together, the fewer are moved twice.
const sweepEvery = 8000

// sweeper moves what was committed from the write-ahead log into the file, on a
// connection of its own, so that no write has to wait for it. Under load that
// never ends, the writer's own limit (wal_autocheckpoint) bounds the log.
type sweeper struct {
	db    *sql.DB
	log   *slog.Logger
	every int // pages
	pages int // written since the last sweep; the writer's alone
	wake  chan struct{}
	ended chan struct{}
}

func newSweeper(db *sql.DB, log *slog.Logger) *sweeper {
	s := &sweeper{db: db, log: log, every: sweepEvery, wake: make(chan struct{}, 1), ended: make(chan struct{})}
	go s.loop()
	return s
}

// note counts the pages of a commit.
func (s *sweeper) note(pages int) {
	s.pages += pages
	if s.pages < s.every {
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
