// Command leadpact keeps the service-level agreement between marketing and
// sales in Slack. It alone knows all the parts: it reads the settings, builds
// them in order, and closes them in reverse.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
	_ "time/tzdata" // the zones, where the machine has none
)

// The exit codes, the same for every command.
const (
	exitDone   = 0
	exitFailed = 1
	exitInput  = 2
)

// commandLine is what can be typed.
type commandLine struct {
	Serve    serveCommand    `cmd:"" help:"Run the bot for a Slack workspace. Settings come from the environment and from .env."`
	Sandbox  sandboxCommand  `cmd:"" help:"Try everything in a simulated workspace, in the browser: no token, no network."`
	Manifest manifestCommand `cmd:"" help:"Print the manifest of the Slack app, to be pasted into Slack's form."`
	Doctor   doctorCommand   `cmd:"" help:"Look whether everything that leadpact serve needs is there, and say what to do where it is not."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

// program is what a command needs of the outside.
type program struct {
	ctx    context.Context //nolint:containedctx // a command's life is the program's
	stdout io.Writer
	stderr io.Writer
	env    []string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // the second signal ends the program at once
	code := run(ctx, os.Args[1:], os.Environ(), os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program without the process around it: tests call it as main does.
func run(ctx context.Context, args, env []string, stdout, stderr io.Writer) int {
	var cli commandLine
	exit := -1
	parser, err := kong.New(&cli,
		kong.Name("leadpact"),
		kong.Description("Keeps the pact between marketing and sales, in Slack."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exit = code }),
	)
	if err != nil {
		fmt.Fprintln(stderr, "leadpact:", err)
		return exitFailed
	}
	parsed, err := parser.Parse(spelled(args))
	if exit >= 0 {
		return exit // help was asked for, and printed
	}
	if err != nil {
		fmt.Fprintf(stderr, "leadpact: %v\nRun \"leadpact --help\" for what can be typed.\n", err)
		return exitInput
	}
	err = parsed.Run(&program{ctx: ctx, stdout: stdout, stderr: stderr, env: env})
	return exitCode(err, stderr)
}

// spelled takes two ways of asking that people try.
func spelled(args []string) []string {
	if len(args) == 1 && args[0] == "help" {
		return []string{"--help"}
	}
	if len(args) == 1 && args[0] == "--version" {
		return []string{"version"}
	}
	return args
}

func exitCode(err error, stderr io.Writer) int {
	if err == nil {
		return exitDone
	}
	if said := new(alreadySaid); errors.As(err, &said) {
		return said.code
	}
	fmt.Fprintln(stderr, "leadpact:", err)
	if bad := new(badInput); errors.As(err, &bad) {
		return exitInput
	}
	return exitFailed
}

// badInput is an error of whoever typed or set something: the program exits
// with 2.
type badInput struct{ err error }

func (b *badInput) Error() string { return b.err.Error() }
func (b *badInput) Unwrap() error { return b.err }

// alreadySaid ends the program with a code when whoever reads its output knows
// why.
type alreadySaid struct{ code int }

func (a *alreadySaid) Error() string { return "what was printed says what is wrong" }
