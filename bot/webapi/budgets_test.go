package webapi_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"leadpact/bot/webapi"
)

// paced returns a client of the rate whose HTTP never leaves the test.
func paced(rate float64, answer func() *http.Response) *webapi.Client {
	return pacedAt("", rate, answer)
}

func pacedAt(url string, rate float64, answer func() *http.Response) *webapi.Client {
	return webapi.New(webapi.Options{BotToken: botToken, URL: url, Rate: rate, HTTP: &http.Client{Transport: inMemory(answer)}})
}

type inMemory func() *http.Response

func (f inMemory) RoundTrip(*http.Request) (*http.Response, error) { return f(), nil }

func limited(after string) *http.Response {
	return &http.Response{StatusCode: 429, Header: http.Header{"Retry-After": {after}}, Body: io.NopCloser(bytes.NewReader(nil))}
}

// times returns when each of n waits, made by several people at once, was over.
func times(t *testing.T, n int, wait func(context.Context) error) []time.Duration {
	t.Helper()
	var (
		wg   sync.WaitGroup
		mu   sync.Mutex
		over []time.Duration
	)
	begin := time.Now()
	for range 4 {
		wg.Go(func() {
			for range n / 4 {
				if err := wait(t.Context()); err != nil {
					t.Error(err)
				}
				mu.Lock()
				over = append(over, time.Since(begin))
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	slices.Sort(over)
	return over
}

func TestOneMessageASecondAndChannel(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1, nil)
		over := times(t, 40, func(ctx context.Context) error { return c.AwaitPost(ctx, "C0SALES001") })
		for i := 1; i < len(over); i++ {
			if gap := over[i] - over[i-1]; gap < time.Second {
				t.Errorf("post %d came %v after the one before", i, gap)
			}
		}
		if last := over[len(over)-1]; last > 40*time.Second {
			t.Errorf("40 posts took %v", last)
		}
		begin := time.Now()
		if err := c.AwaitPost(t.Context(), "C0OTHER001"); err != nil || time.Since(begin) != 0 {
			t.Errorf("another channel waited %v, %v", time.Since(begin), err)
		}
	})
}

// most is how many of the instants, in order, lie within one minute.
func most(over []time.Duration) int {
	n := 0
	for i := range over {
		for n < len(over)-i && over[i+n]-over[i] <= time.Minute {
			n++
		}
	}
	return n
}

func TestNoMinuteSeesMoreThanFiftyUpdates(t *testing.T) {
	t.Parallel()
	for _, rate := range []float64{0, 0.5, 1, 1000} {
		for _, url := range []string{"", "https://slack.com/api/", "https://SLACK-GOV.com/api", "https://emea.slack.com:443/api/"} {
			synctest.Test(t, func(t *testing.T) {
				c := pacedAt(url, rate, nil)
				<-time.After(7 * time.Minute) // a long rest saves up no more than a burst
				over := times(t, 400, c.AwaitUpdate)
				if n := most(over); n > 50 {
					t.Fatalf("at %q a minute saw %d updates", url, n)
				}
				if last := over[len(over)-1]; last > 13*time.Minute {
					t.Errorf("400 updates took %v: the budget is not used", last)
				}
			})
		}
	}
}

// TestNoMinuteOfTwoProcessesSeesMoreThanFiftyUpdates ends a process that has
// used its burst, and has one that begins, or one that has rested, go on.
func TestNoMinuteOfTwoProcessesSeesMoreThanFiftyUpdates(t *testing.T) {
	t.Parallel()
	for used := range 12 {
		for what, takesOver := range map[string]func(rested *webapi.Client) *webapi.Client{
			"a new one":    func(*webapi.Client) *webapi.Client { return paced(1, nil) },
			"a rested one": func(rested *webapi.Client) *webapi.Client { rested.Relieve(); return rested },
		} {
			synctest.Test(t, func(t *testing.T) {
				former, rested := paced(1, nil), paced(1, nil)
				<-time.After(7 * time.Minute)
				begin := time.Now()
				over := times(t, 4*used, former.AwaitUpdate)
				between := time.Since(begin)
				for _, at := range times(t, 60, takesOver(rested).AwaitUpdate) {
					over = append(over, between+at)
				}
				if n := most(over); n > 50 {
					t.Errorf("%s after %d updates: a minute saw %d", what, 4*used, n)
				}
				if first := over[4*used]; first != between {
					t.Errorf("%s waited %v for its first", what, first-between)
				}
			})
		}
	}
}

func TestBudgetsOfASimulatedWorkspaceGrowWithTheRate(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"http://127.0.0.1:8765/api/", "https://notslack.com/api/", "https://slack.com.example/api/"} {
		synctest.Test(t, func(t *testing.T) {
			c := pacedAt(url, 20, nil)
			if over := times(t, 200, func(ctx context.Context) error { return c.AwaitPost(ctx, "C0SALES001") }); over[199] > 10*time.Second {
				t.Errorf("200 posts took %v", over[199])
			}
			if over := times(t, 1000, c.AwaitUpdate); over[999] > time.Minute+5*time.Second {
				t.Errorf("1000 updates took %v", over[999])
			}
		})
	}
}

func TestRetryAfterPausesExactlySoLong(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1000, func() *http.Response { return limited("7") })
		begin := time.Now()
		if _, err := c.Post(t.Context(), "C0SALES001", "", "", message()); webapi.FailureOf(err).After != 7*time.Second {
			t.Fatal(err)
		}
		if err := c.AwaitUpdate(t.Context()); err != nil || time.Since(begin) != 0 {
			t.Errorf("another method waited %v, %v", time.Since(begin), err)
		}
		if err := c.AwaitPost(t.Context(), "C0OTHER001"); err != nil || time.Since(begin) != 7*time.Second {
			t.Errorf("the next post waited %v, %v", time.Since(begin), err)
		}
	})
}

func TestAPauseThatBeginsMeanwhileCounts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1, func() *http.Response { return limited("9") })
		begin := time.Now()
		if err := c.AwaitPost(t.Context(), "C0SALES001"); err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = c.Post(t.Context(), "C0OTHER001", "", "", message()) }()
		if err := c.AwaitPost(t.Context(), "C0SALES001"); err != nil || time.Since(begin) != 9*time.Second {
			t.Errorf("a post went out after %v, in the pause of 9 s: %v", time.Since(begin), err)
		}
	})
}

func TestWaitsEndWithTheirContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := paced(1, func() *http.Response { return limited("60") })
		_ = c.Update(t.Context(), "C0SALES001", "1.2", message())
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		begin := time.Now()
		if err := c.AwaitUpdate(ctx); !errors.Is(err, context.DeadlineExceeded) || time.Since(begin) != time.Second {
			t.Errorf("the wait ended after %v with %v", time.Since(begin), err)
		}
		ended, end := context.WithCancel(t.Context())
		end()
		if err := c.AwaitPost(ended, "C0SALES001"); !errors.Is(err, context.Canceled) {
			t.Errorf("a wait that had ended before gave %v", err)
		}
	})
}
