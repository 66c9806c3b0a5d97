package intake_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"leadpact/intake"
	"leadpact/sla"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serve puts the doors on a real socket, with a store that counts.
func serve(tb testing.TB, leads *atomic.Int64) *httptest.Server {
	tb.Helper()
	s := httptest.NewServer(intake.New(intake.Options{
		Token: token,
		Store: storeFunc(func(_ context.Context, d sla.Delivery) ([]sla.Receipt, error) {
			leads.Add(int64(len(d.Arrivals)))
			return make([]sla.Receipt, len(d.Arrivals)), nil
		}),
	}))
	tb.Cleanup(s.Close)
	return s
}

// speak sends raw bytes and reads the answer's status.
func speak(tb testing.TB, s *httptest.Server, raw string) int {
	tb.Helper()
	var dialer net.Dialer
	conn, err := dialer.DialContext(tb.Context(), "tcp", s.Listener.Addr().String())
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, raw); err != nil {
		tb.Fatal(err)
	}
	_ = conn.(*net.TCPConn).CloseWrite()
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		tb.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

func TestBodiesOnTheWire(t *testing.T) {
	var leads atomic.Int64
	s := serve(t, &leads)
	const head = "POST /v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token + "\r\n"
	for name, test := range map[string]struct {
		raw    string
		status int
	}{
		"whole":               {head + "Content-Length: 13\r\n\r\n" + `{"phone":"1"}`, 200},
		"in chunks":           {head + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"pho\r\n8\r\nne\":\"1\"}\r\n0\r\n\r\n", 200},
		"broken off":          {head + "Content-Length: 50\r\n\r\n" + `{"phone":"1"}`, 400},
		"broken off, chunked": {head + "Transfer-Encoding: chunked\r\n\r\nd\r\n{\"phone\":\"1\"}\r\n", 400},
		"too large, said":     {head + "Content-Length: 5000000\r\n\r\n", 413},
		"too large, unsaid":   {head + "Transfer-Encoding: chunked\r\n\r\n400001\r\n" + strings.Repeat("a", 4<<20+1) + "\r\n0\r\n\r\n", 413},
		"no body":             {head + "\r\n", 400},
	} {
		t.Run(name, func(t *testing.T) {
			before := leads.Load()
			if got := speak(t, s, test.raw); got != test.status {
				t.Errorf("answered %d, want %d", got, test.status)
			}
			if saved := leads.Load() - before; saved != 0 && test.status != http.StatusOK {
				t.Errorf("saved %d leads of it", saved)
			}
		})
	}
}

// Buffers are shared between requests: nobody may find another's words in them.
func TestManySourcesAtOnce(t *testing.T) {
	seen := make([]atomic.Int64, 400)
	h := intake.New(intake.Options{Token: token, Store: storeFunc(func(_ context.Context, d sla.Delivery) ([]sla.Receipt, error) {
		for _, a := range d.Arrivals {
			var n int
			if _, err := fmt.Sscanf(a.ExternalID, "crm-%d", &n); err != nil || a.Email != fmt.Sprintf("mara%d@example.com", n) {
				t.Errorf("mixed up: %q and %q", a.ExternalID, a.Email)
				continue
			}
			seen[n].Add(1)
		}
		return make([]sla.Receipt, len(d.Arrivals)), nil
	})})
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			for n := worker; n < len(seen); n += 8 {
				send(t, h, http.MethodPost, "/v1/leads", typicalLead(n), "Authorization", "Bearer "+token)
			}
		})
	}
	all.Wait()
	for n := range seen {
		if seen[n].Load() != 1 {
			t.Errorf("lead %d arrived %d times", n, seen[n].Load())
		}
	}
}
