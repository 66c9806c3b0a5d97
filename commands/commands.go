package commands

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode"

	"leadpact/bot/view"
	"leadpact/sla"
)

// Store is what the commands need of the store.
type Store interface {
	Get(ctx context.Context, id string) (*sla.Lead, error)
	Find(ctx context.Context, key string) ([]*sla.Lead, error)
	Waiting(ctx context.Context, limit int) ([]*sla.Lead, error)
	Backlog(ctx context.Context) (untold int, oldest time.Time, parked int, err error)
	Facts(ctx context.Context, closedFrom time.Time, yield func(*sla.Facts) error) error
}

// Options of a Table.
type Options struct {
	Store     Store
	Now       func() time.Time // the domain's clock
	Zone      *time.Location   // the desk's zone: its days are today and yesterday
	Permalink func(channel, message string) string
	Log       *slog.Logger
}

// Table answers every command.
type Table struct {
	o    Options
	list []command
}

// command is one word of the slash command.
type command struct {
	word  string
	usage string // what follows the word
	help  string // what one gets
	run   func(ctx context.Context, a ask) (view.Message, error)
}

// ask is one question.
type ask struct {
	who  sla.Actor
	word string // the slash command as it was typed, such as /sla
	args string // what follows the command's own word
}

// New returns the table of all commands.
func New(o Options) *Table {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Permalink == nil {
		o.Permalink = func(string, string) string { return "" }
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	t := &Table{o: o}
	t.list = []command{
		{"status", "", "what waits for somebody, how today goes, and whether Slack keeps up", t.status},
		{"lead", "ID or email", "everything that is known of one lead", t.lead},
		{"help", "", "this list", t.help},
	}
	return t
}

// Answer answers a slash command: word is the command as it was typed, text
// what followed it.
func (t *Table) Answer(ctx context.Context, who sla.Actor, word, text string) view.Message {
	if who.Guest {
		return view.GuestAsks()
	}
	verb, args := parted(text)
	if verb == "" {
		verb = "help"
	}
	for _, c := range t.list {
		if c.word == verb {
			m, err := c.run(ctx, ask{who: who, word: word, args: args})
			return t.orTrouble(ctx, m, err, verb)
		}
	}
	return view.UnknownCommand(word, verb, nearest(verb, t.words()))
}

// parted cuts off the first word, in small letters.
func parted(text string) (verb, rest string) {
	text = strings.TrimSpace(text)
	i := strings.IndexFunc(text, unicode.IsSpace)
	if i < 0 {
		return strings.ToLower(text), ""
	}
	return strings.ToLower(text[:i]), strings.TrimSpace(text[i:])
}

// orTrouble is the answer, or what is told instead when there is none.
func (t *Table) orTrouble(ctx context.Context, m view.Message, err error, verb string) view.Message {
	switch r := sla.RefusalOf(err); {
	case err == nil:
		return m
	case r != nil:
		return view.Refused(r)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(ctx.Err(), context.DeadlineExceeded):
		t.o.Log.Error("a command ran out of time", "command", verb)
		return view.TooSlow()
	default:
		t.o.Log.Error("a command failed", "command", verb, "error", err)
		return view.Trouble()
	}
}

func (t *Table) words() []string {
	words := make([]string, len(t.list))
	for i, c := range t.list {
		words[i] = c.word
	}
	return words
}
