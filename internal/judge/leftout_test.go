package judge_test

import (
	"strings"
	"testing"
)

func TestWhatWasNotRecordedIsNamed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file(t, folder, "leadpact.test-42-aBcDeFgH.jsonl")
	if got := script(t, `source ./leftout.sh; left_out "$1"`, folder); !strings.HasPrefix(got, "left out: what the browser tests send") {
		t.Errorf("without the browser tests it says %q", got)
	}
	file(t, folder, "leadpact-42-aBcDeFgH.jsonl")
	if got := script(t, `source ./leftout.sh; left_out "$1"`, folder); got != "" {
		t.Errorf("with the browser tests it says %q", got)
	}
}
