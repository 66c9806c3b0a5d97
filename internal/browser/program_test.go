package browser

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// built is the program as users run it, made once.
var built = sync.OnceValues(func() (string, error) {
	path := filepath.Join(scratch, "leadpact")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, "leadpact/cmd/leadpact").CombinedOutput(); err != nil {
		return "", fmt.Errorf("the program cannot be built: %w: %s", err, out)
	}
	return path, nil
})

// output is what a program writes, readable while it does.
type output struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.buf.String()
}

// runs starts the program; what ends it, as Ctrl+C does, may be called twice.
func runs(t *testing.T, out *output, args ...string) (end func()) {
	t.Helper()
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, args...)
	cmd.Env = []string{"LEADPACT_CHANNEL_RATE=1000", "TMPDIR=" + t.TempDir(), "LEADPACT_RECORDINGS=" + os.Getenv("LEADPACT_RECORDINGS")}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return sync.OnceFunc(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the sandbox ended with %v; it wrote:\n%s", err, out)
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
