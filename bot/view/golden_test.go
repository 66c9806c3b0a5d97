package view_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden messages; read the diff as the one who gets them")

func TestEveryMessageIsGolden(t *testing.T) {
	t.Parallel()
	for name, m := range everyGolden(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join("testdata", name+".json")
			got := pretty(t, m)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("the message has changed (-golden +now):\n%s", diff)
			}
		})
	}
}

func TestNoGoldenIsLeftOver(t *testing.T) {
	t.Parallel()
	all := everyGolden(t)
	paths, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if _, ok := all[strings.TrimSuffix(filepath.Base(path), ".json")]; ok {
			continue
		}
		if !*update {
			t.Errorf("%s is the golden of no message", path)
		} else if err := os.Remove(path); err != nil {
			t.Error(err)
		}
	}
}

func TestTheSameLeadGivesTheSameMessage(t *testing.T) {
	t.Parallel()
	first := everyGolden(t)
	for name, m := range everyGolden(t) {
		if diff := cmp.Diff(pretty(t, first[name]), pretty(t, m)); diff != "" {
			t.Errorf("%s differs from one drawing to the next:\n%s", name, diff)
		}
	}
}

// everyGolden is everything that has a golden file, by the file's name.
func everyGolden(t *testing.T) map[string]any {
	t.Helper()
	all := map[string]any{}
	for name, m := range everyMessage(t) {
		all[name] = m
	}
	maps.Copy(all, everyView(t))
	return all
}

// pretty is a message or a view as its golden holds it: Slack's own escapes stay readable.
func pretty(t *testing.T, m any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		t.Fatal(err)
	}
	return readable.Replace(b.String())
}

// readable undoes what the library of blocks does to these three.
var readable = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&")
