package browser

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"leadpact/internal/programtest"
)

// built is the program as users run it, made once.
var built = sync.OnceValues(func() (string, error) { return programtest.Build(scratch) })

// runs starts the program; what ends it, as Ctrl+C does, may be called twice.
func runs(t *testing.T, args ...string) (r *programtest.Running, end func()) {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	env := []string{"LEADPACT_CHANNEL_RATE=1000", "TMPDIR=" + t.TempDir(), "LEADPACT_RECORDINGS=" + os.Getenv("LEADPACT_RECORDINGS")}
	r = programtest.Start(t, path, env, args...)
	return r, sync.OnceFunc(func() {
		if err := r.Stop(longest); err != nil {
			t.Errorf("the sandbox ended with %v; it wrote:\n%s", err, &r.Output)
		}
	})
}

func TestTheProgramLinksNoBrowserDriver(t *testing.T) {
	t.Parallel()
	linked, err := exec.Command("go", "list", "-deps", "leadpact/cmd/leadpact").CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, linked)
	}
	if strings.Contains(string(linked), "chromedp") {
		t.Error("the program links chromedp, which belongs to tests alone")
	}
}
