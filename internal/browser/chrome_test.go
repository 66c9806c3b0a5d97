package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// noBrowser says what to do where the stories cannot be told.
const noBrowser = "no browser found: install Chromium (apt-get install chromium), or set CHROME to the path of a Chromium or Chrome"

// chrome is the path of the browser: what CHROME names, else the first that is
// installed, else nothing.
func chrome() (string, error) {
	if named := os.Getenv("CHROME"); named != "" {
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fmt.Errorf("CHROME names no program: %w", err)
		}
		return path, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", nil
}

// crew is the one browser process of all stories; each story opens tabs of its
// own in it.
type crew struct {
	ctx   context.Context
	close func()
}

var (
	errNone   = errors.New(noBrowser)
	errCaged  = errors.New("the browser cannot shut itself in here: allow user namespaces, or install chromium-sandbox")
	began     *crew
	theCrew   = sync.OnceValues(startBrowser)
	twoAtMost = make(chan struct{}, 2) // stories at a time: more would only be slower
)

func startBrowser() (*crew, error) {
	path, err := chrome()
	if err != nil {
		return nil, err
	}
	if path == "" {
		return nil, errNone
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(filepath.Join(scratch, "profile")),
		chromedp.WSURLReadTimeout(time.Minute), chromedp.Flag("hide-scrollbars", false))
	if os.Geteuid() == 0 { // as root, Chromium's sandbox does not start
		options = append(options, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	quiet := func(string, ...any) {} // a newer browser has events that the library does not know
	ctx, cancel := chromedp.NewContext(alloc, chromedp.WithErrorf(quiet), chromedp.WithLogf(quiet))
	began = &crew{ctx: ctx, close: func() {
		_ = chromedp.Cancel(ctx)
		cancel()
		stop()
	}}
	if err := chromedp.Run(ctx); err != nil && strings.Contains(err.Error(), "No usable sandbox") {
		return nil, errCaged
	} else if err != nil {
		return nil, fmt.Errorf("%s does not start: %w", path, err)
	}
	return began, nil
}

// window opens a window that shares no cookie and no memory with the others.
func (c *crew) window() (context.Context, func(), error) {
	direct := cdp.WithExecutor(c.ctx, chromedp.FromContext(c.ctx).Browser)
	apart, err := target.CreateBrowserContext().Do(direct)
	if err != nil {
		return nil, nil, fmt.Errorf("no new window: %w", err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(apart).WithNewWindow(true).Do(direct)
	if err != nil {
		return nil, nil, fmt.Errorf("no new window: %w", err)
	}
	ctx, cancel := chromedp.NewContext(c.ctx, chromedp.WithTargetID(id))
	return ctx, func() {
		cancel()
		_ = target.DisposeBrowserContext(apart).Do(direct)
	}, nil
}

func closeBrowser() {
	if began != nil {
		began.close()
	}
}

// aBrowser is the browser, or the end of a test that has none.
func aBrowser(t *testing.T) *crew {
	t.Helper()
	c, err := theCrew()
	if errors.Is(err, errNone) || errors.Is(err, errCaged) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}
