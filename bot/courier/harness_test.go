package courier_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot/courier"
	"leadpact/bot/view"
	"leadpact/sla"
)

var (
	ana = sla.Actor{ID: "U1ANA"}
	ben = sla.Actor{ID: "U2BEN"}
)

// lease is one that this process holds for as long as the test says.
type lease struct{ left atomic.Int64 }

func (l *lease) Holds(longer time.Duration) bool { return time.Duration(l.left.Load()) > longer }

func (l *lease) Await(ctx context.Context, longer time.Duration) error {
	for !l.Holds(longer) && ctx.Err() == nil {
		wait(ctx, 100*time.Millisecond)
	}
	return ctx.Err()
}

// world is a store, a Slack and a courier between them.
type world struct {
	t     *testing.T
	store *shelf
	slack *channels
	lease *lease
	ahead atomic.Int64 // of the domain's clock
	c     *courier.Courier
	log   *errorsLogged
}

// errorsLogged counts what the log tells as an error.
type errorsLogged struct{ atomic.Int64 }

func (*errorsLogged) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelError
}
func (e *errorsLogged) Handle(context.Context, slog.Record) error { e.Add(1); return nil }
func (e *errorsLogged) WithAttrs([]slog.Attr) slog.Handler        { return e }
func (e *errorsLogged) WithGroup(string) slog.Handler             { return e }

// story runs a test in simulated time, with a courier at work.
func story(t *testing.T, tell func(w *world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		defer w.start()()
		tell(w)
	})
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, store: &shelf{}, slack: &channels{}, lease: &lease{}, log: &errorsLogged{}}
	w.lease.left.Store(int64(time.Hour))
	w.c = w.courier(w.store, w.slack)
	return w
}

func (w *world) courier(store courier.Store, slack courier.Slack) *courier.Courier {
	return courier.New(courier.Options{
		Store: store, Slack: slack, Lease: w.lease, Now: w.now, Log: slog.New(w.log),
		Channel: func(desk string) string { return map[string]string{sla.MainDesk: "C1", "north": "C2"}[desk] },
	})
}

func (w *world) now() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())).UTC() }

// start runs the courier until the returned function is called, which returns
// when it has ended.
func (w *world) start() (stop func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.c.Run(ctx)
	}()
	return func() {
		cancel()
		<-done
	}
}

func hot(n int) *sla.Arrival {
	return &sla.Arrival{
		Cause: fmt.Sprintf("d%d", n), ExternalID: fmt.Sprintf("crm:%d", n),
		Details: sla.Details{Name: fmt.Sprintf("Hot %d", n), Action: "demo request"},
	}
}

func standard(n int) *sla.Arrival {
	a := hot(n)
	a.Name, a.Action = fmt.Sprintf("Plain %d", n), "white paper"
	return a
}

// arrive puts a new lead on the shelf and wakes the courier.
func (w *world) arrive(a *sla.Arrival) string {
	w.store.mu.Lock()
	id := sla.FormatID(int64(len(w.store.leads) + 1))
	w.store.leads = append(w.store.leads, sla.NewLead(id, a, w.now(), nil))
	w.store.mu.Unlock()
	w.c.Wake()
	return id
}

// change applies a deed to a lead, past the courier's own store.
func (w *world) change(id string, deed func(l *sla.Lead) error) {
	w.t.Helper()
	w.store.mu.Lock()
	_, err := w.store.change(id, deed)
	w.store.mu.Unlock()
	if err != nil {
		w.t.Fatal(err)
	}
	w.c.Wake()
}

func (w *world) claim(id string, by sla.Actor) {
	w.t.Helper()
	w.change(id, func(l *sla.Lead) error { return l.Claim(by, w.now(), cause(l)) })
}

func (w *world) note(id string, action string) {
	w.t.Helper()
	w.change(id, func(l *sla.Lead) error {
		return l.Note(&sla.Arrival{Cause: cause(l), Details: sla.Details{Action: action}}, w.now(), nil)
	})
}

func cause(l *sla.Lead) string { return fmt.Sprintf("cause %d", len(l.History)) }

func (w *world) lead(id string) *sla.Lead {
	w.t.Helper()
	w.store.mu.Lock()
	defer w.store.mu.Unlock()
	i := slices.IndexFunc(w.store.leads, func(l *sla.Lead) bool { return l.ID == id })
	if i < 0 {
		w.t.Fatalf("there is no lead %s", id)
	}
	return clone(w.store.leads[i])
}

// settle waits until Slack shows everything.
func (w *world) settle() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Hour)
	defer cancel()
	if err := w.c.Settled(ctx); err != nil {
		w.t.Fatalf("Slack never showed everything: %v", err)
	}
}

// pass lets simulated time go by, and whatever follows from it.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

// wantCard checks that the lead has so many copies, and the newest shows it as
// it is.
func (w *world) wantCard(id string, copies int) {
	w.t.Helper()
	if fault := w.cardFault(id, copies, copies); fault != "" {
		w.t.Error(fault)
	}
}

func (w *world) cardFault(id string, least, most int) string {
	l := w.lead(id)
	got, _ := w.slack.shown(id)
	switch newest := len(got) - 1; {
	case len(got) < least || len(got) > most:
		return fmt.Sprintf("the lead %s has %d copies of its card, want %d to %d", id, len(got), least, most)
	case got[newest].drawn != drawn(view.Card(l)):
		return fmt.Sprintf("the card of %s shows\n%s\nwant\n%s", id, got[newest].drawn, drawn(view.Card(l)))
	case l.Card.Message != got[newest].ts:
		return fmt.Sprintf("the lead %s knows its card as %s, want %s", id, l.Card.Message, got[newest].ts)
	}
	return ""
}

func texts(calls []call) []string {
	var out []string
	for _, c := range calls {
		out = append(out, c.lead)
	}
	return out
}
