package bot

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"leadpact/bot/view"
	"leadpact/sla"
)

// Store is what the handlers need of the store.
type Store interface {
	Get(ctx context.Context, id string) (*sla.Lead, error)
	Update(ctx context.Context, id string, change func(*sla.Lead) error) (*sla.Lead, error)
	Waiting(ctx context.Context, limit int) ([]*sla.Lead, error)
	Owned(ctx context.Context, owner string, limit int) ([]*sla.Lead, error)
}

// Slack is what the handlers need of Slack.
type Slack interface {
	Respond(ctx context.Context, url string, replace bool, m view.Message) error
	Update(ctx context.Context, channel, message string, m view.Message) error
	AwaitUpdate(ctx context.Context) error
	OpenWindow(ctx context.Context, trigger string, w view.Window) error
	UpdateWindow(ctx context.Context, id string, w view.Window) error
	AwaitHome(ctx context.Context) error
	PublishHome(ctx context.Context, person string, t view.Tab) (shown bool, err error)
	Permalink(channel, message string) string
}

// Commands answers a slash command: word is the command as typed, such as
// /sla, and text what follows it. Report is what they tell of the present.
type Commands interface {
	Answer(ctx context.Context, who sla.Actor, word, text string) view.Message
	Report(ctx context.Context) (*sla.Report, error)
}

// Options of a Bot.
type Options struct {
	Store    Store
	Slack    Slack
	Commands Commands
	Command  string           // the slash command, to be told to people; /sla by default
	Now      func() time.Time // the domain's clock
	Workers  int              // handlers at work at once; 32 by default
	Queue    int              // envelopes that may wait for one; 4096 by default
	Log      *slog.Logger
}

// Bot answers what people do in Slack.
type Bot struct {
	o        Options
	home     atomic.Pointer[Home]
	pool     *pool
	life     context.Context //nolint:containedctx // ends with Drain, not with a call
	end      context.CancelFunc
	staying  context.Context //nolint:containedctx // ends when Drain begins
	leave    context.CancelFunc
	pointing sync.Map  // older copies that are being turned into pointers
	tabs     tabs      // home tabs that are being published
	homeless sync.Once // that the app has no home tab is said once
}

// Home is the workspace that the bot belongs to; people of others are guests.
type Home struct {
	Team       string
	Enterprise string // empty outside Enterprise Grid
}

// New returns a bot that takes envelopes at once.
func New(o Options) *Bot {
	if o.Workers == 0 {
		o.Workers = 32
	}
	if o.Queue == 0 {
		o.Queue = 4096
	}
	if o.Command == "" {
		o.Command = "/sla"
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	b := &Bot{o: o, pool: newPool(o.Workers, o.Queue)}
	b.life, b.end = context.WithCancel(context.Background())
	b.staying, b.leave = context.WithCancel(b.life)
	return b
}

// SetHome tells the bot which workspace it belongs to. Until then it asks
// everybody to try again, since it cannot tell guests from colleagues.
func (b *Bot) SetHome(h Home) { b.home.Store(&h) }

// Drain takes no more envelopes and waits until those taken are answered, or
// until the context ends. Those that come later are turned away.
func (b *Bot) Drain(ctx context.Context) error {
	defer b.end()
	b.leave()
	return b.pool.drain(ctx)
}

// Settled waits until nothing that was taken is left to answer.
func (b *Bot) Settled(ctx context.Context) error { return b.pool.settled(ctx) }
