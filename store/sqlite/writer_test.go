package sqlite_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"leadpact/sla"
	"leadpact/store/sqlite"
)

var errOfTest = errors.New("the test says no")

func arrived(t *testing.T, e *sqlite.Engine, n int) string {
	t.Helper()
	receipts, err := e.Receive(t.Context(), one(n))
	if err != nil {
		t.Fatal(err)
	}
	return receipts[0].Lead
}

func claimed(l *sla.Lead) error { return l.Claim(sla.Actor{ID: "U1"}, time.Now(), "click") }

func soon(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

// TestStalledCommit stalls the disk under a commit: whoever waits for it learns
// in time that its fate is unknown, whoever waits behind it is not recorded.
func TestStalledCommit(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	id := arrived(t, e, 1)
	stalled, release := make(chan struct{}), make(chan struct{})
	if err := e.BeforeCommit(t.Context(), sync.OnceFunc(func() {
		close(stalled)
		<-release
	})); err != nil {
		t.Fatal(err)
	}
	began := make(chan error, 1)
	go func() {
		_, err := e.Update(soon(t, 100*time.Millisecond), id, claimed)
		began <- err
	}()
	<-stalled
	if _, err := e.Receive(soon(t, 50*time.Millisecond), one(2)); !errors.Is(err, sla.ErrNotRecorded) {
		t.Errorf("behind the stalled commit: %v", err)
	}
	err := <-began
	var pending *sla.Unconfirmed
	if !errors.As(err, &pending) {
		t.Fatalf("within the stalled commit: %v", err)
	}
	if err := pending.Fate(soon(t, 20*time.Millisecond)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("its fate while it stalls: %v", err)
	}
	close(release)
	if err := pending.Fate(t.Context()); err != nil {
		t.Errorf("its fate: %v", err)
	}
	if l, err := e.Get(t.Context(), id); err != nil || l.Owner != "U1" {
		t.Errorf("the lead is %+v (%v)", l, err)
	}
	if leads, err := e.Find(t.Context(), sla.IDKey("person-2")); err != nil || len(leads) != 0 {
		t.Errorf("what was withdrawn was saved: %v, %v", leads, err)
	}
}

// TestStalledNotice ends the context of a notice, and of what else is answered
// with yes or no, within a stalled commit: an answer that is not known is no yes.
func TestStalledNotice(t *testing.T) {
	t.Parallel()
	for what, write := range map[string]func(*sqlite.Engine, context.Context) (bool, error){
		"add notice": func(e *sqlite.Engine, ctx context.Context) (bool, error) {
			return e.AddNotice(ctx, sla.Notice{Key: "k", CreatedAt: time.Now()})
		},
		"once": func(e *sqlite.Engine, ctx context.Context) (bool, error) { return e.Once(ctx, "k", time.Now()) },
		"lease": func(e *sqlite.Engine, ctx context.Context) (bool, error) {
			return e.SwapLease(ctx, "courier", 0, "me")
		},
	} {
		e := open(t, fresh(t))
		release := make(chan struct{})
		if err := e.BeforeCommit(t.Context(), sync.OnceFunc(func() { <-release })); err != nil {
			t.Fatal(err)
		}
		yes, err := write(e, soon(t, 50*time.Millisecond))
		close(release)
		var pending *sla.Unconfirmed
		if yes || !errors.As(err, &pending) {
			t.Fatalf("%s: %v, %v", what, yes, err)
		}
		if err := pending.Fate(t.Context()); err != nil {
			t.Errorf("%s: its fate: %v", what, err)
		}
		if again, err := write(e, t.Context()); err != nil || again {
			t.Errorf("%s a second time: %v, %v", what, again, err)
		}
	}
}

// TestSpoiltBatch puts changes that fail after they have written into one
// transaction with good ones.
func TestSpoiltBatch(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	release := gather(t, e)
	const n = 30
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			switch i % 3 {
			case 0:
				errs[i] = e.Exec(t.Context(), "INSERT INTO once (key, at) VALUES ('spoilt', 1)", errOfTest)
			case 1:
				errs[i] = e.Exec(t.Context(), "INSERT INTO nowhere VALUES (1)", nil)
			default:
				_, errs[i] = e.Receive(t.Context(), one(i))
			}
		})
	}
	until(t, "all writes wait", func() bool { return e.Queued() == n })
	release()
	all.Wait()
	for i, err := range errs {
		if want := []bool{false, false, true}[i%3]; (err == nil) != want {
			t.Errorf("change %d: %v", i, err)
		}
		if i%3 == 0 && !errors.Is(err, errOfTest) {
			t.Errorf("change %d got another's error: %v", i, err)
		}
	}
	for query, want := range map[string]int64{"SELECT count(*) FROM once": 0, "SELECT count(*) FROM leads": n / 3, "SELECT count(*) FROM keys": 2 * n / 3} {
		if got, err := e.Query(t.Context(), query); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", query, got, err, want)
		}
	}
}

// gather stalls the writer, so that the writes that come now share a commit.
func gather(t *testing.T, e *sqlite.Engine) (release func()) {
	t.Helper()
	hold, held := make(chan struct{}), make(chan struct{})
	if err := e.BeforeCommit(t.Context(), sync.OnceFunc(func() {
		close(held)
		<-hold
	})); err != nil {
		t.Fatal(err)
	}
	go func() { _ = e.Ping(context.Background()) }()
	<-held
	return func() { close(hold) }
}

// until asks again and again until the answer is yes.
func until(t *testing.T, what string, ask func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !ask(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("%s: not in time", what)
		}
	}
}

func TestFewerCommitsThanWrites(t *testing.T) {
	t.Parallel()
	e := open(t, fresh(t))
	var commits atomic.Int32
	if err := e.BeforeCommit(t.Context(), func() { commits.Add(1) }); err != nil {
		t.Fatal(err)
	}
	const workers, each = 32, 20
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := range each {
				if _, err := e.Receive(t.Context(), one(w*each+i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got := commits.Load(); got >= workers*each/2 {
		t.Errorf("%d writes took %d commits", workers*each, got)
	}
}

// TestLongLeadsWeighMore asks what decides how many writes share a commit, and
// so how long the next one waits.
func TestLongLeadsWeighMore(t *testing.T) {
	t.Parallel()
	if got := sqlite.Weight(600, 700); got != 2 {
		t.Errorf("two leads of usual length weigh %d", got)
	}
	if got := sqlite.Weight(600, 1<<20); got < 200 {
		t.Errorf("a lead of a megabyte and a short one weigh %d", got)
	}
}

// TestChangedAfterCommit looks from another process whether what was told of is there.
func TestChangedAfterCommit(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	other := open(t, path)
	seen := make(chan int64, 100)
	e, err := sqlite.Open(t.Context(), path, sqlite.Options{Changed: func() {
		n, _ := other.Query(context.Background(), "SELECT count(*) FROM leads")
		seen <- n
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = e.Close() }()
	arrived(t, e, 1)
	if n := <-seen; n != 1 {
		t.Errorf("told of a change when %d leads were there", n)
	}
	if err := e.Ping(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(seen) > 0 {
		t.Error("told of a change when nothing was")
	}
}

func TestPanicIsLoggedWithoutWhatItSaid(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	e, err := sqlite.Open(t.Context(), fresh(t), sqlite.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	id := arrived(t, e, 1)
	_, err = e.Update(t.Context(), id, func(*sla.Lead) error { panic("mara@kessel.example") })
	if err == nil || bytes.Contains([]byte(err.Error()), []byte("kessel")) {
		t.Errorf("the error is %v", err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if !bytes.Contains(log.Bytes(), []byte("panicked")) || !bytes.Contains(log.Bytes(), []byte("writer_test.go")) || bytes.Contains(log.Bytes(), []byte("kessel")) {
		t.Errorf("the log says %s", log.String())
	}
}

// TestLockedFile lets another process hold the lock while writes come and go.
func TestLockedFile(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	id := arrived(t, e, 1)
	release := lock(t, path)
	patient := make(chan error, 1)
	for range 3 { // the first in the queue gives up; those behind it do not wait for it
		if _, err := e.Update(soon(t, 30*time.Millisecond), id, claimed); !errors.Is(err, sla.ErrNotRecorded) {
			t.Errorf("while it is locked: %v", err)
		}
	}
	go func() {
		_, err := e.Receive(context.Background(), one(2))
		patient <- err
	}()
	if _, err := e.Update(soon(t, 30*time.Millisecond), id, claimed); !errors.Is(err, sla.ErrNotRecorded) {
		t.Errorf("while it is locked: %v", err)
	}
	release()
	if err := <-patient; err != nil {
		t.Errorf("once it is free: %v", err)
	}
	if l, err := e.Get(t.Context(), id); err != nil || l.Owner != "" {
		t.Errorf("a claim that was withdrawn is saved: %+v, %v", l, err)
	}
}

// TestCloseWhileLocked closes while another process holds the lock for ever.
func TestCloseWhileLocked(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	e := open(t, path)
	defer lock(t, path)()
	const n = 5
	answers := make(chan error, n)
	for i := range n {
		go func() {
			_, err := e.Receive(context.Background(), one(i))
			answers <- err
		}()
	}
	until(t, "all but the first write wait", func() bool { return e.Queued() == n-1 })
	e.HurryClose(100 * time.Millisecond)
	began := time.Now()
	if err := e.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("closing took %s", took)
	}
	for range n {
		if err := <-answers; err == nil || sla.RefusalOf(err) != nil {
			t.Errorf("a write that could not be done was answered %v", err)
		}
	}
}

// TestShareTheLock lets one process write without pause and asks how long
// another waits for its turn.
func TestShareTheLock(t *testing.T) {
	t.Parallel()
	path := fresh(t)
	bulk, click := open(t, path), open(t, path)
	id := arrived(t, click, -1)
	stop := make(chan struct{})
	var all sync.WaitGroup
	var next atomic.Int64
	for range 4 {
		all.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				d := sla.Delivery{At: time.Now()}
				for range 50 {
					d.Arrivals = append(d.Arrivals, one(int(next.Add(1))).Arrivals...)
				}
				if _, err := bulk.Receive(t.Context(), d); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var took []time.Duration
	for range 40 {
		began := time.Now()
		if _, err := click.Update(t.Context(), id, func(l *sla.Lead) error { l.Told.Card++; return nil }); err != nil {
			t.Error(err)
		}
		took = append(took, time.Since(began))
	}
	close(stop)
	all.Wait()
	slices.Sort(took)
	t.Logf("beside a bulk writer a click took p50 %s, at most %s", took[len(took)/2], took[len(took)-1])
	if worst := took[len(took)-1]; worst > 2500*time.Millisecond {
		t.Errorf("a click waited %s for a bulk writer in another process", worst)
	}
}
