package judge_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// lacking is what slackcheck.sh misses in a folder of golden files.
func lacking(t *testing.T, folder string) string {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("the judges' scripts need bash, which is not on this machine")
	}
	script := `set -euo pipefail; shopt -s nullglob; source ./golden.sh; golden "$1" "$2"; lacking`
	out, err := exec.Command(bash, "-c", script, "golden", folder, t.TempDir()).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return strings.Join(strings.Split(strings.TrimSpace(string(out)), "\n"), ", ")
}

func TestOneOfEachKindOfGoldenFileMustBeThere(t *testing.T) {
	t.Parallel()
	for want, names := range map[string][]string{
		"":                          {"card_new.json", "home_full.json", "modal_hand_back.json"},
		"home tab":                  {"card_new.json", "modal_hand_back.json"},
		"window":                    {"card_new.json", "home_full.json", "homely.txt"},
		"message":                   {"home_full.json", "modal_hand_back.json"},
		"message, home tab, window": nil,
	} {
		folder := t.TempDir()
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(folder, name), []byte("{}"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := lacking(t, folder); got != want {
			t.Errorf("of %q it misses %q, should be %q", names, got, want)
		}
	}
}

func TestTheGoldenFilesLackNothing(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("acks are read with node, which is not on this machine")
	}
	if got := lacking(t, filepath.Join("..", "..", "bot", "view", "testdata")); got != "" {
		t.Errorf("there is no golden %s", got)
	}
}
