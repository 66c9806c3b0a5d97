package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store/sqlite"
)

func wantLeads(t *testing.T, e *sqlite.Engine, want int64) {
	t.Helper()
	rows := map[string]int64{"leads": want, "keys": 2 * want} // the person's, and the delivery's
	for table, want := range rows {
		if got, err := e.Query(t.Context(), "SELECT count(*) FROM "+table); err != nil || got != want {
			t.Errorf("%d rows of %s (%v), want %d", got, table, err, want)
		}
	}
}

// TestFullDisk gives the file no more pages, then lets it grow again.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	id := arrived(t, e, 0)
	if err := e.Exec(t.Context(), "PRAGMA max_page_count = 1", nil); err != nil { // it can't be less than there are
		t.Fatal(err)
	}
	const n = 100
	var failed int64
	for i := range n {
		d := one(i + 1)
		d.Arrivals[0].Message = string(bytes.Repeat([]byte("x"), 5000))
		if _, err := e.Receive(soon(t, 5*time.Second), d); err != nil {
			failed++
			if errors.Is(err, sla.ErrNotRecorded) {
				t.Fatalf("it hangs instead of failing: %v", err)
			}
		}
	}
	if failed == 0 {
		t.Fatal("a full disk took everything")
	}
	if _, err := e.SwapLease(t.Context(), "courier", 0, "me"); err != nil {
		t.Logf("a small write on a full disk: %v", err)
	}
	for range 3 { // it is not believed to be well for having been asked
		if err := e.Ping(t.Context()); err == nil {
			t.Error("a store on a full disk says that it can be written")
		}
	}
	if _, err := e.Get(t.Context(), id); err != nil {
		t.Errorf("reading from a full disk: %v", err)
	}
	if err := e.Exec(t.Context(), "PRAGMA max_page_count = 1000000", nil); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := e.Ping(t.Context()); err != nil {
			t.Errorf("there is room again: %v", err)
		}
	}
	if left, err := e.Query(t.Context(), "SELECT count(*) FROM once"); err != nil || left != 0 {
		t.Errorf("the proof left %d rows behind (%v)", left, err)
	}
	arrived(t, e, n+1)
	wantLeads(t, e, n+2-failed)
}

// TestCommitFails has the commit itself fail: nobody in it is told a success.
func TestCommitFails(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	arrived(t, e, 0)
	if err := e.BeforeCommit(t.Context(), sync.OnceFunc(e.LoseTransaction)); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Receive(t.Context(), one(1)); err == nil {
		t.Error("a commit failed and nobody was told")
	}
	wantLeads(t, e, 1)
	if err := e.BeforeCommit(t.Context(), sync.OnceFunc(e.LoseTransaction)); err != nil {
		t.Fatal(err)
	}
	if err := e.Ping(t.Context()); err == nil {
		t.Error("a second commit failed and the store says that it is well")
	}
	if err := e.Ping(t.Context()); err != nil {
		t.Errorf("a third commit worked: %v", err)
	}
	arrived(t, e, 1)
	wantLeads(t, e, 2)
}

// TestRefusedChangeIsNoTrouble has a change fail by its own fault.
func TestRefusedChangeIsNoTrouble(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	if err := e.Exec(t.Context(), "INSERT INTO once (key, at) VALUES ('k', 'no number')", nil); err == nil {
		t.Fatal("a strict table took it")
	}
	if e.Ill() {
		t.Error("the store thinks that its disk is ill")
	}
}

// TestTransactionLost has SQLite give up the transaction in the middle of a
// batch: what came before in it is not saved, and what follows must not be
// saved one by one and then called failed.
func TestTransactionLost(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	arrived(t, e, 0)
	release := gather(t, e)
	const n = 9
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			if i == n/2 {
				errs[i] = e.Lose(context.Background(), errOfTest)
				return
			}
			_, errs[i] = e.Receive(context.Background(), one(i+1))
		})
	}
	until(t, "all writes wait", func() bool { return e.Queued() == n })
	release()
	all.Wait()
	saved := int64(1)
	for _, err := range errs {
		if err == nil {
			saved++
		}
	}
	wantLeads(t, e, saved)
	arrived(t, e, 100)
	wantLeads(t, e, saved+1)
}

// TestFileIsNoLongerThere removes the directory under a store at work.
func TestFileIsNoLongerThere(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	arrived(t, e, 0)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	// The open file lives on; whatever the answer, it comes.
	if _, err := e.Receive(soon(t, 5*time.Second), one(1)); errors.Is(err, sla.ErrNotRecorded) {
		t.Errorf("it hangs: %v", err)
	}
}
