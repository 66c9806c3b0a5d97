package sla_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leadpact/sla"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestRefusalsAreHelpfulSentences keeps every refusal in a list for people to
// read: what is wrong, and what to do or who can.
func TestRefusalsAreHelpfulSentences(t *testing.T) {
	seen := map[string]bool{}
	for _, begin := range states {
		for _, try := range deeds {
			if r := sla.RefusalOf(try(begin(t), "this deed")); r != nil {
				seen[fmt.Sprintf("%-9s %s\n", r.Code, r.Sentence)] = true
				if !strings.HasSuffix(r.Sentence, ".") || strings.Contains(r.Sentence, "%!") || r.Error() != r.Sentence {
					t.Errorf("%q is no sentence", r.Sentence)
				}
			}
		}
	}
	var lines []string
	for s := range seen {
		lines = append(lines, s)
	}
	slices.Sort(lines)
	golden(t, "refusals.txt", []byte(strings.Join(lines, "")))
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(path, got, 0o644))
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(got, want) {
		wantEqual(t, path, string(got), string(want))
	}
}

func TestRefusalOf(t *testing.T) {
	r := &sla.Refusal{Code: sla.CodeTaken, Sentence: "It was taken."}
	if sla.RefusalOf(fmt.Errorf("store: %w", r)) != r {
		t.Error("a wrapped refusal is not found")
	}
	if got := sla.RefusalOf(errors.New("disk full")); got != nil {
		t.Errorf("another error is the refusal %v", got)
	}
	if got := sla.RefusalOf(nil); got != nil {
		t.Errorf("no error is the refusal %v", got)
	}
}

func TestAnUnconfirmedChangeSaysWhatIsUnknown(t *testing.T) {
	u := &sla.Unconfirmed{Fate: func(context.Context) error { return nil }}
	err := fmt.Errorf("claim: %w", error(u))
	found := new(sla.Unconfirmed)
	if !errors.As(err, &found) || found.Fate(t.Context()) != nil || !strings.Contains(err.Error(), "not confirmed") {
		t.Errorf("the error is %v", err)
	}
	if errors.Is(err, sla.ErrNotRecorded) || errors.Is(sla.ErrNotRecorded, sla.ErrNoChange) {
		t.Error("what is unknown is taken for what is certain")
	}
}
