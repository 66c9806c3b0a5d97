package judge_test

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// lacking is what slackcheck.sh misses in a folder of golden files.
func lacking(t *testing.T, folder string) string {
	t.Helper()
	return script(t, `source ./golden.sh; golden "$1" "$2"; lacking`, folder, t.TempDir())
}

func TestOneOfEachKindOfGoldenFileMustBeThere(t *testing.T) {
	t.Parallel()
	for want, names := range map[string][]string{
		"":                          {"card_new.json", "home_full.json", "modal_release.json"},
		"home tab":                  {"card_new.json", "modal_release.json"},
		"window":                    {"card_new.json", "home_full.json", "homely.txt"},
		"message":                   {"home_full.json", "modal_release.json"},
		"message, home tab, window": nil,
	} {
		folder := t.TempDir()
		for _, name := range names {
			file(t, folder, name)
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
