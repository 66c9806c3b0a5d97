package blockkit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestEverythingIsJudged spoils good samples at every single place, one at a
// time, and wants each spoiled one refused: nothing is waved through unread.
func TestEverythingIsJudged(t *testing.T) {
	for surface, judge := range judges() {
		paths, err := filepath.Glob(filepath.Join("testdata", surface, "good_*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			t.Run(path, func(t *testing.T) { spoilEverywhere(t, path, judge) })
		}
	}
}

func spoilEverywhere(t *testing.T, path string, judge func(json.RawMessage) []string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(raw, &root); err != nil {
		t.Fatal(err)
	}
	start, at := any(root), ""
	if strings.Contains(path, "message") {
		start, at = root["blocks"], "/blocks"
	}
	walk(at, start, func(at, what string) {
		if len(judge(encode(t, root))) == 0 {
			t.Errorf("%s: %s was taken", at, what)
		}
	})
}

// walk spoils one place after the other and puts each back.
func walk(at string, v any, spoiled func(at, what string)) {
	switch v := v.(type) {
	case map[string]any:
		v["surprise"] = 1
		spoiled(at, "an unknown key")
		delete(v, "surprise")
		for key, old := range v {
			for _, wrong := range wrongFor(old) {
				v[key] = wrong
				spoiled(at+"/"+key, fmt.Sprintf("%T for %T", wrong, old))
			}
			v[key] = old
			walk(at+"/"+key, old, spoiled)
		}
	case []any:
		for i, old := range v {
			v[i] = []any{[]any{}}
			spoiled(index(at, i), "a list of lists")
			v[i] = old
			walk(index(at, i), old, spoiled)
		}
	}
}

// wrongFor is a value of another type than the one that belongs there.
func wrongFor(v any) []any {
	switch v.(type) {
	case string:
		return []any{map[string]any{}, nil, true}
	case bool:
		return []any{"true", nil, 1}
	default:
		return []any{"x", nil, true}
	}
}

// TestNeeded drops each required field in turn.
func TestNeeded(t *testing.T) {
	for kind, s := range catalog().blocks {
		for _, key := range s.need {
			block := j{"type": kind}
			for _, other := range s.need {
				if other != key {
					block[other] = j{}
				}
			}
			c := newCheck(onMessage)
			s.judge(c, "", map[string]any(block))
			want := "[ERROR] missing required field: " + key + " [json-pointer:]"
			if !strings.Contains(strings.Join(c.faults, "\n"), want) {
				t.Errorf("%s without %s: %q", kind, key, c.faults)
			}
		}
	}
}

// TestSurfaces puts every block where it belongs and where it does not.
func TestSurfaces(t *testing.T) {
	for kind, allowed := range surfaces() {
		for _, on := range []surface{onMessage, onModal, onHome} {
			c := newCheck(on)
			surfaceBlock(c, "", map[string]any{"type": kind})
			refused := strings.Contains(strings.Join(c.faults, "\n"), "unsupported type: "+kind)
			if refused == (allowed&on != 0) {
				t.Errorf("%s on surface %d: refused is %v", kind, on, refused)
			}
		}
		if _, ok := catalog().blocks[kind]; !ok {
			t.Errorf("%s may stand somewhere and has no shape", kind)
		}
	}
	if len(surfaces()) != len(catalog().blocks) {
		t.Errorf("%d blocks have a surface, %d a shape", len(surfaces()), len(catalog().blocks))
	}
}
