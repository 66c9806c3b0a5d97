package blockkit

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// FuzzNeverPanics: whatever arrives, the judgement is an answer, the same one
// each time, and every fault names its place.
func FuzzNeverPanics(f *testing.F) {
	paths, err := filepath.Glob("testdata/m*/*.json")
	if err != nil || len(paths) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for name, judge := range judges() {
			faults := judge(raw)
			if !slices.Equal(faults, judge(raw)) {
				t.Errorf("%s: two answers for one payload", name)
			}
			for _, fault := range faults {
				if name != "message" && !strings.HasSuffix(fault, "]") {
					t.Errorf("%s: no place in %q", name, fault)
				}
			}
		}
		Message(json.RawMessage(raw))
	})
}
