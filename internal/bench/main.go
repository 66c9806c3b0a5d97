// Command bench measures the built program as its users' machine would feel it:
// it starts a simulated workspace in its own process and `leadpact serve` as a
// child, drives both over loopback, and prints a table; if wanted, beside the
// same figures of an ordinary Node bot. It judges nothing.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what can be chosen on the command line.
type options struct {
	program  string        // a built leadpact; built afresh unless told
	store    string        // the store's address; a fresh file unless told
	span     time.Duration // how long each steady measurement lasts
	baseline bool          // measure the ordinary bot too
}

func run(ctx context.Context) error {
	var o options
	flag.StringVar(&o.program, "program", "", "path of a built leadpact; built afresh unless told")
	flag.StringVar(&o.store, "store", "", "address of the store; a fresh SQLite file unless told")
	flag.DurationVar(&o.span, "span", 6*time.Second, "length of each steady measurement")
	flag.BoolVar(&o.baseline, "baseline", false, "measure an ordinary Node bot too and compare (needs npm; its store is always a fresh file)")
	flag.Parse()
	dir, err := os.MkdirTemp("", "leadpact-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	programs, err := o.programs(ctx, dir)
	if err != nil {
		return err
	}
	t := newTable(programs)
	if err := measureSync(dir, t); err != nil {
		return err
	}
	for _, m := range measurements {
		for i, p := range programs {
			t.at = i
			if err := m.in(ctx, dir, p, o.span, t); err != nil {
				return fmt.Errorf("%s, %s: %w", m.name, p.name, err)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return errors.New("interrupted")
	}
	return t.print(os.Stdout)
}

// progress says on a terminal what goes on.
func progress(what string) { fmt.Fprintln(os.Stderr, "…", what) }

// measurement is one part of the run: it gets a program and a workspace of its
// own.
type measurement struct {
	name string
	rate string // of the channel: Slack's own pace where intake is measured, no limit where cards are needed
	run  func(ctx context.Context, w *world, t *table) error
}

var measurements = []measurement{
	{"start", "1", measureStart},
	{"posted", "1000", measurePosted},
	{"clicks", "1000", measureClicks},
	{"race", "1000", measureRace},
	{"singles", "1", measureSingles},
	{"arrays", "1", measureArrays},
}

func (m measurement) in(ctx context.Context, dir string, p program, span time.Duration, t *table) error {
	progress(m.name + ", " + p.name)
	sub := filepath.Join(dir, m.name+"-"+p.name)
	if err := os.Mkdir(sub, 0o700); err != nil {
		return err
	}
	w, err := newWorld(ctx, sub, m, p, span)
	if err != nil {
		return err
	}
	return errors.Join(m.run(ctx, w, t), w.close())
}
