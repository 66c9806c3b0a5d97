package courier

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

// Store is what the courier needs of the store, which saves the notices that a
// lead's new events ask for together with the lead.
type Store interface {
	Get(ctx context.Context, id string) (*sla.Lead, error)
	Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error)
	Untold(ctx context.Context, ranks []sla.Rank, limit int) ([]*sla.Lead, error)
	Parked(ctx context.Context, now time.Time, limit int) ([]*sla.Lead, error)
	DueNotices(ctx context.Context, now time.Time, limit int) ([]sla.Notice, error)
	SaveNotice(ctx context.Context, n sla.Notice) error
}

// Slack is what the courier needs of Slack. The Await methods keep its pace;
// Post and Update make one call each and never repeat it.
type Slack interface {
	AwaitPost(ctx context.Context, channel string) error
	AwaitUpdate(ctx context.Context) error
	Post(ctx context.Context, channel, thread, lead string, m view.Message) (message string, err error)
	Update(ctx context.Context, channel, message string, m view.Message) error
	Permalink(channel, message string) string
}

// Lease says whether this process is the courier.
type Lease interface {
	Await(ctx context.Context, longer time.Duration) error
	Holds(longer time.Duration) bool
}

// Options of a Courier.
type Options struct {
	Store    Store
	Slack    Slack
	Lease    Lease
	Channel  func(desk string) string // the id of the desk's channel
	Now      func() time.Time         // the domain's clock
	CallTime time.Duration            // how long one call may take, real time; 8 s by default
	Poll     time.Duration            // how often other processes' work is looked for, real time; 250 ms by default
	Log      *slog.Logger
}

// Courier is the courier of one process.
type Courier struct {
	o          Options
	lanes      []*lane
	busy       atomic.Int32 // steps under way
	steps      atomic.Int64 // steps begun so far
	unanswered tally        // by lead and notice
	formers    formers
	grudges    grudges
	bar        bar
}

// calm keeps the lanes that are seldom needed from looking at every commit of a
// flood; real time.
const calm = 10 * time.Millisecond

// New returns a courier that rests until Run.
func New(o Options) *Courier {
	if o.CallTime == 0 {
		o.CallTime = 8 * time.Second
	}
	if o.Poll == 0 {
		o.Poll = 250 * time.Millisecond
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	c := &Courier{o: o}
	c.lanes = []*lane{
		newLane("cards", 0, c.cards),
		newLane("redraws", calm, c.redraws),
		newLane("notices", calm, c.notices),
		newLane("parked", calm, c.parked),
	}
	return c
}

// Run works until the context ends; then it carries the calls under way
// through, marks them, and returns.
func (c *Courier) Run(ctx context.Context) {
	var wg sync.WaitGroup
	for _, l := range c.lanes {
		wg.Go(func() { c.run(ctx, l) })
	}
	wg.Wait()
}

// Wake tells the courier that a lead or a notice has changed. It never blocks.
func (c *Courier) Wake() {
	for _, l := range c.lanes {
		l.nudge()
	}
}
