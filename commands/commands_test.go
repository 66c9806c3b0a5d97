package commands_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"leadpact/bot/view"
	"leadpact/commands"
	"leadpact/sla"
)

func TestUnknownWordsGetTheNearest(t *testing.T) {
	t.Parallel()
	for typed, meant := range map[string]string{
		"statsu": "status", "sttus": "status", "STATSU": "status", "stat": "status", "hepl": "help", "halp": "help", "laed mara@kessel.example": "lead", "leads": "lead",
		"xyzzy": "lead", "x": "lead", "ж": "lead", "mara@kessel.example": "lead",
	} {
		got := ask(t, fake{}, typed)
		if !strings.Contains(got, "I don't know") || !strings.Contains(got, "`/sla help`") {
			t.Errorf("%q: %s", typed, got)
		}
		if want := "Did you mean `/sla " + meant + "`?"; strings.Contains(got, "Did you mean") != (meant != "") || meant != "" && !strings.Contains(got, want) {
			t.Errorf("%q should suggest %q: %s", typed, meant, got)
		}
	}
}

func TestWordsMayBeTypedInAnyWay(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"status", " Status ", "STATUS please", "status\tnow", "status\n"} {
		if got := ask(t, fake{}, typed); !strings.Contains(got, "No lead is open.") {
			t.Errorf("%q: %s", typed, got)
		}
	}
}

func TestTheCommandsNameIsASetting(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{"", "statsu", "lead"} {
		got := wellFormed(t, table(fake{}).Answer(t.Context(), ben, "/pact", typed))
		if !strings.Contains(got, "/pact ") || strings.Contains(got, "/sla") {
			t.Errorf("%q: %s", typed, got)
		}
	}
}

func TestGuestsAreRefused(t *testing.T) {
	t.Parallel()
	asked := fake{find: func(string) ([]*sla.Lead, error) { t.Error("the store was asked"); return nil, nil }}
	for _, typed := range []string{"", "status", "lead mara@kessel.example", "xyzzy"} {
		got := wellFormed(t, table(asked).Answer(t.Context(), sla.Actor{ID: "U1", Guest: true}, "/sla", typed))
		if !strings.Contains(got, "Only people of this workspace") {
			t.Errorf("%q: %s", typed, got)
		}
	}
}

// broken is a store in which everything fails.
func broken(err error) fake {
	return fake{
		get:     func(string) (*sla.Lead, error) { return nil, err },
		find:    func(string) ([]*sla.Lead, error) { return nil, err },
		waiting: func(int) ([]*sla.Lead, error) { return nil, err },
		backlog: func() (int, time.Time, int, error) { return 0, time.Time{}, 0, err },
		facts:   func(time.Time, func(*sla.Facts) error) error { return err },
	}
}

func TestTroubleIsToldAndLoggedWithoutThePerson(t *testing.T) {
	t.Parallel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	for _, c := range []struct {
		name string
		ctx  context.Context
		err  error
		want view.Message
		log  string
	}{
		{"an error", t.Context(), errors.New("disk full"), view.Trouble(), "disk full"},
		{"a deadline", t.Context(), fmt.Errorf("reading: %w", context.DeadlineExceeded), view.TooSlow(), "ran out of time"},
		{"another error after the deadline", late, errors.New("interrupted"), view.TooSlow(), "ran out of time"},
		{"a refusal", t.Context(), &sla.Refusal{Code: sla.CodeInvalid, Sentence: "That cannot be."}, view.Say("That cannot be."), ""},
	} {
		for _, typed := range []string{"status", "lead mara@kessel.example", "lead 0m3k9f2xq7ab", "lead crm:5501"} {
			var log bytes.Buffer
			table := commands.New(commands.Options{Store: broken(c.err), Log: slog.New(slog.NewTextHandler(&log, nil))})
			got := table.Answer(c.ctx, ben, "/sla", typed)
			if diff := cmp.Diff(c.want.Text, got.Text); diff != "" {
				t.Errorf("%s, %s: %s", c.name, typed, diff)
			}
			if c.log == "" && log.Len() > 0 || !strings.Contains(log.String(), c.log) {
				t.Errorf("%s, %s: the log says %q", c.name, typed, log.String())
			}
			for _, private := range []string{"mara", "5501", "0m3k", ben.ID} {
				if strings.Contains(log.String(), private) {
					t.Errorf("%s, %s: the log tells %q: %s", c.name, typed, private, log.String())
				}
			}
		}
	}
}

func TestStatusFailsAtEachStep(t *testing.T) {
	t.Parallel()
	err := errors.New("disk full")
	for _, f := range []fake{{waiting: broken(err).waiting}, {backlog: broken(err).backlog}, {facts: broken(err).facts}} {
		if got := ask(t, f, "status"); got != view.Trouble().Text {
			t.Error(got)
		}
	}
}
