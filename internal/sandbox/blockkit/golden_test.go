package blockkit

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden faults")

func judges() map[string]func(json.RawMessage) []string {
	return map[string]func(json.RawMessage) []string{
		"message": messageBlocks, "modal": Modal, "home": Home,
	}
}

// messageBlocks judges the blocks of a whole message.
func messageBlocks(message json.RawMessage) []string {
	var m struct{ Blocks json.RawMessage }
	if err := json.Unmarshal(message, &m); err != nil {
		return []string{err.Error()}
	}
	return Message(m.Blocks)
}

func TestGoodSamples(t *testing.T) {
	each(t, "good_*.json", func(t *testing.T, _ string, faults []string) {
		t.Helper()
		if len(faults) > 0 {
			t.Errorf("a sample that Slack takes was refused:\n%s", strings.Join(faults, "\n"))
		}
	})
}

func TestBadSamples(t *testing.T) {
	each(t, "bad_*.json", func(t *testing.T, path string, faults []string) {
		t.Helper()
		golden := strings.TrimSuffix(path, ".json") + ".faults"
		got := strings.Join(faults, "\n") + "\n"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Error(diff)
		}
	})
}

func each(t *testing.T, pattern string, judged func(t *testing.T, path string, faults []string)) {
	t.Helper()
	for surface, judge := range judges() {
		paths, err := filepath.Glob(filepath.Join("testdata", surface, pattern))
		if err != nil || len(paths) == 0 {
			t.Fatalf("no samples %s for %s: %v", pattern, surface, err)
		}
		for _, path := range paths {
			t.Run(path, func(t *testing.T) {
				raw, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				judged(t, path, judge(raw))
			})
		}
	}
}
