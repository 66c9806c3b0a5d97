// Command recorded prepares what tests have recorded for the judges: it reads a
// folder of recordings, leaves out who is not the bot, sorts each call's payload
// by what it is (a message, a modal, a home tab, a call's arguments), keeps one
// of each shape, and writes those as files for slackcheck to read. It prints
// how much of which method was recorded, and names what nobody can judge.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: recorded RECORDINGS OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "recorded:", err)
		os.Exit(1)
	}
}

var errNothing = errors.New("no message of the bot was recorded, so there is nothing to judge: the tests run with LEADPACT_RECORDINGS naming a folder and -count=1")

// run writes what is to be judged below out, whatever else is wrong, and
// returns what the recordings alone show to be wrong.
func run(in, out string, w io.Writer) error {
	t := newTally()
	if err := read(in, t.take); err != nil {
		return err
	}
	if err := t.write(out); err != nil {
		return err
	}
	t.print(w)
	if t.kept() == 0 {
		return errNothing
	}
	if n := len(t.faults); n > 0 {
		return fmt.Errorf("%d kind(s) of call that the workspace refused for what they hold, or that no judge was told of", n)
	}
	return nil
}
