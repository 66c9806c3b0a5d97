package sqlite

import (
	"database/sql/driver"
	"fmt"
	"strings"

	sqlitelib "modernc.org/sqlite/lib"
)

// diskCodes are SQLite's words for trouble that is the disk's or the file's, not
// that of the one write which met it.
var diskCodes = []int{
	sqlitelib.SQLITE_FULL, sqlitelib.SQLITE_IOERR, sqlitelib.SQLITE_READONLY, sqlitelib.SQLITE_CORRUPT,
	sqlitelib.SQLITE_NOTADB, sqlitelib.SQLITE_CANTOPEN, sqlitelib.SQLITE_PERM,
}

// observe remembers that a write failed by the disk's fault.
func (w *writer) observe(err error) {
	for _, code := range diskCodes {
		w.ill = w.ill || isCode(err, code)
	}
}

// proofSize is how many bytes prove that there is room: more than a lead takes,
// since small changes of what is there succeed on a full disk, too.
const proofSize = 32 << 10

// prove writes as much as a lead and takes it away again. The writer is well
// again if that works and, which is seen later, can be committed.
func (w *writer) prove(t *tx) error {
	key := "proof:" + strings.Repeat("x", proofSize)
	err := t.execAll([]change{
		{"INSERT INTO once (key, at) VALUES (?, 0) ON CONFLICT DO NOTHING", []driver.Value{key}},
		{"DELETE FROM once WHERE key = ?", []driver.Value{key}},
	})
	if err != nil {
		return fmt.Errorf("writes fail: %w", err)
	}
	w.ill = false
	return nil
}
