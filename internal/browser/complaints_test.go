package browser

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// complaints are what a browser's console would show: errors, exceptions,
// requests that failed. A story that hears one fails.
type complaints struct {
	mu       sync.Mutex
	all      []string
	asks     map[network.RequestID]string
	forgiven []string
}

// hear is called by the browser for each event of the tab.
func (c *complaints) hear(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		c.all = append(c.all, "exception: "+e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError || e.Type == runtime.APITypeAssert {
			c.all = append(c.all, "console: "+arguments(e.Args))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError {
			c.all = append(c.all, "log: "+e.Entry.Text+" "+e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if c.asks == nil {
			c.asks = map[network.RequestID]string{}
		}
		c.asks[e.RequestID] = e.Request.Method + " " + e.Request.URL
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			c.all = append(c.all, fmt.Sprintf("%s: answered %d", c.asks[e.RequestID], e.Response.Status))
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			c.all = append(c.all, c.asks[e.RequestID]+": "+e.ErrorText)
		}
	}
}

func arguments(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		words = append(words, string(a.Value)+a.Description)
	}
	return strings.Join(words, " ")
}

// said is what was complained of so far, and not forgiven.
func (c *complaints) said() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(c.all), func(one string) bool {
		return slices.ContainsFunc(c.forgiven, func(words string) bool { return strings.Contains(one, words) })
	})
}

// forgive lets pass what a story asks for, from now on and up to now.
func (c *complaints) forgive(words ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forgiven = append(c.forgiven, words...)
}

func (c *complaints) judge(t *testing.T) {
	t.Helper()
	for _, one := range c.said() {
		t.Error("the page complains: " + one)
	}
}
