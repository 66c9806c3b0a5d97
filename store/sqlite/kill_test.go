package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store/sqlite"
)

// childEnv names the file that this test binary is to write as a child, and how.
const childEnv = "LEADPACT_TEST_SQLITE_CHILD"

// TestKill kills a process while it writes, again and again, and looks each time
// whether all that it was told to be saved is there, and no half of anything.
func TestKill(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	said := map[string]string{} // lead by delivery
	for round := range 20 {
		now := killed(t, path, round)
		maps.Copy(said, now)
		e := open(t, path)
		for delivery, lead := range said {
			if l, err := e.Get(t.Context(), lead); err != nil || l.History[0].Cause != delivery+":0" {
				t.Fatalf("round %d: %s was saved as %s and is gone: %v", round, delivery, lead, err)
			}
		}
		for delivery, lead := range now { // the source may send it again
			again, err := e.Receive(t.Context(), twoPeople(delivery))
			if err != nil || again[0].Lead != lead || again[0].Outcome != sla.OutcomeDuplicate || again[1].Outcome != sla.OutcomeDuplicate {
				t.Fatalf("round %d: %s was saved as %s, and now is %+v, %v", round, delivery, lead, again, err)
			}
			break
		}
		wantWhole(t, e)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// wantWhole checks that no delivery was saved by half and the file is sound.
func wantWhole(t *testing.T, e *sqlite.Engine) {
	t.Helper()
	for query, want := range map[string]int64{
		"SELECT count(*) % 2 FROM leads":                                                    0,
		"SELECT count(*) FROM keys WHERE lead NOT IN (SELECT id FROM leads)":                0,
		"SELECT count(*) FROM leads WHERE id NOT IN (SELECT lead FROM keys)":                0,
		"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'":         0,
		"SELECT (SELECT count(*) FROM leads) = (SELECT count(*) FROM leads WHERE rank > 0)": 1,
	} {
		if got, err := e.Query(t.Context(), query); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", query, got, err, want)
		}
	}
}

func twoPeople(delivery string) sla.Delivery {
	d := sla.Delivery{ID: delivery, At: time.Now()}
	for i := range 2 {
		id := fmt.Sprint(delivery, ":", i)
		d.Arrivals = append(d.Arrivals, sla.Arrival{Cause: id, ExternalID: id})
	}
	return d
}

// killed starts a child that writes, kills it, and returns what it said was saved.
func killed(t *testing.T, path string, round int) map[string]string {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$")
	child.Env = append(os.Environ(), fmt.Sprintf("%s=%d:%s", childEnv, round, path))
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		delivery, lead, ok := strings.Cut(strings.TrimPrefix(lines.Text(), "saved "), " ")
		if !ok || !strings.HasPrefix(lines.Text(), "saved ") {
			continue
		}
		said[delivery] = lead
		if len(said) == 5+3*round {
			_ = child.Process.Kill() // what it says until it dies, counts
		}
	}
	_ = child.Wait()
	if len(said) < 5+3*round {
		t.Fatalf("the child ended by itself after %d writes", len(said))
	}
	return said
}

// TestChild is the process that is killed.
func TestChild(t *testing.T) {
	round, path, ok := strings.Cut(os.Getenv(childEnv), ":")
	if !ok {
		t.Skip("this is the child of other tests")
	}
	e := open(t, path)
	var mu sync.Mutex
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() {
			for i := range 100_000 {
				delivery := fmt.Sprintf("%s-%d-%d", round, w, i)
				receipts, err := e.Receive(context.Background(), twoPeople(delivery))
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				_, _ = fmt.Fprintf(os.Stdout, "saved %s %s\n", delivery, receipts[0].Lead)
				mu.Unlock()
			}
		})
	}
	all.Wait()
}

// TestProcesses has several processes create and write one file at once.
func TestProcesses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "shared.db")
	var all sync.WaitGroup
	var mu sync.Mutex
	said := map[string]string{}
	for p := range 3 {
		all.Go(func() {
			some := killed(t, path, p)
			mu.Lock()
			defer mu.Unlock()
			maps.Copy(said, some)
		})
	}
	all.Wait()
	e := open(t, path)
	for delivery, lead := range said {
		if l, err := e.Get(t.Context(), lead); err != nil || !strings.HasPrefix(l.History[0].Cause, delivery) {
			t.Errorf("%s was saved as %s and is gone: %v", delivery, lead, err)
		}
	}
	wantWhole(t, e)
}
